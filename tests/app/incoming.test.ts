import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { smallAccount } from './account.ts';
import { fakeEngine } from './fake-engine.ts';
import { heading, openPage } from './page.ts';

const file = new File(['{}'], 'account.json', { type: 'application/json' });
const fake = () =>
  fakeEngine([
    { id: 'new', snapshot: smallAccount(), title: 'Acme, live', origin: 'scan' },
    { id: 'old', snapshot: smallAccount(), title: 'Acme, last year' },
  ]);

/** The start page, with a file chosen that fits both audits. */
async function choose() {
  const faked = fake();
  const { engine } = faked;
  const summaries = await engine.audits();
  engine.openFile = async () => ({
    audit: null,
    account: '111122223333',
    endedAt: '2026-11-21T09:30:00.000Z',
    fits: summaries,
  });
  const page = openPage(engine);
  await heading(/Who can reach/);
  await page.user.upload(screen.getByLabelText(/Choose a file/), file);
  const dialog = await screen.findByRole('dialog', {
    name: /Account 111122223333 is here already/,
  });
  return { ...faked, ...page, dialog };
}
const press = (name: string) => screen.getByRole('button', { name });

describe('a file of an account that is here already', () => {
  test('is added to the newest audit, unless another is chosen', async () => {
    const { user, calls } = await choose();
    await user.click(press('Add to that audit'));
    await waitFor(() => expect(calls).toContain('placeFile new'));
    await waitFor(() => expect(location.hash).toBe('#/audit/new'));
    expect(await screen.findByText(/This is a copy with the file added/)).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  test('is added to the audit that was chosen', async () => {
    const { user, calls, dialog } = await choose();
    await user.click(within(dialog).getByLabelText(/Acme, last year/));
    await user.click(press('Add to that audit'));
    await waitFor(() => expect(calls).toContain('placeFile old'));
  });

  test('is kept as an audit of its own', async () => {
    const { user, calls } = await choose();
    await user.click(press('Keep as an audit of its own'));
    await waitFor(() => expect(calls).toContain('placeFile null'));
    expect(screen.queryByText(/This is a copy/)).not.toBeInTheDocument();
  });

  test('is forgotten where neither is wanted', async () => {
    const { user, calls } = await choose();
    await user.click(press('Cancel'));
    await waitFor(() => expect(calls).toContain('forgetFile'));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(calls.some((call) => call.startsWith('placeFile'))).toBe(false);
  });

  test('a failure is told, and the page stays where it is', async () => {
    const { user, engine } = await choose();
    engine.placeFile = () => Promise.reject(new Error('The audit was deleted meanwhile.'));
    await user.click(press('Add to that audit'));
    expect(await screen.findByText('The audit was deleted meanwhile.')).toBeInTheDocument();
    expect(location.hash).toBe('#/');
  });
});

describe('adding a file to an audit', () => {
  test('goes to the copy that has it', async () => {
    const { engine, calls } = fake();
    const { user } = openPage(engine, '#/audit/new');
    await user.upload(await screen.findByLabelText(/Add a file/), file);
    await waitFor(() => expect(calls).toContain('addFile new account.json'));
    expect(await screen.findByText(/This is a copy with the file added/)).toBeInTheDocument();
  });

  test('a refusal is told in its sentence', async () => {
    const { engine } = fake();
    engine.addFile = () => Promise.reject(new Error('The file is of account 2. Open it apart.'));
    const { user } = openPage(engine, '#/audit/new');
    await user.upload(await screen.findByLabelText(/Add a file/), file);
    expect(await screen.findByText('The file is of account 2. Open it apart.')).toBeInTheDocument();
  });

  test('is not offered for the sample', async () => {
    const { engine } = fakeEngine([{ id: 'new', snapshot: smallAccount({ sample: true }) }]);
    openPage(engine, '#/audit/new');
    await heading(/./);
    await screen.findByText(/A made-up account/);
    expect(screen.queryByLabelText(/Add a file/)).not.toBeInTheDocument();
  });
});
