import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { fixCommands } from '../../src/app/parts/fix-command.ts';
import { readyRows } from '../../src/app/parts/ready-rows.ts';
import { bucket, smallAccount, snapshotOf } from './account.ts';
import { fakeEngine } from './fake-engine.ts';
import { goTo, heading, openPage } from './page.ts';

const open = (at: string, snapshot = smallAccount()) => {
  const fake = fakeEngine([{ id: 'one', snapshot }]);
  return { ...fake, ...openPage(fake.engine, `#/audit/one/${at}`) };
};
const titles = (topic: string) =>
  [...document.querySelectorAll(`section[aria-label="${topic}"] [data-row]`)].map(
    (row) => row.textContent,
  );

describe('the list of checks', () => {
  test('groups by topic, worst first, and its numbers lead to the resources', async () => {
    open('checks');
    await heading('Checks');
    expect(document.title).toBe('Checks · Bucketproof');
    const access = titles('Public access and sharing');
    expect(access[0]).toMatch(/public/i);
    // By text, because asking for roles among many links takes seconds in jsdom.
    const line = screen.getByText('Versioning is enabled').closest('li') as HTMLElement;
    expect(line).toHaveTextContent('2 of 3 assessed');
    expect(within(line).getByRole('link', { name: /Not assessed 1/ })).toHaveAttribute(
      'href',
      '#/audit/one/checks/versioning-enabled?verdict=notAssessed',
    );
  });

  test('filters by text, severity, verdict and framework, kept in the address', async () => {
    const { user } = open('checks?severity=low');
    await heading('Checks');
    expect(screen.getByLabelText('Severity')).toHaveValue('low');
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await user.type(screen.getByRole('searchbox'), 'S3.5');
    expect(location.hash).toBe('#/audit/one/checks?text=S3.5');
    expect(screen.getByText(/^1 of \d+ checks$/)).toBeInTheDocument();
    await user.selectOptions(screen.getByLabelText('Framework'), 'AWS Security Hub');
    expect(screen.getByText('S3.5')).toBeInTheDocument();
    await user.type(screen.getByRole('searchbox'), ' nothing');
    expect(screen.getByText(/No check fits these filters/)).toBeInTheDocument();
  });
});

describe('the page of a check', () => {
  test('says what it means, how it is judged, and whom it concerns with the reason', async () => {
    open('checks/bucket-not-public');
    await heading(/public/i);
    expect(screen.getByRole('region', { name: 'How it is judged' })).toHaveTextContent(
      'Asked of each bucket.',
    );
    expect(await screen.findByText(/It rests on these facts.*bucket policy/)).toBeInTheDocument();
    const verdicts = screen.getByRole('navigation', { name: 'Verdict' });
    expect(within(verdicts).getByRole('link', { name: 'Fail 1' })).toHaveAttribute(
      'aria-current',
      'true',
    );
    const name = await screen.findByRole('link', { name: 'acme-website' });
    expect(name).toHaveAttribute('href', '#/audit/one/bucket/acme-website?check=bucket-not-public');
    expect(name.closest('[role=row]')).toHaveTextContent(/EveryoneReads/);
    expect(screen.getByRole('region', { name: 'Frameworks' })).toHaveTextContent(
      'AWS Security Hub: S3.2',
    );
    expect(screen.getByRole('link', { name: /What AWS says/ })).toHaveAttribute(
      'href',
      expect.stringContaining('docs.aws.amazon.com'),
    );
  });

  test('another verdict is another list, and what would open it is named', async () => {
    const { user } = open('checks/bucket-not-public');
    await user.click(await screen.findByRole('link', { name: 'Not assessed 1' }));
    expect(await screen.findByRole('link', { name: 'acme-vault' })).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('link', { name: 'acme-website' })).toBeNull());
    const rest = screen.getByRole('region', { name: 'What would open the rest' });
    expect(rest).toHaveTextContent('s3:Get-policy');
  });

  test('gives the command for every bucket that fails', async () => {
    open('checks/server-access-logging');
    expect(await screen.findByRole('heading', { name: 'One fix for all' })).toBeInTheDocument();
    const all = await screen.findByText(/each of the 2 buckets that fail/);
    const lines = all.closest('details')?.querySelector('pre')?.textContent?.split('\n');
    expect(lines).toHaveLength(2);
    expect(lines?.[0]).toContain('--bucket acme-ledger');
    expect(lines?.[1]).toContain('--bucket acme-website');
  });

  test('of the account shows its one finding', async () => {
    open('checks/account-public-access-block');
    const says = await screen.findByRole('region', { name: 'What this account says' });
    expect(says).toHaveTextContent('Fail');
    expect(within(says).getByRole('link')).toHaveAttribute(
      'href',
      '#/audit/one/account?check=account-public-access-block',
    );
  });

  test('that is not there says so; one with nothing to ask says that', async () => {
    const { unmount } = open('checks/none-such');
    expect(await screen.findByText('This audit has no check called none-such.')).toBeVisible();
    unmount();
    open('checks/tls-required', snapshotOf([]));
    expect(await screen.findByText(/There was nothing to ask/)).toBeInTheDocument();
  });
});

describe('commands for many', () => {
  const at = (resource: string) => ({
    resource,
    resourceType: 'bucket' as const,
    account: '111122223333',
    region: 'eu-west-1',
  });
  test('a name that a shell could take for more is left out and counted', () => {
    expect(
      fixCommands('aws s3api x --bucket BUCKET', [at('good'), at('a; rm -rf ~'), at('$(id)')]),
    ).toEqual({ lines: ['aws s3api x --bucket good'], left: 2 });
  });
  test('a command that names no resource stands once', () => {
    expect(fixCommands('aws iam x', [at('one'), at('two')]).lines).toEqual(['aws iam x']);
  });
});

describe('rows that are ready', () => {
  test('tell what a stretch lacks, and give what is there', () => {
    const rows = readyRows<string>();
    expect(rows.missing(0, 3)).toEqual({ from: 0, count: 3 });
    rows.put(2, ['c', 'd']);
    expect(rows.missing(0, 4)).toEqual({ from: 0, count: 2 });
    expect(rows.missing(2, 4)).toBeNull();
    expect(rows.missing(3, 6)).toEqual({ from: 4, count: 2 });
    expect(rows.lines(1, 2)).toEqual([{ at: 2, row: 'c' }]);
  });
});

describe('the keyboard', () => {
  const press = (key: string) =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    );
  test('g and a letter go to a part of the audit; Escape leads one level up', async () => {
    const { user } = open('checks/tls-required');
    await heading(/plain HTTP/);
    await user.keyboard('{Escape}');
    await heading('Checks');
    await user.keyboard('gb');
    await heading('3 buckets');
    await user.keyboard('ga');
    await heading(/^Account/);
    await user.keyboard('go');
    await heading(/public/);
  });

  test('j and k walk the rows, / finds the search, and typing is never a shortcut', async () => {
    const { user } = open('checks');
    await heading('Checks');
    const rows = [...document.querySelectorAll('[data-row]')];
    await user.keyboard('jj');
    expect(rows[1]).toHaveFocus();
    await user.keyboard('k');
    expect(rows[0]).toHaveFocus();
    await user.keyboard('/');
    expect(screen.getByRole('searchbox')).toHaveFocus();
    await user.keyboard('gbj?');
    expect(screen.getByRole('searchbox')).toHaveValue('gbj?');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Checks');
  });

  test('in a table j and k move as arrows do', async () => {
    const buckets = Array.from({ length: 3 }, (_, at) => bucket(`b-${at}`));
    const { user } = open('buckets?sort=name', snapshotOf(buckets));
    const first = (await screen.findByText('b-0')).closest('a') as HTMLElement;
    await user.keyboard('j');
    expect(first).toHaveFocus();
    await user.keyboard('j');
    await waitFor(() => expect(screen.getByText('b-1').closest('a')).toHaveFocus());
  });

  test('Escape clears the search, and a second one leaves it', async () => {
    const { user } = open('buckets?text=vault');
    await heading('1 of 3 buckets');
    await user.keyboard('/{Escape}');
    const search = screen.getByRole('searchbox');
    expect(search).toHaveFocus();
    await heading('3 buckets');
    expect(search).toHaveValue('');
    await user.keyboard('{Escape}');
    expect(search).not.toHaveFocus();
  });

  test('the sheet goes when the address changes', async () => {
    const { user } = open('checks');
    await heading('Checks');
    await user.keyboard('?');
    await screen.findByRole('dialog', { name: 'Keyboard' });
    await goTo('#/audit/one/account');
    await heading(/^Account/);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  test('single keys can be switched off, and stay off', async () => {
    const { user } = open('checks');
    await heading('Checks');
    await user.keyboard('?');
    const sheet = await screen.findByRole('dialog', { name: 'Keyboard' });
    expect(sheet).toHaveTextContent('Search in the list');
    await user.click(within(sheet).getByRole('checkbox'));
    await user.click(within(sheet).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    press('?');
    await user.keyboard('gb/');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(location.hash).toBe('#/audit/one/checks');
    expect(localStorage.getItem('bucketproof-keys')).toBe('off');
  });
});
