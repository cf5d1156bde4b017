import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import type { WhyNotStored } from '../../src/app/engine/protocol.ts';
import { Session } from '../../src/app/session.svelte.ts';
import ScanRenew from '../../src/app/views/ScanRenew.svelte';
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
async function startScan(unstored: WhyNotStored = '') {
  const fake = fakeEngine([{ id: 'live', snapshot: smallAccount(), origin: 'scan' }]);
  fake.engine.refused = async () => unstored;
  const page = openPage(fake.engine, '#/connect');
  await fillIn(page.user);
  await page.user.click(screen.getByRole('button', { name: 'Connect' }));
  await page.user.click(await screen.findByRole('link', { name: 'Choose what to scan' }));
  await page.user.click(await screen.findByRole('button', { name: 'Start' }));
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
    expect(
      screen.getByRole('heading', { name: 'What a page can read of AWS' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'relays' })).toHaveAttribute('href', '#/relays');
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
    expect(main.getByRole('link', { name: 'The collector' })).toBeInTheDocument();
    expect(main.getByRole('link', { name: 'Scan again' })).toHaveAttribute('href', '#/scan?new=1');
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

  test('without one, the page asks for credentials first and remembers what for', async () => {
    openPage(fakeEngine().engine, '#/scan?audit=live&mode=renew');
    await heading('Read parts anew');
    const main = within(screen.getByRole('main'));
    expect(main.getByRole('link', { name: 'Connect' })).toHaveAttribute(
      'href',
      '#/connect?audit=live&mode=renew',
    );
  });

  test('a scan that the page closed on is offered to go on with', async () => {
    const snapshot = smallAccount({
      coverage: { ...smallAccount().coverage, ended: 'interrupted', bucketsRead: 2 },
    });
    openPage(fakeEngine([{ id: 'left', snapshot, origin: 'scan' }]).engine, '#/scan');
    const link = await screen.findByRole('link', { name: 'Continue it' });
    expect(link).toHaveAttribute('href', '#/scan?audit=left&mode=continue');
  });

  test('Pause and Resume ask the engine, and a paused scan says so, aloud too', async () => {
    const { scan, calls, user } = await startScan();
    scan.progress({ audit: 'live', bucketsListed: 9, bucketsDone: 3, callsPerSecond: 20 });
    await user.click(await screen.findByRole('button', { name: 'Pause' }));
    expect(calls).toContain('pauseScan');
    scan.progress({
      audit: 'live',
      bucketsListed: 9,
      bucketsDone: 3,
      callsPerSecond: 20,
      paused: { why: 'user', says: 'Nothing is sent until you let the scan go on.' },
    });
    await heading('The scan is paused');
    expect(screen.getByText(/^The scan is paused\. Nothing is sent/)).toHaveAttribute('aria-live');
    expect(screen.queryByText(/calls per second/)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Resume' }));
    expect(calls).toContain('resumeScan');
  });

  test('one that waits for credentials takes them, once, and says why it refuses some', async () => {
    const { scan, renewals, connects, user } = await startScan();
    scan.progress({
      audit: 'live',
      bucketsListed: 9,
      bucketsDone: 3,
      paused: { why: 'session', says: 'The credentials have expired.' },
    });
    await heading('The scan waits for credentials');
    const box = await field('New credentials of the same account');
    expect(screen.queryByRole('button', { name: 'Resume' })).toBeNull();
    await user.click(box);
    await user.paste('nothing of use');
    expect(box).toHaveAccessibleDescription(/no credentials/i);

    renewals.refusal = 'These credentials are of account 999999999999.';
    const block = `aws_access_key_id=ASIANEW\naws_secret_access_key=${secret}\naws_session_token=t`;
    await user.click(box);
    await user.paste(block);
    await waitFor(() => expect(box).toHaveAccessibleDescription(new RegExp(renewals.refusal)));
    expect(box.value).toBe('');
    expect(connects.at(-1)?.keys).toMatchObject({ accessKeyId: 'ASIANEW', sessionToken: 't' });
    expect(document.documentElement.outerHTML).not.toContain(secret);
  });

  test('one that reads with a role taken on here asks for a new MFA code, and hands it on once', async () => {
    const { engine, scans, calls } = fakeEngine();
    const session = new Session(engine);
    session.connection = {
      ...{ region: 'us-east-1', endpoint: '', provider: 'aws', accountName: '' },
      ...{ account: '222233334444', arn: null, kind: 'role', name: 'Client', sessionName: 'me' },
      ...{ partition: 'aws', expiresAt: null },
      taken: { roleArn: 'arn:aws:iam::222233334444:role/Client', mfa: true },
    };
    const user = userEvent.setup();
    render(ScanRenew, { session });
    expect(scans).toEqual([]);
    expect(screen.getByText('arn:aws:iam::222233334444:role/Client')).toBeInTheDocument();
    const code = screen.getByLabelText<HTMLInputElement>(/^MFA code/);
    await user.type(code, '654321');
    await user.click(screen.getByLabelText('New credentials'));
    await user.paste(
      `aws_access_key_id=ASIANEW\naws_secret_access_key=${secret}\naws_session_token=t`,
    );
    await waitFor(() => expect(calls).toContain('renew 654321'));
    await waitFor(() => expect(screen.queryByDisplayValue('654321')).toBeNull());
  });

  test('one that waits for credentials is not called connected', async () => {
    const { scan } = await startScan();
    const mark = () => screen.getByRole('link', { name: /^Connected/ });
    expect(mark()).not.toHaveTextContent('refused by AWS');
    scan.progress({ paused: { why: 'session', says: 'The credentials have expired.' } });
    await waitFor(() => expect(mark()).toHaveTextContent('refused by AWS'));
  });

  test('the buckets read last lead into the audit, and one that takes no more is told of', async () => {
    const { scan } = await startScan();
    scan.progress({
      audit: 'live',
      bucketsListed: 26,
      bucketsInScope: 3,
      bucketsDone: 1,
      stored: false,
      latest: [
        {
          name: 'acme-website',
          region: 'eu-west-1',
          exposure: 'public',
          worst: 'critical',
          priority: null,
          counts: { pass: 5, fail: 2, notAssessed: 1, notApplicable: 0 },
          topics: {},
        },
      ],
    });
    const link = await screen.findByRole('link', { name: 'acme-website' });
    expect(link).toHaveAttribute('href', '#/audit/live/bucket/acme-website');
    expect(screen.getByText('7 of 8 assessed')).toBeInTheDocument();
    expect(screen.getByText('1 of 3 buckets')).toBeInTheDocument();
    expect(screen.getByText('26 listed')).toBeInTheDocument();
    expect(screen.getByText(/took no more: what it kept before stays/)).toBeInTheDocument();
  });

  test('a browser that keeps nothing is told of', async () => {
    const { scan } = await startScan('noDatabase');
    scan.progress({ audit: 'live', stored: false });
    expect(await screen.findByText(/This browser keeps nothing/)).toBeInTheDocument();
  });

  test('one that ended without a list of buckets counts none', async () => {
    const { scan } = await startScan();
    expect(screen.getByText('0 of … buckets')).toBeInTheDocument();
    scan.progress({ audit: 'live' });
    scan.end(ended('interrupted', 'The credentials have expired.'));
    expect(await screen.findByText('The list of buckets was not read')).toBeInTheDocument();
    expect(screen.queryByText(/of …/)).toBeNull();
  });

  test('one that did not end can be continued', async () => {
    const { scan } = await startScan();
    scan.progress({ audit: 'live', bucketsListed: 9, bucketsDone: 3 });
    scan.end(ended('cancelled', 'The scan was stopped.'));
    expect(await screen.findByRole('link', { name: 'Continue' })).toHaveAttribute(
      'href',
      '#/scan?audit=live&mode=continue',
    );
  });

  test('closing the page is asked about while it runs, and not after', async () => {
    const { scan } = await startScan();
    const asks = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(asks()).toBe(true);
    scan.end(ended('complete'));
    await heading('The scan is complete');
    expect(asks()).toBe(false);
  });
});

describe('the set-up', () => {
  async function setUp(hash = '#/connect') {
    const fake = fakeEngine([{ id: 'live', snapshot: smallAccount(), origin: 'scan' }]);
    const page = openPage(fake.engine, hash);
    await fillIn(page.user);
    await page.user.click(screen.getByRole('button', { name: 'Connect' }));
    await page.user.click(await screen.findByRole('link', { name: 'Choose what to scan' }));
    await screen.findByRole('button', { name: 'Start' });
    return { ...fake, ...page };
  }

  test('shows what a scan takes before it starts, and starts everything', async () => {
    const { scans, user } = await setUp();
    expect(await screen.findByText('26 buckets, about 480 calls, about 20 s')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Start' }));
    await waitFor(() => expect(scans).toHaveLength(1));
    expect(scans[0]?.scope).toEqual({
      checks: null,
      pace: 'full',
      from: null,
      buckets: null,
      regions: null,
      readBefore: null,
    });
  });

  test('narrows to names, checked against the list, and to a quiet pace', async () => {
    const { estimated, estimates, scans, user } = await setUp();
    await user.click(screen.getByRole('radio', { name: /that I name/ }));
    await user.click(screen.getByRole('button', { name: 'Start' }));
    expect(screen.getByText('Enter the name of at least one bucket.')).toBeInTheDocument();
    expect(scans).toEqual([]);
    estimates.next = { ...estimates.next, buckets: 1, missing: ['no-such'] };
    await user.type(await field('Names, one a line'), 'acme-website\nno-such');
    await user.click(screen.getByRole('radio', { name: /Quiet/ }));
    expect(await screen.findAllByText('The account has no bucket called no-such.')).toHaveLength(2);
    // The names alone may have been asked about before the pace was chosen.
    await waitFor(() =>
      expect(estimated.at(-1)).toMatchObject({
        pace: 'quiet',
        buckets: ['acme-website', 'no-such'],
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Start' }));
    expect(scans[0]?.scope).toMatchObject({ buckets: ['acme-website', 'no-such'], pace: 'quiet' });
  });

  test('does not start where there is nothing to read', async () => {
    const { estimates, scans, user } = await setUp();
    await user.click(screen.getByRole('radio', { name: /that I name/ }));
    estimates.next = { ...estimates.next, buckets: 0, missing: ['no-such'] };
    await user.type(await field('Names, one a line'), 'no-such');
    expect(await screen.findByText(/None of these buckets is in the account/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Start' }));
    expect(scans).toEqual([]);
  });

  test('chooses among the Regions of the list', async () => {
    const { scans, user } = await setUp();
    await user.click(screen.getByRole('radio', { name: /some Regions/ }));
    await user.click(await screen.findByRole('checkbox', { name: 'eu-west-1' }));
    await user.click(screen.getByRole('button', { name: 'Start' }));
    expect(scans[0]?.scope.regions).toEqual(['eu-west-1']);
  });

  test('reads anew what is older than an age', async () => {
    const { scans, user } = await setUp('#/connect?audit=live&mode=renew');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Read parts anew');
    await user.click(screen.getByRole('radio', { name: /older than an age/ }));
    await user.click(screen.getByRole('button', { name: 'Start' }));
    const scan = scans[0];
    const scope = scan?.scope;
    expect(scope?.from).toEqual({ audit: 'live', mode: 'renew' });
    const hours = (Date.now() - Date.parse(scope?.readBefore ?? '')) / 3_600_000;
    expect(Math.round(hours)).toBe(24);
    // Those of another account are refused: the way back is to the audit.
    scan?.end(ended('interrupted', 'The audit is of account 123456789012.', null));
    expect(await screen.findByText(/the audit is as it was/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Back to the audit' })).toHaveAttribute(
      'href',
      '#/audit/live',
    );
    expect(screen.getByRole('link', { name: 'Set up again' })).toHaveAttribute(
      'href',
      '#/scan?audit=live&mode=renew',
    );
    expect(screen.getByRole('link', { name: 'Use other credentials' })).toBeInTheDocument();
  });

  test('what the estimate does not know it does not say', async () => {
    const { estimates, user } = await setUp();
    estimates.next = {
      ...estimates.next,
      buckets: null,
      listed: null,
      calls: 6,
      seconds: null,
      note: 'AWS refused to tell the list of buckets (AccessDenied).',
    };
    await user.click(screen.getByRole('radio', { name: /Quiet/ }));
    expect(
      await screen.findByText('An unknown number of buckets, at least 6 calls'),
    ).toBeInTheDocument();
    expect(screen.getByText(/AWS refused to tell/)).toBeInTheDocument();
  });
});
