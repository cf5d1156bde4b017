import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Way, WaysReport } from '../../src/app/engine/protocol.ts';
import { Session } from '../../src/app/session.svelte.ts';
import ConnectionCheck from '../../src/app/views/ConnectionCheck.svelte';
import { extentSays, whySays } from '../../src/app/views/ways-words.ts';
import { fakeEngine } from './fake-engine.ts';

const way = (service: Way['service'], state: Way['state'], change: Partial<Way> = {}): Way => ({
  ...{ service, state, region: 'eu-west-1', route: 'direct', code: '' },
  ...change,
});
const report = (change: Partial<WaysReport>): WaysReport => ({
  ways: [],
  regions: ['eu-west-1'],
  buckets: null,
  listedBy: null,
  calls: 5,
  checks: [],
  ...change,
});
const closed = report({
  ways: [
    way('ec2', 'open'),
    way('s3', 'blocked', { code: 'NoAnswer' }),
    way('s3control', 'blocked', { code: 'NoAnswer' }),
    way('config', 'denied', { route: 'config', code: 'AccessDeniedException' }),
  ],
  checks: [
    {
      id: 'bucket-not-public',
      extent: 'none',
      missing: ['buckets', 'acl'],
      openers: ['relay', 'collector'],
    },
    {
      id: 'versioning-enabled',
      extent: 'none',
      missing: ['buckets'],
      openers: ['relay', 'config', 'collector'],
    },
    {
      id: 'account-public-access-block',
      extent: 'some',
      missing: ['accountPublicAccessBlock'],
      openers: ['collector'],
    },
  ],
});

async function show(next: WaysReport | null, provider: 'aws' | 'other' = 'aws') {
  const fake = fakeEngine();
  fake.reported.next = next;
  const session = new Session(fake.engine);
  await session.connect(
    { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 's', sessionToken: 't', expiresAt: null },
    {
      region: 'eu-west-1',
      endpoint: provider === 'aws' ? '' : 'http://localhost:1',
      provider,
      accountName: '',
    },
  );
  render(ConnectionCheck, { session, checks: null });
  return { ...fake, user: userEvent.setup() };
}

test('where everything answers, it says so and asks for nothing', async () => {
  await show(null);
  expect(
    await screen.findByText(/^All \d+ checks can be assessed from this page\.$/),
  ).toBeVisible();
  expect(screen.queryByText('What opens the rest')).toBeNull();
});

test('where S3 is withheld, it says why and what each step opens, with a button for each', async () => {
  const { user } = await show(closed);
  expect(
    await screen.findByText('0 of 3 checks can be assessed in full, 1 in part and 2 not at all.'),
  ).toBeVisible();
  expect(
    screen.getByText(/this browser withholds them in eu-west-1\. That is how S3 works/),
  ).toBeVisible();
  const steps = screen
    .getAllByRole('listitem')
    .slice(0, 3)
    .map((item) => ({
      to: within(item).getByRole('link').getAttribute('href'),
      says: within(item).getByText(/more checks? in full/).textContent,
    }));
  expect(steps).toEqual([
    { to: '#/relays', says: '2 more checks in full.' },
    { to: '#/permissions?config=1', says: '1 more check in full.' },
    { to: '#/collector', says: '3 more checks in full.' },
  ]);
  await user.click(screen.getByText('3 checks not assessed in full, and what each lacks'));
  expect(
    screen.getByText(
      /Not at all\. Missing: list of buckets, bucket ACL\. Opened by a relay or the collector\./,
    ),
  ).toBeVisible();
  await user.click(screen.getByText('Which way leads where'));
  expect(
    screen.getByRole('row', { name: /Amazon S3 eu-west-1 From this page withheld by the browser/ }),
  ).toBeVisible();
});

test('on another provider neither a relay nor AWS Config is offered', async () => {
  await show(closed, 'other');
  await screen.findByText(/^0 of 3 checks/);
  expect(screen.queryByRole('link', { name: 'Set up a relay' })).toBeNull();
  expect(screen.getByRole('link', { name: 'Run the collector' })).toBeVisible();
});

test('a failure is a sentence, and it can be tried again', async () => {
  const fake = await show(closed);
  await screen.findByText(/^0 of 3 checks/);
  const { ways } = fake.engine;
  fake.engine.ways = async () => {
    throw new Error('The credentials have expired.');
  };
  await fake.user.click(screen.getByRole('button', { name: 'Check again' }));
  expect(await screen.findByText('The credentials have expired.')).toBeVisible();
  fake.engine.ways = ways;
  await fake.user.click(screen.getByRole('button', { name: 'Check again' }));
  await waitFor(() => expect(screen.queryByText('The credentials have expired.')).toBeNull());
  expect(await screen.findByText(/^0 of 3 checks/)).toBeVisible();
});

test('each closed way has its sentence', () => {
  const both = { regions: ['eu-west-1', 'us-east-1'], listedBy: 'relay', buckets: 2 } as const;
  const says = (ways: readonly Way[]) => whySays(report({ ...both, ways }));
  expect(says([way('s3', 'blocked'), way('s3', 'open', { route: 'relay' })])).toEqual([]);
  expect(says([way('s3', 'blocked'), way('s3', 'blocked', { region: 'us-east-1' })])[0]).toMatch(
    /withholds them\. That/,
  );
  expect(says([way('s3', 'silent')])).toEqual([
    'Amazon S3 did not answer in eu-west-1. Check the network, a proxy or a browser extension that blocks it, then check again.',
  ]);
  expect(says([way('config', 'refused', { code: 'InvalidToken' })])[0]).toMatch(
    /^AWS Config does not take these credentials in eu-west-1: the account has not enabled the Region/,
  );
  expect(whySays(report({ ways: [] }))).toEqual([
    'The list of buckets could not be read, so no bucket can be looked at.',
  ]);
  // Where S3 answers and refuses, no further way to it helps.
  expect(
    whySays(
      report({
        ways: [
          way('s3', 'blocked'),
          way('s3', 'open', { route: 'relay', code: 'AccessDenied' }),
          way('config', 'denied', { route: 'config', code: 'AccessDeniedException' }),
        ],
      }),
    )[0],
  ).toBe(
    'AWS refuses these credentials the list of buckets (AccessDenied), so no bucket can be looked at. Allow s3:ListAllMyBuckets to them.',
  );
  expect(says([way('s3', 'blocked'), way('config', 'open', { route: 'config' })])).toContain(
    'In eu-west-1 the records of AWS Config stand in for S3. A setting that a record leaves out stays not assessed.',
  );
});

test('the sum is a sentence for any number', () => {
  const all = (id: string) => ({ id, extent: 'all', missing: [], openers: [] }) as const;
  expect(extentSays(report({ checks: [all('a')] }))).toBe(
    'The one check can be assessed from this page.',
  );
  expect(extentSays(report({ checks: [] }))).toBe('No check is chosen.');
  expect(extentSays(report({ checks: [all('a'), { ...all('b'), extent: 'none' }] }))).toBe(
    '1 of 2 checks can be assessed in full and 1 not at all.',
  );
});
