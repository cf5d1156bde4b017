import { screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { anyBucket, queryFrom } from '../../src/app/views/bucket-query.ts';
import {
  accountsQueryFrom,
  accountsValuesOf,
  accountSorts,
  ageSays,
  commonFails,
  everyAccount,
  isOld,
  shownAccounts,
  sumsOf,
} from '../../src/app/views/accounts/accounts-query.ts';
import type { AccountRow } from '../../src/app/engine/protocol.ts';
import { audit } from '../../src/audit/audit.ts';
import * as checks from '../../src/checks/index.ts';
import { severities } from '../../src/model/check.ts';
import { account, bucket, smallAccount, snapshotOf } from './account.ts';
import { fakeEngine, type Kept } from './fake-engine.ts';
import { heading, openPage } from './page.ts';

const registry = Object.values(checks);
const other = '222222222222';
const kept: readonly Kept[] = [
  { id: 'one', snapshot: smallAccount(), title: 'Acme web' },
  {
    id: 'two',
    snapshot: snapshotOf([bucket('ledger-a'), bucket('ledger-b')], { account: other }),
    origin: 'scan',
  },
];
const numberIn = (text: string | null | undefined) =>
  Number((/\d[\d,]*/.exec(text ?? '')?.[0] ?? 'NaN').replaceAll(',', ''));
const rowsShown = () => [...document.querySelectorAll('.account-line.line')];

async function open(audits = kept, hash = '#/accounts') {
  const fake = fakeEngine(audits);
  const page = openPage(fake.engine, hash);
  await heading(/account/i);
  if (audits.length > 0) await waitFor(() => expect(rowsShown().length).toBeGreaterThan(0));
  return { ...fake, ...page };
}

test('with nothing audited it says what would be here, and the ways to it', async () => {
  await open([]);
  expect(await screen.findByText('No account has been audited in this browser yet.')).toBeVisible();
  const main = within(screen.getByRole('main'));
  expect(main.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '#/collector',
    '#/connect',
    '#/organisation',
    '#/',
  ]);
});

test('every number of the table leads to as many, in the audit that it is of', async () => {
  const { engine } = await open();
  expect(rowsShown()).toHaveLength(2);
  let followed = 0;
  for (const { id, snapshot } of kept) {
    const findings = [...audit(snapshot, registry)];
    const links = [...document.querySelectorAll(`.line a[href^="#/audit/${id}/"]`)];
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) {
      const [path = '', search = ''] = (link.getAttribute('href') ?? '').split('?');
      const query = new URLSearchParams(search);
      const count = numberIn(link.textContent);
      const kind = path.split('/')[3];
      if (kind === 'buckets') {
        const list = { ...anyBucket, ...queryFrom(query) };
        const { matching } = await engine.buckets(id, list, 0, 10_000);
        expect(`${path} ${matching}`).toBe(`${path} ${count}`);
      } else {
        expect(kind).toBe('checks');
        const meant = findings.filter(
          ({ verdict, severity }) =>
            verdict === query.get('verdict') && severity === query.get('severity'),
        );
        expect(`${path} ${search} ${meant.length}`).toBe(`${path} ${search} ${count}`);
      }
      followed++;
    }
  }
  expect(followed).toBeGreaterThan(8);
});

test('what stands above is the sum of the rows, and follows the filters', async () => {
  const { engine, user } = await open();
  const { rows } = await engine.accounts(() => undefined);
  const sums = () => {
    const card = screen.getByRole('region', { name: 'All of them together' });
    const value = (term: string) =>
      numberIn(within(card).getByText(term).nextElementSibling?.textContent);
    const fails = [...card.querySelectorAll('li')].map((line) => numberIn(line.textContent));
    return { buckets: value('Buckets'), public: value('Public buckets'), fails };
  };
  const sumOf = (of: readonly AccountRow[]) => ({
    buckets: of.reduce((sum, row) => sum + row.buckets, 0),
    public: of.reduce((sum, row) => sum + row.exposure.public, 0),
    fails: severities.map((severity) => of.reduce((sum, row) => sum + row.fails[severity], 0)),
  });
  expect(sums()).toEqual(sumOf(rows));
  await user.selectOptions(screen.getByRole('combobox', { name: 'Show' }), 'public');
  expect(await heading('1 of 2 accounts')).toBeVisible();
  expect(location.hash).toBe('#/accounts?show=public');
  expect(sums()).toEqual(sumOf(rows.filter(({ id }) => id === 'one')));
  await user.click(screen.getByRole('button', { name: 'Clear filters' }));
  await user.type(screen.getByRole('searchbox'), 'nowhere');
  expect(
    await screen.findByText(/No account fits these filters: all 2 are hidden\./),
  ).toBeVisible();
});

test('checks that fail in most accounts lead to each account’s check, with as many fails', async () => {
  const { engine, user } = await open();
  const common = await screen.findByRole('region', { name: 'What fails in most accounts' });
  const groups = [...common.querySelectorAll('details')];
  expect(groups.length).toBeGreaterThan(3);
  const counts = groups.map((group) => numberIn(group.querySelector('.muted')?.textContent));
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  for (const group of groups.slice(0, 4)) {
    await user.click(group.querySelector('summary') as HTMLElement);
    const links = await waitFor(() => {
      const all = within(group).getAllByRole('link');
      expect(all.length).toBeGreaterThan(0);
      return all;
    });
    expect(links).toHaveLength(numberIn(group.querySelector('.muted')?.textContent));
    for (const link of links) {
      const [, , id = '', , check = ''] = (link.getAttribute('href') ?? '').split(/[/?]/);
      const { matching } = await engine.checkFindings(id, check, 'fail', 0, 1);
      expect(`${link.textContent?.replace(/\s+/g, ' ')}`).toMatch(
        new RegExp(` ${matching} fails?$`),
      );
    }
  }
});

test('the table sorts and says its direction; the CSV has the rows that are shown', async () => {
  const { user, engine } = await open();
  const names = () => rowsShown().map((row) => row.querySelector('[data-row]')?.textContent);
  expect(names()).toEqual(['Acme web', other]);
  const header = screen.getByRole('columnheader', { name: 'Account' });
  await user.click(within(header).getByRole('button'));
  expect(header).toHaveAttribute('aria-sort', 'ascending');
  await waitFor(() => expect(names()).toEqual([other, 'Acme web']));
  await user.click(within(header).getByRole('button'));
  expect(header).toHaveAttribute('aria-sort', 'descending');
  await waitFor(() => expect(names()).toEqual(['Acme web', other]));
  const asked = vi.spyOn(engine, 'exportAccounts');
  await user.click(screen.getByRole('button', { name: 'Accounts (CSV)' }));
  expect(asked).toHaveBeenCalledWith(['one', 'two']);
});

test('how and when each was read is said, and an old value is marked', async () => {
  await open();
  const [first, second] = rowsShown();
  expect(first).toHaveTextContent('File');
  // The facts of the second came from a collector, and were not opened as a file.
  expect(second).toHaveTextContent('Collector');
  const days = Math.floor((Date.now() - Date.parse('2026-11-20T09:30:00.000Z')) / 86_400_000);
  expect(first).toHaveTextContent(days >= 30 ? /\d+ days, old/ : /today|day/);
});

test('an audit that could not be counted is a sentence, and can be tried again', async () => {
  const fake = fakeEngine(kept);
  const { accounts } = fake.engine;
  fake.engine.accounts = () => Promise.reject(new Error('The store could not be read.'));
  const { user } = openPage(fake.engine, '#/accounts');
  expect(await screen.findByText('The store could not be read.')).toBeVisible();
  fake.engine.accounts = accounts;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(rowsShown()).toHaveLength(2));
});

const row = (change: Partial<AccountRow>): AccountRow => ({
  ...{ id: 'x', title: '', account, partition: 'aws', provider: 'aws', imported: false },
  ...{ startedAt: '2026-01-01T00:00:00Z', endedAt: '2026-01-01T00:00:00Z', ended: 'complete' },
  ...{ bucketsListed: 1, bucketsRead: 1, buckets: 1, oldest: '2026-01-01T00:00:00Z' },
  counts: { pass: 1, fail: 1, notApplicable: 0, notAssessed: 0 },
  exposure: { public: 0, notPublic: 1, unknown: 0 },
  fails: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
  failing: {},
  routes: ['config'],
  ...change,
});
const now = Date.parse('2026-02-01T00:00:00Z');

test('age, and what is old', () => {
  expect(isOld(row({ oldest: '2026-01-02T00:00:01Z' }), now)).toBe(false);
  expect(isOld(row({ oldest: '2026-01-02T00:00:00Z' }), now)).toBe(true);
  expect(ageSays('2026-01-31T12:00:00Z', now)).toBe('today');
  expect(ageSays('2026-01-30T12:00:00Z', now)).toBe('1 day');
  expect(ageSays('2023-01-01T00:00:00Z', now)).toBe('1,127 days');
  expect(ageSays('not a time', now)).toBe('today');
});

test('each sort puts first what needs a look, and the other way round', () => {
  const a = row({ id: 'a', account: '1', buckets: 5, oldest: '2025-01-01T00:00:00Z' });
  const b = row({
    ...{ id: 'b', account: '2', endedAt: '2026-01-05T00:00:00Z' },
    exposure: { public: 2, notPublic: 0, unknown: 0 },
    fails: { critical: 1, high: 0, medium: 0, low: 0, info: 0 },
    counts: { pass: 0, fail: 1, notApplicable: 0, notAssessed: 9 },
  });
  const first = {
    account: 'a',
    buckets: 'a',
    public: 'b',
    worst: 'b',
    assessed: 'b',
    read: 'b',
    oldest: 'a',
  };
  for (const sort of accountSorts) {
    const ids = (descending: boolean) =>
      shownAccounts([a, b], { ...everyAccount, sort, descending }, now).map(({ id }) => id);
    expect(`${sort} ${ids(false)[0]}`).toBe(`${sort} ${first[sort]}`);
    expect(`${sort} ${ids(true)[1]}`).toBe(`${sort} ${first[sort]}`);
  }
});

test('filters take what they say, and come back from the address', () => {
  const rows = [
    row({ id: 'public', exposure: { public: 1, notPublic: 0, unknown: 0 } }),
    row({ id: 'critical', fails: { critical: 1, high: 0, medium: 0, low: 0, info: 0 } }),
    row({ id: 'old', oldest: '2020-01-01T00:00:00Z' }),
    row({ id: 'early', ended: 'interrupted' }),
    row({ id: 'imported', imported: true, routes: ['direct'] }),
    row({ id: 'failing', failing: { 'tls-required': 2 } }),
    row({ id: 'named', title: 'Acme Payments' }),
  ].map((one) => ({ ...one, oldest: one.id === 'old' ? one.oldest : '2026-01-30T00:00:00Z' }));
  const ids = (part: Partial<typeof everyAccount>) =>
    shownAccounts(rows, { ...everyAccount, ...part }, now).map(({ id }) => id);
  for (const show of ['public', 'critical', 'old', 'early'] as const)
    expect(ids({ show })).toEqual([show]);
  expect(ids({ way: 'import' })).toEqual(['imported']);
  expect(ids({ way: 'config' })).toHaveLength(6);
  expect(ids({ check: 'tls-required' })).toEqual(['failing']);
  expect(ids({ text: 'acme PAY' })).toEqual(['named']);
  const query = {
    ...everyAccount,
    show: 'old',
    way: 'file',
    sort: 'read',
    descending: true,
    text: 'a b',
  } as const;
  const values = Object.entries(accountsValuesOf(query)).filter(([, value]) => value !== '');
  expect(accountsQueryFrom(new URLSearchParams(values))).toEqual(query);
  expect(accountsQueryFrom(new URLSearchParams('show=x&way=y&sort=z'))).toEqual(everyAccount);
});

test('sums of nothing are nothing', () => {
  expect(sumsOf([], now)).toMatchObject({ buckets: 0, exposed: 0, old: 0 });
  expect(commonFails([], [])).toEqual([]);
});

test('a thousand accounts are counted whole and drawn in part', async () => {
  const many = Array.from({ length: 1000 }, (_, at) =>
    row({ id: `audit-${at}`, account: String(100_000_000_000 + at), buckets: at }),
  );
  const fake = fakeEngine(kept);
  fake.engine.accounts = async () => ({ rows: many, older: 3, running: 1 });
  const { user } = openPage(fake.engine, '#/accounts?sort=buckets');
  expect(await heading('1,000 accounts')).toBeVisible();
  expect(
    screen.getByText(/so are\s+3 older audits.*1 audit that a scan is writing/s),
  ).toBeVisible();
  await waitFor(() => expect(rowsShown().length).toBeGreaterThan(5));
  expect(rowsShown().length).toBeLessThan(100);
  expect(screen.getByRole('table', { name: /^Accounts/ })).toHaveAttribute('aria-rowcount', '1001');
  await user.type(screen.getByRole('searchbox'), '000777');
  expect(await heading('1 of 1,000 accounts')).toBeVisible();
});
