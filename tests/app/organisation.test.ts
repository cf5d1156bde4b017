import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { AggregatorReach, FoundAggregators } from '../../src/app/engine/protocol.ts';
import { Session } from '../../src/app/session.svelte.ts';
import Organisation from '../../src/app/views/Organisation.svelte';
import { callsFor, failureSays, gapsSay } from '../../src/app/views/organisation/words.ts';
import { organisationActions } from '../../src/gather/config/gaps.ts';
import { smallAccount } from './account.ts';
import { fakeEngine, type Kept } from './fake-engine.ts';
import { heading, openPage } from './page.ts';

const one = { name: 'whole-firm', region: 'eu-west-1', organisation: true };
const two = { name: 'named', region: 'us-east-1', organisation: false };
const found = (change: Partial<FoundAggregators> = {}): FoundAggregators => ({
  ...{ aggregators: [one], regions: 17, gaps: [] },
  ...change,
});
const ids = ['222222222222', '333333333333', '444444444444', '555555555555'] as const;
const reach = (change: Partial<AggregatorReach> = {}): AggregatorReach => ({
  accounts: [
    { account: ids[0], resources: 240 },
    { account: ids[1], resources: 12 },
    { account: ids[2], resources: 0 },
    { account: ids[3], resources: 1 },
  ],
  regions: [
    { region: 'us-east-1', resources: 13 },
    { region: 'eu-west-1', resources: 240 },
  ],
  failing: [
    { source: ids[3], region: 'eu-west-1', status: 'FAILED', code: 'AccessDeniedException' },
  ],
  gaps: [],
  ...change,
});
const denied = (region: string): FoundAggregators['gaps'][number] => ({
  ...{ gap: 'denied', detail: 'AccessDeniedException', region },
  actions: ['config:DescribeConfigurationAggregators'],
});

interface World {
  found?: FoundAggregators | string;
  reach?: AggregatorReach | string;
  kept?: readonly Kept[];
  provider?: 'aws' | 'other';
}
async function show({ found: has = found(), reach: holds = reach(), kept, provider }: World = {}) {
  const fake = fakeEngine(kept);
  fake.organisation.found = has;
  fake.organisation.reach = holds;
  const session = new Session(fake.engine);
  await session.connect(
    { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 's', sessionToken: 't', expiresAt: null },
    {
      ...{ region: 'us-east-1', accountName: '', provider: provider ?? 'aws' },
      endpoint: provider === 'other' ? 'http://localhost:1' : '',
    },
  );
  render(Organisation, { session });
  return { ...fake, session, user: userEvent.setup() };
}
const box = (account: string) => screen.getByRole('checkbox', { name: new RegExp(account) });
const picked = () =>
  screen.getAllByRole<HTMLInputElement>('checkbox').filter(({ checked }) => checked).length;

test('without credentials it says what it needs and leads there', async () => {
  const { engine, calls } = fakeEngine();
  openPage(engine, '#/organisation');
  await heading('Read a whole organisation');
  const main = within(screen.getByRole('main'));
  expect(main.getByRole('link', { name: 'Connect' })).toHaveAttribute('href', '#/connect');
  expect(main.getByRole('link', { name: 'The permissions that it takes' })).toHaveAttribute(
    'href',
    '#/permissions?organisation=1',
  );
  expect(calls).not.toContain('aggregators');
});

test('connected to an S3-compatible store, it asks nothing and says why', async () => {
  const { calls } = await show({ provider: 'other' });
  expect(screen.getByText(/S3-compatible store, which has no AWS Config/)).toBeVisible();
  expect(calls).not.toContain('aggregators');
});

test('the only aggregator is chosen by itself, and accounts with records are picked', async () => {
  const { calls } = await show();
  expect(await screen.findByRole('radio', { name: /whole-firm/ })).toBeChecked();
  expect(calls.filter((call) => call.startsWith('reach'))).toEqual(['reach whole-firm eu-west-1']);
  expect(box(ids[0])).toBeChecked();
  expect(box(ids[2])).not.toBeChecked();
  expect(screen.getByText('nothing of Amazon S3 recorded')).toBeVisible();
  expect(screen.getByText('240 resources of Amazon S3 recorded')).toBeVisible();
  // Three pages of the first, one of each other.
  expect(screen.getByText('3 accounts, about 5 calls to AWS Config')).toBeVisible();
  expect(screen.getByText(/records of S3 from 2 Regions: eu-west-1, us-east-1\./)).toBeVisible();
});

test('of several, one is chosen; it asks that one', async () => {
  const { calls, user } = await show({ found: found({ aggregators: [one, two] }) });
  const radio = await screen.findByRole('radio', { name: /named.*accounts that it names/ });
  expect(radio).not.toBeChecked();
  await user.click(radio);
  await screen.findByText('240 resources of Amazon S3 recorded');
  expect(calls.at(-1)).toBe('reach named us-east-1');
});

test('sources that fail are named with AWS’s code and what it means', async () => {
  await show();
  const row = await screen.findByRole('row', { name: new RegExp(ids[3]) });
  expect(row).toHaveTextContent('FAILED, AccessDeniedException');
  expect(row).toHaveTextContent('has not authorised the aggregator');
  expect(box(ids[3]).closest('label')).toHaveTextContent('not collected lately in eu-west-1');
});

test('all, none, some, and those not read yet are picked; the filter narrows what the buttons do', async () => {
  const kept = [{ id: 'x', snapshot: smallAccount(), says: { account: ids[1] } }];
  const { user } = await show({ kept });
  await screen.findByText('240 resources of Amazon S3 recorded');
  await user.click(screen.getByRole('button', { name: 'None' }));
  expect(picked()).toBe(0);
  await user.click(screen.getByRole('button', { name: /^Read 0 accounts/ }));
  expect(screen.getByText('Choose at least one account.')).toHaveClass('bad');
  await user.click(screen.getByRole('button', { name: 'All' }));
  expect(picked()).toBe(4);
  await user.click(screen.getByRole('button', { name: 'Those not read yet' }));
  expect(picked()).toBe(3);
  expect(box(ids[1]).closest('label')).toHaveTextContent(/read here/);
  await user.type(screen.getByRole('searchbox'), '3333');
  expect(screen.getAllByRole('checkbox')).toHaveLength(1);
  expect(screen.getByText('; 1 shown', { exact: false })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'All' }));
  await user.clear(screen.getByRole('searchbox'));
  expect(picked()).toBe(4);
  await user.type(screen.getByRole('searchbox'), 'zzz');
  await user.click(screen.getByRole('button', { name: 'Show all' }));
  expect(screen.getAllByRole('checkbox')).toHaveLength(4);
});

test('with the keyboard alone: one stop, arrows move, Space picks', async () => {
  const { user } = await show();
  await screen.findByText('240 resources of Amazon S3 recorded');
  screen.getByRole('button', { name: 'Those not read yet' }).focus();
  await user.tab();
  expect(box(ids[0])).toHaveFocus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(box(ids[2])).toHaveFocus();
  await user.keyboard(' ');
  expect(box(ids[2])).toBeChecked();
  await user.keyboard('{End}');
  expect(box(ids[3])).toHaveFocus();
  await user.keyboard('{Home}');
  expect(box(ids[0])).toHaveFocus();
  await user.tab();
  expect(screen.getAllByRole('checkbox')).not.toContain(document.activeElement);
});

test('a thousand accounts are listed, found and picked', async () => {
  const many = Array.from({ length: 1000 }, (_, at) => ({
    account: String(100_000_000_000 + at),
    resources: at,
  }));
  const { user } = await show({ reach: reach({ accounts: many, failing: [] }) });
  const boxes = () => [...document.querySelectorAll<HTMLInputElement>('[type="checkbox"]')];
  await waitFor(() => expect(boxes()).toHaveLength(1000));
  expect(boxes().filter(({ checked }) => checked)).toHaveLength(999);
  await user.type(document.querySelector('[type="search"]') as HTMLElement, '000777');
  expect(boxes()).toHaveLength(1);
});

test('where none is found it says what to do; where AWS refuses, the statement to copy', async () => {
  await show({ found: found({ aggregators: [] }) });
  expect(await screen.findByText('No aggregator was found in 17 Regions.')).toBeVisible();
  expect(screen.getByText(/often the management account/)).toBeVisible();
  expect(screen.getByText('Type the name of an aggregator').closest('details')).toHaveAttribute(
    'open',
  );
});

test('refused, it gives the IAM statement with every action', async () => {
  const gaps = [denied('us-east-1'), denied('eu-west-1')];
  await show({ found: found({ aggregators: [], gaps }) });
  expect(
    await screen.findByText(/2 Regions could not be asked: access was denied \(AccessDenied/),
  ).toBeVisible();
  expect(screen.getByText('eu-west-1, us-east-1')).toBeVisible();
  const text = screen.getByText(/"Effect": "Allow"/).textContent ?? '';
  expect((JSON.parse(text) as { Action: string[] }).Action).toEqual(organisationActions);
  // Whoever was refused may not conclude that there is none.
  expect(screen.queryByText(/often the management account/)).toBeNull();
});

test('a name typed by hand is asked, in the Region of the connection unless another is typed', async () => {
  const { calls, user } = await show({ found: 'AWS gave no answer.' });
  expect(await screen.findByText('AWS gave no answer.')).toBeVisible();
  await user.type(screen.getByLabelText('Name'), 'not a name');
  await user.click(screen.getByRole('button', { name: 'Use it' }));
  expect(screen.getByRole('alert')).toHaveTextContent('letters, digits, hyphens');
  await user.clear(screen.getByLabelText('Name'));
  await user.type(screen.getByLabelText('Name'), 'typed');
  await user.type(screen.getByLabelText('Region that it lives in'), 'here');
  await user.click(screen.getByRole('button', { name: 'Use it' }));
  expect(screen.getByRole('alert')).toHaveTextContent('such as eu-west-1');
  await user.clear(screen.getByLabelText('Region that it lives in'));
  await user.click(screen.getByRole('button', { name: 'Use it' }));
  await screen.findByText('240 resources of Amazon S3 recorded');
  expect(calls.at(-1)).toBe('reach typed us-east-1');
});

test('an aggregator that is not there, that may not be asked, and one that is empty', async () => {
  const gap = {
    gap: 'failed',
    detail: 'NoSuchConfigurationAggregatorException',
    actions: [],
  } as const;
  const { organisation, session, user } = await show({
    reach: reach({ accounts: [], failing: [], gaps: [gap] }),
  });
  expect(await screen.findByText(/no aggregator of this name in this Region/)).toBeVisible();
  organisation.reach = reach({ accounts: [], failing: [], gaps: [] });
  await user.click(screen.getByRole('radio'));
  const { organisationOf } = await import('../../src/app/views/organisation/state.svelte.ts');
  await organisationOf(session).choose(one);
  expect(await screen.findByText(/The aggregator holds no account\./)).toBeVisible();
  organisation.reach = 'The credentials have expired.';
  await organisationOf(session).choose(one);
  expect(await screen.findByText('The credentials have expired.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Ask whole-firm again' })).toBeVisible();
});

async function started() {
  const world = await show();
  await screen.findByText('240 resources of Amazon S3 recorded');
  await world.user.click(screen.getByRole('button', { name: 'Read 3 accounts' }));
  const [reading] = world.readings;
  if (!reading) throw new Error('nothing is read');
  return { ...world, reading };
}

test('reading: the plan, progress account by account, and an end with what was not read', async () => {
  const { reading, session } = await started();
  expect(reading.plan).toEqual({
    aggregator: { name: 'whole-firm', region: 'eu-west-1' },
    accounts: [ids[0], ids[1], ids[3]],
  });
  expect(await screen.findByRole('heading', { name: 'Reading accounts' })).toHaveFocus();
  expect(session.reading).toBe(true);
  reading.progress({ reading: [ids[0], ids[1]] });
  expect(await screen.findByText(`${ids[0]}, ${ids[1]}`)).toBeVisible();
  reading.progress({
    ...{ done: 1, buckets: 7, calls: 3 },
    finished: [{ account: ids[0], audit: 'audit-1', buckets: 7, says: '' }],
  });
  expect(await screen.findByText('1 of 3 accounts')).toBeVisible();
  expect(screen.getByRole('link', { name: ids[0] })).toHaveAttribute('href', '#/audit/audit-1');
  expect(screen.getByRole('link', { name: 'Overview across accounts' })).toBeVisible();
  const says = 'AWS Config has recorded nothing of Amazon S3 in it.';
  reading.progress({
    ...{ done: 3, buckets: 8, calls: 6 },
    finished: [
      { account: ids[1], audit: null, buckets: 0, says },
      { account: ids[3], audit: 'audit-2', buckets: 1, says: '' },
    ],
  });
  reading.end({ ended: 'complete', note: '' });
  expect(await screen.findByRole('heading', { name: 'The accounts were read' })).toBeVisible();
  const unread = screen.getByRole('region', { name: '1 account not read' });
  expect(unread).toHaveTextContent(`${ids[1]} ${says}`);
  expect(screen.getByText('8 buckets')).toBeVisible();
  expect(session.reading).toBe(false);
});

test('credentials that expire: it says so, and the rest can be read with new ones', async () => {
  const { reading, readings, user } = await started();
  reading.progress({
    done: 1,
    finished: [{ account: ids[0], audit: 'audit-1', buckets: 7, says: '' }],
  });
  reading.end({ ended: 'interrupted', note: 'The credentials have expired.' });
  expect(await screen.findByRole('heading', { name: 'The reading ended early' })).toBeVisible();
  expect(screen.getByText(/^The credentials have expired\.$/)).toBeVisible();
  expect(screen.getByText(/What was read until then is kept\./)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Use other credentials' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Read the 2 accounts left' }));
  expect(readings[1]?.plan.accounts).toEqual([ids[1], ids[3]]);
  readings[1]?.end({ ended: 'cancelled', note: '' });
  expect(await screen.findByRole('heading', { name: 'The reading was stopped' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Choose accounts again' }));
  expect(picked()).toBe(2);
});

test('Stop ends it; what the browser does not keep is said', async () => {
  const { reading, calls, user } = await started();
  reading.progress({ stored: false });
  expect(await screen.findByText('Not all of it is stored.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  expect(calls).toContain('cancelAccounts');
  reading.fail('Something went wrong inside this page.');
  expect(await screen.findByText('Something went wrong inside this page.')).toBeVisible();
});

test('each cause has its sentence', () => {
  const gaps = [
    denied('a'),
    denied('b'),
    { ...denied(''), gap: 'network', detail: 'NoAnswer' },
  ] as const;
  expect(gapsSay(found({ gaps })).map(({ says }) => says)).toEqual([
    '2 Regions could not be asked: access was denied (AccessDeniedException).',
    'The list of Regions could not be read, so one was asked: the service stopped answering (NoAnswer).',
  ]);
  const source = { source: '1', region: 'r', status: 'FAILED', code: '' };
  expect(failureSays(source)).toMatch(/may not have authorised/);
  expect(failureSays({ ...source, status: 'OUTDATED' })).toMatch(/not the most recent/);
  expect(failureSays({ ...source, code: 'NoSuchConfigurationRecorder' })).toMatch(/no recorder/);
  expect(failureSays({ ...source, code: 'ThrottlingException' })).toMatch(/for its rate/);
  expect(callsFor([{ resources: 0 }, { resources: 100 }, { resources: 101 }])).toBe(4);
});
