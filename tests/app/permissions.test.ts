import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import * as checks from '../../src/checks/index.ts';
import type { CheckCard, PermissionReport } from '../../src/app/engine/protocol.ts';
import ChooseChecks from '../../src/app/parts/ChooseChecks.svelte';
import { Session } from '../../src/app/session.svelte.ts';
import PermissionCheck from '../../src/app/views/PermissionCheck.svelte';
import { bucketNames, readQuery, writeQuery } from '../../src/app/views/permissions-form.ts';
import { emptyReport, fakeEngine } from './fake-engine.ts';
import { heading, openPage } from './page.ts';

const cards: readonly CheckCard[] = Object.values(checks);
const policyShown = async () =>
  JSON.parse((await screen.findByText(/"Version"/)).textContent ?? '') as {
    Statement: { Action: string[]; Resource: unknown }[];
  };

test('the policy follows the chosen checks, which stand in the address', async () => {
  const { user } = openPage(fakeEngine().engine, '#/permissions');
  await heading('The permissions a scan needs');
  expect((await policyShown()).Statement.flatMap(({ Action }) => Action)).toContain(
    's3:GetBucketAcl',
  );
  await user.click(await screen.findByRole('button', { name: 'None of the checks' }));
  expect(location.hash).toContain('checks=none');
  expect((await policyShown()).Statement.flatMap(({ Action }) => Action).sort()).toEqual([
    'ec2:DescribeRegions',
    's3:GetBucketLocation',
    's3:ListAllMyBuckets',
    'sts:GetCallerIdentity',
  ]);
  await user.click(screen.getByRole('button', { name: /^Checks of Data protection/ }));
  await user.click(screen.getByRole('checkbox', { name: checks['versioning-enabled'].title }));
  expect(location.hash).toContain('checks=versioning-enabled');
  expect((await policyShown()).Statement.flatMap(({ Action }) => Action)).toContain(
    's3:GetBucketVersioning',
  );
  await user.click(screen.getByText('Narrow or widen the policy'));
  await user.type(screen.getByLabelText(/^Only the settings/), 'one, two "x');
  expect((await policyShown()).Statement[1]?.Resource).toEqual([
    'arn:aws:s3:::one',
    'arn:aws:s3:::two',
  ]);
  expect(screen.getByText(/Not a bucket name/)).toBeInTheDocument();
  expect(location.hash).not.toContain('two');
});

test('AWS Config can be asked for, also by a link that opens where it is chosen', async () => {
  const { user } = openPage(fakeEngine().engine, '#/permissions?config=1');
  await heading('The permissions a scan needs');
  const box = await screen.findByRole('checkbox', { name: /ask AWS Config/ });
  expect(box).toBeVisible();
  expect(box).toBeChecked();
  const actions = async () => (await policyShown()).Statement.flatMap(({ Action }) => Action);
  expect(await actions()).toContain('config:SelectResourceConfig');
  await user.click(box);
  expect(location.hash).not.toContain('config');
  await waitFor(async () => expect(await actions()).not.toContain('config:SelectResourceConfig'));
  expect(box).toBeVisible();
});

test('a template appears once its fields are right, and no field reaches the address', async () => {
  const { user } = openPage(fakeEngine().engine, '#/permissions?form=terraform');
  await heading('The permissions a scan needs');
  expect(screen.queryByText(/aws_iam_role/)).toBeNull();
  await user.type(screen.getByLabelText('Account that takes on the role'), '12345');
  expect(screen.getByText('An account id has 12 digits.')).toBeInTheDocument();
  await user.type(screen.getByLabelText('Account that takes on the role'), '6789012');
  await user.click(screen.getByRole('button', { name: 'Generate an external ID' }));
  const externalId = screen.getByLabelText<HTMLInputElement>('External ID').value;
  expect(externalId).toMatch(/^[0-9a-f]{32}$/);
  expect(screen.getByText(/aws_iam_role/).textContent).toContain(externalId);
  expect(location.href).not.toContain(externalId);
  expect(location.href).not.toContain('123456789012');
});

test('the gaps of the managed policies are counted and dated', async () => {
  openPage(fakeEngine().engine, '#/permissions');
  const region = await screen.findByRole('region', { name: 'Instead of a policy of your own' });
  expect(region).toHaveTextContent(/SecurityAudit allows all \d+ actions|SecurityAudit lacks/);
  expect(region).toHaveTextContent(/ViewOnlyAccess lacks \d+ of \d+ actions/);
  expect(region).toHaveTextContent(/As of version v\d+, 20\d\d-\d\d-\d\d; AWS changes it/);
});

test.each([
  ['', null],
  ['checks=none', []],
  ['checks=a,b', ['a', 'b']],
])('the address %j means the checks %j, and is written so', (text, chosen) => {
  const query = readQuery(new URLSearchParams(text));
  expect(query.checks).toEqual(chosen);
  const written = new URLSearchParams(
    Object.entries(writeQuery(query)).filter(([, value]) => value !== ''),
  );
  expect(decodeURIComponent(String(written))).toBe(text);
});

test('bucket names are told from what is none', () => {
  expect(bucketNames(' a-b\nc.d,e_F ;a-b "x" ab *')).toEqual({
    names: ['a-b', 'c.d', 'e_F'],
    strange: ['"x"', 'ab', '*'],
  });
});

test('checks are chosen one by one, by topic, all and none, by keyboard too', async () => {
  const user = userEvent.setup();
  const onChange = vi.fn();
  const some = cards.slice(0, 4);
  const { rerender } = render(ChooseChecks, { checks: some, chosen: null, onChange });
  expect(screen.getByRole('status')).toHaveTextContent('4 of 4 checks chosen');
  const [first] = some as [CheckCard];
  const list = screen.getByRole('button', { name: new RegExp(`^Checks of ${first.topic}`) });
  expect(list).toHaveAttribute('aria-expanded', 'false');
  await user.click(list);
  expect(list).toHaveAttribute('aria-expanded', 'true');
  await user.click(screen.getByRole('checkbox', { name: first.title }));
  expect(onChange).toHaveBeenLastCalledWith(some.slice(1).map(({ id }) => id));
  await user.click(screen.getByRole('button', { name: 'None of the checks' }));
  expect(onChange).toHaveBeenLastCalledWith([]);
  await rerender({ checks: some, chosen: some.slice(1).map(({ id }) => id), onChange });
  const topic = screen.getByRole<HTMLInputElement>('checkbox', {
    name: new RegExp(`^${first.topic}`),
  });
  const alone = some.filter((check) => check.topic === first.topic).length === 1;
  expect(topic.indeterminate).toBe(!alone);
  screen.getByRole('checkbox', { name: first.title }).focus();
  await user.keyboard(' ');
  expect(onChange).toHaveBeenLastCalledWith(null);
});

const readOf = (action: string, result: 'allowed' | 'denied' | 'unknown', how = '') => ({
  action,
  result,
  how,
});
const shown = async (report: Partial<PermissionReport>) => {
  const { engine } = fakeEngine();
  const user = userEvent.setup();
  const full = { ...emptyReport, buckets: 3, checks: 2, calls: 5, ...report };
  const session = new Session({ ...engine, permissions: async () => full });
  render(PermissionCheck, { session, checks: null });
  await user.click(screen.getByRole('button', { name: 'Check permissions' }));
  await screen.findByText('5 calls');
  return within(screen.getByRole('region', { name: 'What these credentials may do' }));
};

test('a role whose name speaks of writing is warned of before any look, unless it was narrowed', async () => {
  const { engine, calls } = fakeEngine();
  const session = new Session(engine);
  const keys = { accessKeyId: 'A', secretAccessKey: 's', sessionToken: 't', expiresAt: null };
  const to = { region: 'us-east-1', endpoint: '', provider: 'aws', accountName: '' } as const;
  await session.connect(keys, to);
  render(PermissionCheck, { session, checks: null });
  const warning = () => screen.queryByText(/speaks of rights to change buckets/);
  expect(warning()).toBeNull();
  const { connection } = session;
  if (!connection) throw new Error('not connected');
  session.connection = {
    ...connection,
    name: 'AWSReservedSSO_AdministratorAccess_0123456789abcdef',
  };
  await waitFor(() => expect(warning()).toBeInTheDocument());
  session.connection = { ...session.connection, narrowed: true };
  await waitFor(() => expect(warning()).toBeNull());
  expect(calls).not.toContain('permissions');
});

test('credentials that IAM says can write are warned of without a button', async () => {
  const { engine, calls, hints } = fakeEngine();
  hints.next = { canWrite: true, writeNotes: ['Because of this.'] };
  render(PermissionCheck, { session: new Session(engine), checks: null });
  const warning = await screen.findByText('These credentials can change your buckets.');
  expect(warning.closest('[role=status]')).toHaveTextContent('Because of this.');
  expect(calls).not.toContain('permissions');
});

test('what IAM allows on no bucket by name is no promise, so nothing is said of it', async () => {
  const { engine, hints } = fakeEngine();
  hints.next = { canWrite: false, writeNotes: ['None of 16.'] };
  render(PermissionCheck, { session: new Session(engine), checks: null });
  await screen.findByRole('button', { name: 'Check permissions' });
  expect(screen.queryByText(/can change|None of 16/)).toBeNull();
});

test('a look in which all is well says so', async () => {
  const region = await shown({ reads: [readOf('s3:GetBucketAcl', 'allowed')], canWrite: false });
  expect(region.getByText('The one read is allowed.')).toBeInTheDocument();
  expect(region.getByText(/allows these credentials no change/)).toBeInTheDocument();
});

test('a refused read is named with its cost and the statement that opens it', async () => {
  const region = await shown({
    reads: [readOf('s3:GetBucketAcl', 'denied'), readOf('s3:GetBucketPolicy', 'allowed')],
    unassessed: ['acls-disabled'],
    canWrite: true,
    writeNotes: ['Because of this.'],
  });
  expect(region.getByText('1 of 2 reads is refused')).toBeInTheDocument();
  expect(region.getByText(checks['acls-disabled'].title)).toBeInTheDocument();
  expect(region.getByText(/"Action"/)).toHaveTextContent('s3:GetBucketAcl');
  expect(region.getByText(/"Action"/)).not.toHaveTextContent('s3:GetBucketPolicy');
  expect(region.getByText('These credentials can change your buckets.')).toBeInTheDocument();
  expect(region.getByText('Because of this.')).toBeInTheDocument();
});

test('what nothing could tell is not called allowed', async () => {
  const region = await shown({
    reads: [readOf('s3:GetBucketAcl', 'unknown', 'there is no bucket to try it on')],
    buckets: 0,
  });
  expect(region.queryByText(/All/)).toBeNull();
  expect(region.getByText(/There is no bucket/)).toBeInTheDocument();
  expect(region.getByText(/Nothing could tell/)).toBeInTheDocument();
});

test('a look that fails says why, and one under way can be stopped', async () => {
  const { engine, calls } = fakeEngine();
  const user = userEvent.setup();
  const session = new Session({
    ...engine,
    permissions: () => Promise.reject(new Error('The credentials have expired.')),
  });
  const { unmount } = render(PermissionCheck, { session, checks: null });
  await user.click(screen.getByRole('button', { name: 'Check permissions' }));
  expect(await screen.findByText('The credentials have expired.')).toBeInTheDocument();
  unmount();
  const slow = new Session({ ...engine, permissions: () => new Promise(() => undefined) });
  render(PermissionCheck, { session: slow, checks: [] });
  await user.click(screen.getByRole('button', { name: 'Check permissions' }));
  await user.click(await screen.findByRole('button', { name: 'Stop' }));
  expect(calls).toContain('cancelPermissions');
  expect(screen.getByRole('button', { name: 'Check permissions' })).toBeInTheDocument();
});
