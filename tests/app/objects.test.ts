import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { objectLook, publicAcls } from '../samples.ts';
import { known } from '../report/account.ts';
import { bucket, snapshotOf } from './account.ts';
import { fakeEngine } from './fake-engine.ts';
import { openPage } from './page.ts';
import Bucket from '../../src/app/views/Bucket.svelte';
import type { Connection } from '../../src/app/engine/protocol.ts';
import { Session } from '../../src/app/session.svelte.ts';

const live = { ownership: { objectOwnership: 'ObjectWriter' as const } };
const address = '#/audit/one/bucket/acme-data?tab=objects';
/** The page of the bucket, with credentials held. */
async function openConnected(fake: ReturnType<typeof fakeEngine>, narrowed = false) {
  history.replaceState(null, '', `/${address}`);
  const session = new Session(fake.engine);
  session.connection = { account: '111122223333', narrowed } as Connection;
  await session.show('one');
  if (!session.view) throw new TypeError('not opened');
  render(Bucket, { session, view: session.view, name: 'acme-data' });
}
const withObjects = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  facts: snapshot.facts.map((one) =>
    one.type === 'bucket'
      ? { ...one, facts: { ...one.facts, objects: known([objectLook({ acls: publicAcls })]) } }
      : one,
  ),
});

test('says what nobody has looked at, and asks to connect first', async () => {
  openPage(
    fakeEngine([{ id: 'one', snapshot: snapshotOf([bucket('acme-data', live)]) }]).engine,
    address,
  );
  expect(await screen.findByRole('link', { name: 'Connect to look' })).toBeTruthy();
  expect(screen.getAllByText(/nobody has looked at/i).length).toBeGreaterThan(0);
});

test('shows count and charge before it looks, then what was seen', async () => {
  const user = userEvent.setup();
  const fake = fakeEngine([{ id: 'one', snapshot: snapshotOf([bucket('acme-data', live)]) }]);
  await openConnected(fake);
  const form = await screen.findByText(/list requests and/);
  expect(form.textContent?.replace(/\s+/g, ' ')).toMatch(
    /At most 216 list requests and 100 requests about single objects: less than one US cent/,
  );
  await user.selectOptions(screen.getByLabelText('Objects'), '1000');
  await user.click(screen.getByLabelText(/Their encryption/));
  expect(form.textContent?.replace(/\s+/g, ' ')).toMatch(
    /2,016 list requests and 2,000 requests .*: about 0\.01 US dollars/,
  );
  expect(screen.getByText(/"s3:GetObjectVersion"/)).toBeTruthy();
  fake.looks.next = async (id) => {
    const one = fake.audits.get(id);
    if (one) fake.audits.set(id, { ...one, snapshot: withObjects(one.snapshot) });
  };
  await user.click(screen.getByRole('button', { name: 'Look at 1,000 objects' }));
  expect(fake.calls).toContain(
    'sampleObjects acme-data {"objects":1000,"acls":true,"encryption":true}',
  );
  const table = await screen.findByRole('table', { name: /1 public object version/ });
  expect(within(table).getByText('a.csv')).toBeTruthy();
  expect(screen.getByRole('table', { name: /How 10 object versions are encrypted/ })).toBeTruthy();
});

test('does not ask with a session that is narrowed to the reads of the audit', async () => {
  const snapshot = snapshotOf([bucket('acme-data', live)]);
  await openConnected(fakeEngine([{ id: 'one', snapshot }]), true);
  expect(await screen.findByText(/The session is narrowed to what the audit reads/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Look at/ })).toBeNull();
});

test('can be stopped, and says what went wrong', async () => {
  const user = userEvent.setup();
  const fake = fakeEngine([{ id: 'one', snapshot: snapshotOf([bucket('acme-data', live)]) }]);
  await openConnected(fake);
  let fail: (error: Error) => void = () => undefined;
  fake.looks.next = () => new Promise((_, failed) => (fail = failed));
  await user.click(await screen.findByRole('button', { name: /^Look at/ }));
  expect(
    await screen.findByText(/Looked at 3 of 100 object versions, 9 requests so far/),
  ).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  expect(fake.calls).toContain('cancelObjects');
  fail(new Error('The look at objects was stopped. What was known before is kept.'));
  expect((await screen.findByRole('alert')).textContent).toMatch(/was stopped/);
  expect(screen.getByRole('button', { name: /^Look at/ })).toBeTruthy();
});

test('asks for no ACL where none counts, and for something at least', async () => {
  const user = userEvent.setup();
  await openConnected(fakeEngine([{ id: 'one', snapshot: snapshotOf([bucket('acme-data')]) }]));
  expect(await screen.findByText(/^ACLs are disabled in this bucket/)).toBeTruthy();
  const button = screen.getByRole<HTMLButtonElement>('button', { name: /^Look at/ });
  expect(button.disabled).toBe(true);
  await user.click(screen.getByLabelText(/Their encryption/));
  expect(button.disabled).toBe(false);
});

test('reads a report that is chosen, and says why it is not the whole', async () => {
  const user = userEvent.setup();
  const fake = fakeEngine([{ id: 'one', snapshot: snapshotOf([bucket('acme-data', live)]) }]);
  fake.looks.partly = 'A prefix narrows what the inventory lists.';
  openPage(fake.engine, address);
  const input = await screen.findByLabelText(/Choose the files/);
  await user.upload(input, [new File(['{}'], 'manifest.json'), new File(['x'], 'one.csv.gz')]);
  expect(fake.calls).toContain('openReport acme-data manifest.json one.csv.gz');
  await waitFor(() =>
    expect(
      screen.getByText(/Read 40 object versions of the report of .*A prefix narrows/),
    ).toBeTruthy(),
  );
});

test('the sample account says that it has no objects', async () => {
  const snapshot = { ...snapshotOf([bucket('acme-data', live)]), sample: true };
  await openConnected(fakeEngine([{ id: 'one', snapshot, origin: 'sample' }]));
  expect(await screen.findByText(/it has no objects to look at/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Look at/ })).toBeNull();
});
