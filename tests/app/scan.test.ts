import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { smallAccount } from './account.ts';
import { fakeEngine } from './fake-engine.ts';
import { goTo, heading, openPage } from './page.ts';

const secret = 'secret-of-a-test';
const field = (name: string) => screen.findByLabelText(name) as Promise<HTMLInputElement>;

async function fillIn(user: ReturnType<typeof openPage>['user']) {
  await user.type(await field('Access key ID'), 'ASIAEXAMPLE');
  await user.type(await field('Secret access key'), secret);
  await user.type(await field('Session token'), 'token-of-a-test');
}
async function startScan() {
  const fake = fakeEngine([{ id: 'live', snapshot: smallAccount(), origin: 'scan' }]);
  const page = openPage(fake.engine, '#/connect');
  await fillIn(page.user);
  await page.user.click(screen.getByRole('button', { name: 'Connect' }));
  await page.user.click(await screen.findByRole('link', { name: 'Choose what to scan' }));
  await heading('Scanning');
  const scan = fake.scans[0];
  if (!scan) throw new Error('no scan was started');
  return { ...fake, ...page, scan };
}
const ended = (how: Snapshot['coverage']['ended'], note = '', audit: string | null = 'live') => ({
  audit,
  ended: how,
  note,
});

describe('the connect form', () => {
  test('keeps secrets out of sight, and out of the browser’s memory', async () => {
    openPage(fakeEngine().engine, '#/connect');
    for (const name of ['Secret access key', 'Session token'])
      expect(await field(name)).toHaveAttribute('type', 'password');
    for (const name of ['Access key ID', 'Secret access key', 'Session token'])
      expect(await field(name)).toHaveAttribute('autocomplete', 'off');
    expect(screen.getByText(/For AWS itself, use the collector/)).toBeInTheDocument();
  });

  test('an empty form says what is missing, at the box, and connects nobody', async () => {
    const { engine, connects } = fakeEngine();
    const { user } = openPage(engine, '#/connect');
    await user.click(await screen.findByRole('button', { name: 'Connect' }));
    const box = await field('Paste the whole block of credentials');
    await waitFor(() => expect(box).toHaveFocus());
    expect(box).toBeInvalid();
    expect(box).toHaveAccessibleDescription(
      /Enter the access key ID of your temporary credentials/,
    );
    expect(connects).toEqual([]);
  });

  test('values by hand: says at each field what is missing', async () => {
    const { engine, connects } = fakeEngine();
    const { user } = openPage(engine, '#/connect');
    await user.type(await field('Access key ID'), 'ASIAEXAMPLE');
    await user.type(await field('Secret access key'), secret);
    await user.click(screen.getByRole('button', { name: 'Connect' }));
    const token = await field('Session token');
    await waitFor(() => expect(token).toHaveFocus());
    expect(token).toHaveAccessibleDescription(/ASIA come with a session token/);
    expect(connects).toEqual([]);
  });

  test('asks what stands behind an endpoint only where there is one', async () => {
    const { user } = openPage(fakeEngine().engine, '#/connect');
    await field('Region');
    expect(screen.queryByRole('radio')).toBeNull();
    await user.type(await field('Endpoint (empty for AWS)'), 'http://localhost:9000');
    expect(screen.getAllByRole('radio')).toHaveLength(2);
    expect(await field('What to call the account in reports')).toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: /all of AWS/ }));
    expect(screen.queryByLabelText('What to call the account in reports')).toBeNull();
  });

  test('hands the keys on once and forgets them', async () => {
    const { connects } = await startScan();
    expect(connects[0]?.keys).toEqual({
      accessKeyId: 'ASIAEXAMPLE',
      secretAccessKey: secret,
      sessionToken: 'token-of-a-test',
      expiresAt: null,
    });
    await goTo('#/connect');
    await heading('Connected to 123456789012');
    expect(document.querySelectorAll('input')).toHaveLength(0);
    expect(document.documentElement.outerHTML + location.href).not.toContain(secret);
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain(secret);
  });

  test('forgets what was typed when one leaves', async () => {
    const { user } = openPage(fakeEngine().engine, '#/connect');
    await fillIn(user);
    await goTo('#/trust');
    await heading('Where your data goes');
    await goTo('#/connect');
    expect((await field('Secret access key')).value).toBe('');
  });
});

describe('a scan', () => {
  test('tells how far it is, in numbers and aloud', async () => {
    const { scan } = await startScan();
    scan.progress({
      audit: 'live',
      phase: 'reading',
      bucketsListed: 40,
      bucketsDone: 10,
      calls: 1200,
      callsPerSecond: 24.6,
      throttled: 3,
      retried: 5,
      secondsLeft: 130,
      current: 'acme-website',
      counts: { pass: 7, fail: 2, notAssessed: 1, notApplicable: 0 },
      problems: [{ says: 'bucket policy: access was denied', count: 4 }],
    });
    expect(await screen.findByText('10 of 40 buckets')).toBeInTheDocument();
    for (const text of [
      '1,200 calls',
      '25 calls per second',
      '3 throttled answers, waited out',
      '5 retries',
      'about 2 min left',
    ])
      expect(screen.getByText(text)).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).toHaveAttribute('value', '25');
    expect(screen.getByText('acme-website')).toBeInTheDocument();
    expect(screen.getByText('20 percent of the buckets read')).toHaveAttribute('aria-live');
    expect(screen.getByRole('img', { name: /Fail 2, Not assessed 1, Pass 7/ })).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /access was denied 4/ })).toBeInTheDocument();
  });

  test('before the list is read, the bar claims no share', async () => {
    const { scan } = await startScan();
    scan.progress({ phase: 'listing' });
    expect(await screen.findByText(/Listing buckets/)).toBeInTheDocument();
    expect(screen.getByRole('progressbar')).not.toHaveAttribute('value');
    expect(screen.getByText('0 of … buckets')).toBeInTheDocument();
  });

  test('results can be opened before it ends, and are renewed when it has', async () => {
    const { scan, calls, audits } = await startScan();
    audits.set('live', {
      id: 'live',
      snapshot: smallAccount({ coverage: { ...smallAccount().coverage, ended: 'running' } }),
      origin: 'scan',
    });
    scan.progress({ audit: 'live', bucketsListed: 3, bucketsDone: 1 });
    (await screen.findByRole('link', { name: 'Open what is there so far' })).click();
    expect(await screen.findByText(/The scan is still running/)).toBeInTheDocument();
    const before = calls.filter((call) => call === 'open live').length;
    audits.set('live', { id: 'live', snapshot: smallAccount(), origin: 'scan' });
    scan.end(ended('complete'));
    await waitFor(() => expect(screen.queryByText(/The scan is still running/)).toBeNull());
    expect(calls.filter((call) => call === 'open live').length).toBe(before + 1);
  });

  test('Stop asks the engine, and the end says what is kept', async () => {
    const { scan, calls, user } = await startScan();
    scan.progress({ audit: 'live', bucketsListed: 9, bucketsDone: 3 });
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(calls).toContain('cancelScan');
    scan.end(ended('cancelled', 'The scan was stopped before the end. What was read is kept.'));
    await heading('The scan was stopped');
    expect(screen.getByText(/What was read is kept/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open the audit' })).toHaveAttribute(
      'href',
      '#/audit/live',
    );
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
  });

  test('one that reads nothing says why, and what works', async () => {
    const { scan } = await startScan();
    scan.end(ended('interrupted', 'The endpoint gave the page no answer it may read.', null));
    await heading('The scan ended early');
    expect(screen.getByText(/no answer it may read/)).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Open the audit' })).toBeNull();
    const main = within(screen.getByRole('main'));
    expect(main.getByRole('link', { name: 'run the collector' })).toBeInTheDocument();
    expect(main.getByRole('link', { name: 'Scan again' })).toHaveAttribute('href', '#/connect');
  });

  test('one that breaks keeps what was read', async () => {
    const { scan } = await startScan();
    scan.progress({ audit: 'live', bucketsListed: 9, bucketsDone: 3 });
    await screen.findByText('3 of 9 buckets');
    scan.fail('The credentials have expired. Connect again with new ones.');
    await heading('The scan ended early');
    expect(screen.getByText(/The credentials have expired/)).toBeInTheDocument();
    expect(screen.getByText('3 of 9 buckets')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open the audit' })).toBeInTheDocument();
  });

  test('without one, the page says so', async () => {
    openPage(fakeEngine().engine, '#/scan');
    await heading('No scan');
    expect(screen.getByText(/No scan has run/)).toBeInTheDocument();
  });
});
