import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { account, bucket, smallAccount, snapshotOf } from './account.ts';
import { fakeEngine } from './fake-engine.ts';
import { goTo, heading, openPage } from './page.ts';

const open = (snapshot: Snapshot, at = '#/audit/one') => {
  const fake = fakeEngine([{ id: 'one', snapshot }]);
  return { ...fake, ...openPage(fake.engine, at) };
};
const region = (name: string) => screen.findByRole('region', { name });

describe('the overview', () => {
  test('answers in order, and its numbers lead to what they count', async () => {
    open(smallAccount());
    await heading('1 of 3 buckets is public; 1 bucket could not be judged');
    expect(document.title).toBe('Overview · Bucketproof');
    const titles = screen.getAllByRole('heading', { level: 2 }).map((one) => one.textContent);
    expect(titles).toEqual([
      'All verdicts',
      'Where to begin',
      'What is exposed',
      'What is wrong',
      'What could not be seen',
      'What is good',
      'How this was read',
    ]);
    const exposed = await region('What is exposed');
    expect(within(exposed).getAllByRole('link', { name: '1 bucket' })[0]).toHaveAttribute(
      'href',
      '#/audit/one/buckets?verdict=fail&check=bucket-not-public',
    );
    const named = await within(exposed).findByRole('link', { name: 'acme-website' });
    expect(named).toHaveAttribute(
      'href',
      '#/audit/one/bucket/acme-website?check=bucket-not-public',
    );
    expect(named.closest('li')).toHaveTextContent(/EveryoneReads/);
  });

  test('names what was not read, why, and the action that opens it', async () => {
    open(smallAccount());
    const unseen = await region('What could not be seen');
    expect(
      within(unseen).getByRole('row', {
        name: /Bucket policy access was denied s3:Get-policy 1 resource/,
      }),
    ).toBeInTheDocument();
  });

  test('a check of the account leads to the account', async () => {
    open(smallAccount());
    const wrong = await region('What is wrong');
    expect(within(wrong).getByRole('link', { name: /^the account/ })).toHaveAttribute(
      'href',
      '#/audit/one/account?check=account-public-access-block',
    );
  });

  test('says how the scan ended, and who read by which calls', async () => {
    const coverage = {
      ...smallAccount().coverage,
      ended: 'cancelled' as const,
      note: 'The scan was stopped before the end.',
    };
    open(smallAccount({ coverage }));
    expect(await screen.findByText('The scan was stopped before the end.')).toBeInTheDocument();
    const how = await region('How this was read');
    expect(how).toHaveTextContent(`assumed-role/Auditor/me`);
    expect(within(how).getByRole('link', { name: /^3 calls, all of them reads/ })).toHaveAttribute(
      'href',
      '#/audit/one/calls',
    );
  });

  test('an account without buckets, and one whose list was denied, are not the same', async () => {
    const { unmount } = open(snapshotOf([]));
    await heading('This account has no buckets');
    unmount();
    open(snapshotOf(null));
    await heading('The list of buckets could not be read');
    expect(await region('What is exposed')).toHaveTextContent('the list of buckets was not read');
    const unseen = await region('What could not be seen');
    expect(unseen).toHaveTextContent('s3:ListAllMyBuckets');
    expect(unseen).not.toHaveTextContent('Everything');
    expect(await region('All verdicts')).toHaveTextContent('No question about a bucket');
  });

  test('buckets that are listed and were not read are counted as such', async () => {
    const coverage = { ...smallAccount().coverage, bucketsListed: 5, bucketsRead: 3 };
    open(smallAccount({ coverage }));
    expect(await region('What could not be seen')).toHaveTextContent(
      '2 of 5 listed buckets were not read',
    );
  });

  test('a number of the account’s alone leads to its check', async () => {
    open(snapshotOf([]));
    const wrong = await region('What is wrong');
    expect(within(wrong).getByRole('link', { name: /High 1 fail/ })).toHaveAttribute(
      'href',
      '#/audit/one/checks?verdict=fail&severity=high',
    );
  });
});

describe('finding one’s way', () => {
  test('each move names the page and takes the keyboard to its heading', async () => {
    const { user } = open(smallAccount());
    const first = await heading(/is public/);
    expect(first).not.toHaveFocus();
    const tabs = within(screen.getByRole('navigation', { name: 'Audit' }));
    await user.click(tabs.getByRole('link', { name: 'Account' }));
    expect(await heading(`Account ${account}`)).toHaveFocus();
    expect(document.title).toBe('Account · Bucketproof');
    expect(tabs.getByRole('link', { name: 'Account' })).toHaveAttribute('aria-current', 'page');
  });

  test('an audit that is not here says so, and the start is one step away', async () => {
    open(smallAccount(), '#/audit/none');
    await heading('Nothing to show here');
    expect(screen.getByText(/This audit is not in this browser/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /Go to the start/ })).toHaveAttribute('href', '#/');
    await goTo('#/audit/one');
    await heading(/is public/);
  });

  test.each([
    ['#/nowhere', 'There is no such page.'],
    ['#/audit', 'There is no such page.'],
    ['#/trust/more', 'There is no such page.'],
    ['#/audit/one/nowhere', 'This audit has no such page.'],
    ['#/audit/one/bucket/none-such', 'This audit has no bucket called none-such.'],
  ])('%s says what it is not', async (hash, sentence) => {
    open(smallAccount(), hash);
    expect(await screen.findByText(sentence)).toBeInTheDocument();
  });

  test('an audit that is shown stays when reading it anew fails', async () => {
    const running = { ...smallAccount().coverage, ended: 'running' as const };
    const { engine, user } = open(smallAccount({ coverage: running }), '#/connect');
    await user.type(await screen.findByLabelText('Access key ID'), 'ASIAX');
    await user.type(screen.getByLabelText('Secret access key'), 's');
    await user.type(screen.getByLabelText('Session token'), 't');
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    await user.click(await screen.findByRole('link', { name: 'Choose what to scan' }));
    await user.click(await screen.findByRole('button', { name: 'Start' }));
    await heading('Scanning');
    await goTo('#/audit/one');
    const anew = await screen.findByRole('button', { name: 'Read it anew' });
    engine.open = () => Promise.reject(new Error('The audit could not be read. Try again.'));
    await user.click(anew);
    expect(await screen.findByRole('alert')).toHaveTextContent('Try again.');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(/public/);
  });

  test('the skip link leads to the heading and leaves the address', async () => {
    const { user } = open(smallAccount());
    const title = await heading(/is public/);
    await user.click(screen.getByRole('link', { name: 'Skip to the content' }));
    expect(title).toHaveFocus();
    expect(location.hash).toBe('#/audit/one');
  });
});

describe('the list of buckets', () => {
  const link = (name: string) => screen.findByText(name);

  test('filters live in the address, without filling the history', async () => {
    const { user } = open(smallAccount(), '#/audit/one/buckets');
    await link('acme-website');
    const entries = history.length;
    await user.type(screen.getByRole('searchbox'), 'vault');
    await waitFor(() => expect(screen.queryByText('acme-website')).toBeNull());
    expect(location.hash).toBe('#/audit/one/buckets?text=vault');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Verdict' }), 'Not assessed');
    expect(location.hash).toBe('#/audit/one/buckets?text=vault&verdict=notAssessed');
    expect(await screen.findByText('1 of 3 buckets')).toBeInTheDocument();
    expect(history.length).toBe(entries);
  });

  test('an address brings its filters and its order', async () => {
    open(smallAccount(), '#/audit/one/buckets?region=us-east-1&sort=name&order=descending');
    expect(await screen.findByText('1 of 3 buckets')).toBeInTheDocument();
    expect(screen.getByRole('combobox', { name: 'Region' })).toHaveValue('us-east-1');
    expect(screen.getByText('Bucket').closest('[role=columnheader]')).toHaveAttribute(
      'aria-sort',
      'descending',
    );
  });

  test('a filter that hides all says so, and lets go', async () => {
    const { user } = open(smallAccount(), '#/audit/one/buckets?text=zebra');
    expect(await screen.findByText(/No bucket fits these filters: all 3 are/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(await link('acme-website')).toBeInTheDocument();
    expect(location.hash).toBe('#/audit/one/buckets');
  });

  test('no buckets, and a list that was not read, are said apart', async () => {
    const { unmount } = open(snapshotOf([]), '#/audit/one/buckets');
    expect(await screen.findByText('This account has no buckets.')).toBeInTheDocument();
    unmount();
    open(snapshotOf(null), '#/audit/one/buckets');
    expect(await screen.findByText(/The list of buckets could not be read/)).toBeInTheDocument();
  });

  test('filtered by a check, it says what the check is about', async () => {
    open(smallAccount(), '#/audit/one/buckets?check=versioning-enabled');
    const about = await region('Versioning is enabled');
    expect(about).toHaveTextContent(/To fix it/);
    expect((await link('acme-website')).closest('a')).toHaveAttribute(
      'href',
      '#/audit/one/bucket/acme-website?check=versioning-enabled',
    );
  });

  test('the slash key leads to the search, but not while one types', async () => {
    const { user } = open(smallAccount(), '#/audit/one/buckets');
    await link('acme-website');
    await user.keyboard('/');
    const search = screen.getByRole('searchbox');
    expect(search).toHaveFocus();
    await user.keyboard('a/b');
    expect(search).toHaveValue('a/b');
  });

  test('a header sorts, and again the other way', async () => {
    const { user } = open(smallAccount(), '#/audit/one/buckets');
    await link('acme-website');
    const header = screen.getByText('Bucket').closest('button') as HTMLElement;
    await user.click(header);
    expect(location.hash).toBe('#/audit/one/buckets?sort=name');
    await user.click(header);
    expect(location.hash).toBe('#/audit/one/buckets?sort=name&order=descending');
  });

  test('a failed answer is told, and the rows that are there stay', async () => {
    const { engine, user } = open(smallAccount(), '#/audit/one/buckets');
    await link('acme-website');
    engine.buckets = () =>
      Promise.reject(new Error('The list could not be read. Reload the page.'));
    await user.type(screen.getByRole('searchbox'), 'v');
    expect(await screen.findByRole('alert')).toHaveTextContent('Reload the page.');
    expect(screen.getByText('acme-website')).toBeInTheDocument();
  });

  test('names of any kind make links that lead to them', async () => {
    const names = ['a/b?c#d%', '<script>alert(1)</script>', '\u202eevil', 'half\ud800'];
    const { container } = open(
      snapshotOf(names.map((name) => bucket(name))),
      '#/audit/one/buckets',
    );
    await waitFor(() => expect(container.querySelectorAll('[data-at] a')).toHaveLength(4));
    expect(container.querySelector('script')).toBeNull();
    const [first] = [...container.querySelectorAll<HTMLAnchorElement>('[data-at] a')].filter(
      (one) => one.textContent === 'a/b?c#d%',
    );
    first?.click();
    await heading('a/b?c#d%');
    expect(screen.queryByText(/has no bucket/)).toBeNull();
  });
});
