import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { smallAccount } from './account.ts';
import { fakeEngine } from './fake-engine.ts';
import { goTo, heading, openPage } from './page.ts';

const two = () =>
  fakeEngine([
    { id: 'one', snapshot: smallAccount() },
    {
      id: 'two',
      snapshot: { ...smallAccount({ sample: true }), account: '999988887777' },
      origin: 'sample',
      stored: false,
    },
  ]);
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const file = (name: string) => new File(['{}'], name, { type: 'application/json' });

describe('the start', () => {
  test('has three doors, and the way to the collector', async () => {
    openPage(fakeEngine().engine);
    expect(await button('Open the sample')).toBeEnabled();
    expect(screen.getByLabelText('Choose a file')).toHaveAttribute('type', 'file');
    expect(within(screen.getByRole('main')).getByRole('link', { name: 'Connect' })).toHaveAttribute(
      'href',
      '#/connect',
    );
    expect(screen.getByRole('link', { name: 'Get the collector' })).toHaveAttribute(
      'href',
      '#/collector',
    );
    // A real account can be read live too, and the start says by which ways.
    expect(screen.getByRole('link', { name: 'Set up relays' })).toHaveAttribute('href', '#/relays');
    expect(screen.getByText(/an AWS account through relays or AWS Config/)).toBeVisible();
    expect(await screen.findByText(/^None yet/)).toBeInTheDocument();
    expect(document.title).toBe('Start · Bucketproof');
  });

  test('the sample leads to its audit', async () => {
    const { engine } = fakeEngine([{ id: 'sample', snapshot: smallAccount({ sample: true }) }]);
    const { user } = openPage(engine);
    await user.click(await button('Open the sample'));
    await heading(/1 of 3 buckets is public/);
    expect(location.hash).toBe('#/audit/sample');
    expect(screen.getByText('SAMPLE')).toBeInTheDocument();
  });

  test('a file leads to its audit, marked as not verified', async () => {
    const { engine } = fakeEngine([{ id: 'account.json', snapshot: smallAccount() }]);
    const { user } = openPage(engine);
    await user.upload(screen.getByLabelText('Choose a file'), file('account.json'));
    await heading(/is public/);
    expect(screen.getByText(/Imported, not verified/)).toBeInTheDocument();
  });

  test('a file that is none gives its sentence; the list stays, and another can be chosen', async () => {
    const { engine } = two();
    engine.openFile = () =>
      Promise.reject(new Error('This file is not a snapshot. Choose what the collector wrote.'));
    const { user } = openPage(engine);
    await screen.findByRole('link', { name: '111122223333' });
    await user.upload(screen.getByLabelText('Choose a file'), file('holiday.json'));
    expect(await screen.findByRole('alert')).toHaveTextContent('Choose what the collector wrote.');
    expect(screen.getByRole('link', { name: '111122223333' })).toBeInTheDocument();
    expect(screen.getByLabelText('Choose a file')).toBeEnabled();
  });

  test('lists earlier audits with their time, counts, coverage and marks', async () => {
    openPage(two().engine);
    const item = (await screen.findByRole('link', { name: '999988887777' })).closest('li');
    expect(item).toHaveTextContent(/SAMPLE/);
    expect(item).toHaveTextContent(/2026/);
    expect(item).toHaveTextContent(/3 buckets · \d+ fails · \d+ of \d+ assessed/);
    expect(item).toHaveTextContent(/not stored/);
    expect(screen.getByRole('link', { name: '111122223333' }).closest('li')).toHaveTextContent(
      'from a file, not verified',
    );
  });

  test('deleting asks first, and gives the keyboard back', async () => {
    const { engine, audits } = two();
    const { user } = openPage(engine);
    await user.click(await button(/Delete the audit of 111122223333/));
    expect(await button('Keep it')).toHaveFocus();
    await user.click(await button('Keep it'));
    expect(audits.size).toBe(2);
    expect(await button(/Delete the audit of 111122223333/)).toHaveFocus();
    await user.click(await button(/Delete the audit of 111122223333/));
    await user.click(await button(/111122223333 for good/));
    await waitFor(() => expect(screen.queryByRole('link', { name: '111122223333' })).toBeNull());
    expect([...audits.keys()]).toEqual(['two']);
    expect(screen.getByRole('heading', { name: 'Audits in this browser' })).toHaveFocus();
  });

  test('deleting one says so in a line', async () => {
    const { engine, audits } = two();
    await engine.describe('one', { title: 'Quarter 4', note: '' });
    const { user } = openPage(engine);
    await user.click(await button(/Delete the audit of Quarter 4/));
    await user.click(await button(/Quarter 4 for good/));
    const said = await screen.findByText('The audit Quarter 4 was deleted from this browser.');
    expect(said.closest('[role=status]')).not.toBeNull();
    expect(audits.size).toBe(1);
  });

  test('erasing everything asks first, and gives a receipt', async () => {
    const { engine, audits } = two();
    const { user } = openPage(engine);
    await user.click(await button('Erase all audits'));
    expect(screen.getByText(/This deletes 2 audits/)).toBeInTheDocument();
    await user.click(await button('Erase everything'));
    await heading('Everything was erased');
    expect(location.hash).toBe('#/erased');
    expect(audits.size).toBe(0);
    expect(screen.getByText('The database was read back afterwards and is empty.')).toBeVisible();
    expect(screen.getByText(/^111122223333, read .*3 buckets, from a file$/)).toBeInTheDocument();
    await goTo('#/');
    expect(await screen.findByText(/^None yet/)).toBeInTheDocument();
  });

  test('an erasure after which something is left says so plainly', async () => {
    const { engine } = two();
    const erase = engine.eraseAll;
    engine.eraseAll = async () => ({
      ...(await erase()),
      tables: [{ name: 'parts', before: 4, after: 1 }],
    });
    const { user } = openPage(engine);
    await user.click(await button('Erase all audits'));
    await user.click(await button('Erase everything'));
    await heading('Not everything was erased');
    expect(screen.getByText(/^Not everything is gone\. Close the other tabs/)).toBeInTheDocument();
  });

  test('an erasure that fails is not said to be done', async () => {
    const { engine } = two();
    engine.eraseAll = () => Promise.reject(new Error('A scan is still running. Stop it first.'));
    const { user } = openPage(engine);
    await user.click(await button('Erase all audits'));
    await user.click(await button('Erase everything'));
    expect(await screen.findByRole('alert')).toHaveTextContent('Stop it first.');
    expect(screen.getByRole('link', { name: '111122223333' })).toBeInTheDocument();
  });
});
