import { screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { complete } from '../../src/model/evidence.ts';
import type { BackupPlan } from '../../src/model/backup.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { backupPlan, continuousRule, lifecycleRule, recoveryPoints } from '../samples.ts';
import { known } from '../report/account.ts';
import { bucket, snapshotOf } from './account.ts';
import { fakeEngine } from './fake-engine.ts';
import { heading, openPage } from './page.ts';

/** An account with one bucket that these plans save in its Region. */
function saved(...plans: BackupPlan[]): Snapshot {
  const whole = snapshotOf([
    bucket('acme-data', {
      notification: { topics: 0, queues: 0, functions: 0, eventBridge: true },
      versioning: { status: 'Enabled', mfaDelete: false },
      lifecycle: [lifecycleRule({ noncurrentExpirationAgeDays: 90 })],
      recoveryPoints: complete([recoveryPoints({ continuous: true, status: 'AVAILABLE' })]),
    }),
  ]);
  return {
    ...whole,
    facts: whole.facts.map((one) =>
      one.resource === 'eu-west-1'
        ? { ...one, facts: { ...one.facts, backupPlans: known(complete(plans)) } }
        : one,
    ),
  };
}

const open = (snapshot: Snapshot) =>
  openPage(
    fakeEngine([{ id: 'one', snapshot }]).engine,
    '#/audit/one/bucket/acme-data?tab=restore',
  );

test('answers in one sentence, with the verdicts behind it', async () => {
  open(saved(backupPlan({ rules: [continuousRule()] })));
  await heading('acme-data');
  const title = await screen.findByRole('heading', { name: 'Could we restore it?', level: 2 });
  const panel = within(title.parentElement as HTMLElement);
  expect(
    panel.getByText(
      'Yes: any moment of the last 35 days by AWS Backup (plan nightly), deleted or overwritten objects for 90 days by versioning; not protected against deletion by an administrator.',
    ),
  ).toBeVisible();
  const row = (name: string) =>
    panel.getByRole('link', { name }).closest('li') as unknown as HTMLElement;
  expect(row('Continuous backup')).toHaveTextContent(/Pass.*any moment of the last 35 days/);
  expect(row('Periodic backup')).toHaveTextContent(/Fail.*continuously only/);
  expect(row('Versioning')).toHaveTextContent(/Pass/);
  expect(row('Replication')).toHaveTextContent(/Fail/);
});

test('its tab and its rows are reached by keyboard, and a row opens the finding', async () => {
  open(saved());
  await heading('acme-data');
  const tab = await screen.findByRole('link', { name: 'Restore' });
  expect(tab).toHaveAttribute('aria-current', 'page');
  const link = screen.getByRole('link', { name: 'Backup plan' });
  link.focus();
  expect(link).toHaveFocus();
  await userEvent.tab();
  expect(screen.getByRole('link', { name: 'Continuous backup' })).toHaveFocus();
  expect(link).toHaveAttribute(
    'href',
    '#/audit/one/bucket/acme-data?check=backup-plan-covers-bucket',
  );
});

test('what could not be read is named', async () => {
  const whole = saved();
  open({
    ...whole,
    facts: whole.facts.map((one) => (one.type === 'region' ? { ...one, facts: {} } : one)),
  });
  await heading('acme-data');
  expect(
    await screen.findByText(
      /whether AWS Backup saves it is unknown, because the list of backup plans/,
    ),
  ).toBeVisible();
});
