import { screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../../src/model/settings.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { allow, policy, toFriend } from '../samples.ts';
import { bucket, snapshotOf } from './account.ts';
import { fakeEngine } from './fake-engine.ts';
import { goTo, heading, openPage } from './page.ts';

const friend = '444455556666';
const shared = bucket('acme-shared', {
  policy: policy(
    allow('s3:GetObject', { ...toFriend, Sid: 'Friend', Resource: 'arn:aws:s3:::acme-shared/*' }),
  ),
});
const open = (at = '#/audit/one/settings', more: Partial<Snapshot> = {}) => {
  const fake = fakeEngine([{ id: 'one', snapshot: snapshotOf([shared], more) }]);
  const stored = (): Settings | undefined => fake.audits.get('one')?.snapshot.settings;
  return { ...fake, stored, ...openPage(fake.engine, at) };
};
const set = (settings: Partial<Settings>) => ({ settings: { ...defaultSettings, ...settings } });
const save = () => screen.getByRole('button', { name: 'Save and judge anew' });

describe('the settings of an audit', () => {
  test('an account that is trusted changes what is found, and says so', async () => {
    const { user, stored } = open();
    await heading('Settings of this audit');
    expect(screen.getByText(/All are as shipped/)).toBeInTheDocument();
    expect(save()).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Add an account' }));
    const id = screen.getByLabelText('Account, organisation or canonical user id');
    expect(id).toHaveFocus();
    await user.type(id, ` ${friend} `);
    await user.type(screen.getByLabelText('Label'), 'Log archive');
    expect(screen.getByText('Not saved yet.')).toBeInTheDocument();
    await user.click(save());
    expect(await screen.findByText(/1 finding changed\./)).toBeInTheDocument();
    expect(screen.getByText(/1 from Fail to Pass/)).toBeInTheDocument();
    expect(stored()?.trustedAccounts).toEqual([{ id: friend, label: 'Log archive' }]);

    await goTo('#/audit/one/bucket/acme-shared?tab=exposure');
    expect(
      await screen.findByText('Other accounts: Log archive (444455556666)'),
    ).toBeInTheDocument();

    await goTo('#/audit/one/settings');
    await heading('Settings of this audit');
    expect(screen.getByLabelText('Label')).toHaveValue('Log archive');
  });

  test('what cannot be used is refused by its place, and nothing typed is lost', async () => {
    const { user, stored } = open();
    await heading('Settings of this audit');
    await user.click(screen.getByRole('button', { name: 'Add an account' }));
    await user.type(screen.getByLabelText('Account, organisation or canonical user id'), 'friend');
    const reference = screen.getByLabelText('Policy (JSON)');
    await user.click(reference);
    await user.paste('{\n  "Statement": [,]\n}');
    await user.click(save());
    expect(screen.getByText(/This is no account id \(12 digits\)/)).toBeInTheDocument();
    expect(screen.getByText('This is not valid JSON: see line 2, column 17.')).toBeInTheDocument();
    expect(reference).toHaveAccessibleDescription(/see line 2, column 17/);
    expect(stored()).toBeUndefined();
    await user.clear(reference);
    await user.paste('{"Statement":[{"Effect":"Allow","Principal":"*","Resource":"*"}]}');
    expect(screen.getByText('Statement 1 has no readable Action.')).toBeInTheDocument();
    expect(screen.getByLabelText('Account, organisation or canonical user id')).toHaveValue(
      'friend',
    );
  });

  test('tags that buckets must carry, and the rest of good order', async () => {
    const { user, stored } = open();
    await heading('Settings of this audit');
    const tags = screen.getByLabelText(/^Tags that each bucket must carry/);
    await user.type(tags, 'owner{Enter}owner');
    const days = screen.getByLabelText(/expire within so many days/);
    await user.clear(days);
    await user.click(save());
    expect(tags).toHaveAccessibleDescription('owner is named twice.');
    expect(days).toHaveAccessibleDescription('Give a whole number of days, from 0 to 36500.');
    await user.clear(tags);
    await user.type(tags, ' owner {Enter}{Enter}data-class = a=b ');
    await user.type(days, '3');
    await user.clear(screen.getByLabelText(/^Tag of a bucket where that is meant/));
    await user.click(screen.getByLabelText(/^Transfer Acceleration is wanted/));
    await user.click(save());
    expect(await screen.findByText(/The settings were saved\./)).toBeInTheDocument();
    expect(stored()).toEqual({
      ...defaultSettings,
      requiredTags: [
        { key: 'owner', value: '' },
        { key: 'data-class', value: 'a=b' },
      ],
      shortExpirationDays: 3,
      shortLivedTag: '',
      wantsAcceleration: true,
    });
    await user.click(screen.getByRole('button', { name: 'Reset to defaults' }));
    expect(await screen.findByText(/All settings are as shipped/)).toBeInTheDocument();
    expect(tags).toHaveValue('');
    expect(days).toHaveValue(7);
  });

  test('a reference policy is compared with, undone, and reset', async () => {
    const { user, stored } = open();
    await heading('Settings of this audit');
    await user.click(screen.getByLabelText('Policy (JSON)'));
    await user.paste(policy(allow('s3:GetObject', { Principal: { AWS: '{{account}}' } })));
    await user.click(save());
    expect(await screen.findByText(/from Not applicable to Fail/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/The settings are as they were before/)).toBeInTheDocument();
    expect(stored()).toBeUndefined();
    expect(screen.getByLabelText('Policy (JSON)')).toHaveValue('');
    await user.click(screen.getByRole('checkbox', { name: /name can be guessed/ }));
    await user.click(save());
    await screen.findByText(/The settings were saved/);
    await user.click(screen.getByRole('button', { name: 'Reset to defaults' }));
    expect(await screen.findByText(/All settings are as shipped/)).toBeInTheDocument();
    expect(stored()).toBeUndefined();
  });

  test('a line is removed, and the keyboard goes on', async () => {
    const { user } = open(
      undefined,
      set({
        trustedAccounts: [
          { id: friend, label: 'One' },
          { id: '777788889999', label: '' },
        ],
      }),
    );
    await heading('Settings of this audit');
    await user.click(screen.getByRole('button', { name: 'Remove line 1' }));
    const left = screen.getByLabelText('Account, organisation or canonical user id');
    expect(left).toHaveValue('777788889999');
    expect(left).toHaveFocus();
  });

  test('a finding names the setting that it depends on, and leads there', async () => {
    open(
      '#/audit/one/bucket/acme-shared?check=policy-cross-account-restricted',
      set({ trustedAccounts: [{ id: '777788889999', label: 'Backup' }] }),
    );
    const link = await screen.findByRole('link', { name: 'Trusted accounts' });
    expect(link.closest('li')).toHaveTextContent(
      'Depends on the setting Trusted accounts: Backup (777788889999)',
    );
    await goTo(link.getAttribute('href') as string);
    await heading('Settings of this audit');
    expect(screen.getByRole('heading', { level: 2, name: 'Trusted accounts' })).toHaveFocus();
  });

  test('nothing can be set while a scan writes the audit', async () => {
    const { coverage } = snapshotOf([shared]);
    open(undefined, { coverage: { ...coverage, ended: 'running' } });
    await heading('Settings of this audit');
    expect(screen.getByText(/A scan is still writing this audit/)).toBeInTheDocument();
    const form = screen.getByRole('form', { name: 'Settings of this audit' });
    for (const box of within(form).getAllByRole('textbox')) expect(box).toBeDisabled();
  });

  test('a refusal is told, and what was typed stays', async () => {
    const { user, engine } = open();
    engine.configure = () =>
      Promise.reject(new Error('This audit is not in this browser any more.'));
    await heading('Settings of this audit');
    const key = screen.getByLabelText('Key');
    await user.clear(key);
    await user.type(key, 'Approved');
    await user.click(save());
    expect(await screen.findByText(/not in this browser any more/)).toBeInTheDocument();
    expect(key).toHaveValue('Approved');
  });
});
