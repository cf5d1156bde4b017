import { act, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import App from '../../src/app/App.svelte';
import type { Tabs } from '../../src/app/engine/tabs.ts';
import type { WhyNotStored } from '../../src/app/engine/protocol.ts';
import { whyNotStored } from '../../src/app/storing.ts';
import { smallAccount } from './account.ts';
import { fakeEngine, type Kept } from './fake-engine.ts';
import { openPage } from './page.ts';

const item = async (name: string | RegExp) => {
  const link = await screen.findByRole('link', { name });
  return link.closest('li') as HTMLElement;
};
const one = (more: Partial<Kept> = {}): Kept => ({ id: 'one', snapshot: smallAccount(), ...more });

/** Other tabs, as a test plays them. */
function others() {
  const listeners: (() => void)[] = [];
  const tabs: Tabs = { tell: vi.fn(), onChange: (listener) => void listeners.push(listener) };
  return { tabs, change: () => act(() => listeners.forEach((listener) => listener())) };
}
function openWith(engine: ReturnType<typeof fakeEngine>['engine'], tabs: Tabs, hash = '#/') {
  history.replaceState(null, '', `/${hash}`);
  return { user: userEvent.setup(), ...render(App, { engine, tabs }) };
}

describe('the list of audits', () => {
  test('that could not be read is not told as empty', async () => {
    const { engine } = fakeEngine();
    openPage({ ...engine, audits: () => Promise.reject(new Error('It has stopped.')) });
    expect(await screen.findByText(/^The list could not be read/)).toBeInTheDocument();
    expect(screen.queryByText(/^None yet/)).toBeNull();
  });

  test('says how many buckets were read, where not all were', async () => {
    const { engine } = fakeEngine([
      one({ says: { bucketsListed: 26, bucketsRead: 24 } }),
      { id: 'two', snapshot: { ...smallAccount(), account: '999988887777' } },
    ]);
    openPage(engine);
    expect(await item('111122223333')).toHaveTextContent('24 of 26 buckets read');
    expect(await item('999988887777')).toHaveTextContent(/ 3 buckets ·/);
  });

  test('a live scan that did not end can be continued; one that did, read anew in parts', async () => {
    const scanned = (
      id: string,
      ended: 'complete' | 'interrupted' | 'cancelled' | 'running',
    ): Kept => ({
      ...one({ origin: 'scan', title: id, says: { ended } }),
      id,
    });
    const { engine } = fakeEngine([
      scanned('complete', 'complete'),
      scanned('interrupted', 'interrupted'),
      scanned('cancelled', 'cancelled'),
      scanned('running', 'running'),
      one({ title: 'file' }),
    ]);
    openPage(engine);
    const links = async (name: string) =>
      within(await item(name))
        .queryAllByRole('link')
        .slice(1)
        .map((link) => link.getAttribute('href'));
    const renew = (id: string) => `#/scan?audit=${id}&mode=renew`;
    const go = (id: string) => `#/scan?audit=${id}&mode=continue`;
    expect(await links('complete')).toEqual([renew('complete')]);
    expect(await links('interrupted')).toEqual([go('interrupted'), renew('interrupted')]);
    expect(await links('cancelled')).toEqual([go('cancelled'), renew('cancelled')]);
    expect(await links('running')).toEqual([]);
    expect(await links('file')).toEqual([]);
  });

  test('one that another tab is writing says so', async () => {
    const { engine } = fakeEngine([
      one({ origin: 'scan', says: { ended: 'running', elsewhere: true } }),
    ]);
    openPage(engine);
    expect(await item('111122223333')).toHaveTextContent('running in another tab');
  });

  test('can be searched by account, title and note, from nine on', async () => {
    const many = Array.from({ length: 9 }, (_, i): Kept => ({
      id: `${i}`,
      snapshot: { ...smallAccount(), account: `${i}`.repeat(12) },
      title: i === 3 ? 'Quarter' : '',
      note: i === 4 ? 'ask ANNA' : '',
    }));
    const { engine, audits } = fakeEngine(many);
    const { user } = openPage(engine);
    const box = await screen.findByRole('searchbox', { name: /Search audits/ });
    const shown = () =>
      within(screen.getByRole('region', { name: /^Audits/ })).queryAllByRole('listitem');
    for (const [typed, count] of [
      ['5555', 1],
      ['quarter 333', 1],
      ['anna', 1],
      ['sample', 0],
    ] as const) {
      await user.clear(box);
      await user.type(box, typed);
      expect(shown()).toHaveLength(count);
      expect(screen.getByText(`${count} of 9 audits`)).toBeInTheDocument();
    }
    await user.click(screen.getByRole('button', { name: 'Show all' }));
    expect(shown()).toHaveLength(9);
    audits.delete('0');
    await user.click(screen.getByRole('button', { name: /Delete the audit of 1{12}/ }));
    await user.click(screen.getByRole('button', { name: /for good/ }));
    await waitFor(() =>
      expect(screen.queryByRole('searchbox', { name: /Search audits/ })).toBeNull(),
    );
  });

  test('an audit is renamed and given a note, and the keyboard comes back', async () => {
    const { engine, audits } = fakeEngine([one()]);
    const { user } = openPage(engine);
    await user.click(
      await screen.findByRole('button', { name: /^Rename the audit of 111122223333/ }),
    );
    expect(screen.getByLabelText('Title')).toHaveFocus();
    await user.type(screen.getByLabelText('Title'), 'Quarter 4');
    await user.type(screen.getByLabelText('Note'), 'ask Anna');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const line = await item('Quarter 4');
    expect(line).toHaveTextContent('111122223333');
    expect(line).toHaveTextContent('ask Anna');
    expect(audits.get('one')).toMatchObject({ title: 'Quarter 4', note: 'ask Anna' });
    expect(screen.getByRole('button', { name: /^Rename the audit of Quarter 4/ })).toHaveFocus();
  });

  test('a title that is too long is told before it is sent; one that is refused stays to be mended', async () => {
    const { engine, audits } = fakeEngine([one()]);
    const { user } = openPage(engine);
    await user.click(await screen.findByRole('button', { name: /^Rename/ }));
    await user.click(screen.getByLabelText('Title'));
    await user.paste('x'.repeat(103));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByLabelText('Title')).toHaveFocus();
    expect(screen.getByLabelText('Title')).toHaveAccessibleDescription(
      '3 characters too many: shorten it to 100.',
    );
    await user.clear(screen.getByLabelText('Title'));
    await user.type(screen.getByLabelText('Title'), 'fine');
    audits.clear();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('not in this browser any more');
    expect(screen.getByLabelText('Title')).toHaveValue('fine');
  });
});

describe('what is not stored', () => {
  const reasons = Object.keys(whyNotStored) as Exclude<WhyNotStored, ''>[];
  test.each(reasons)('says why, and what to do: %s', async (why) => {
    const { engine } = fakeEngine([one({ stored: false, says: { storedWhy: why } })]);
    engine.refused = async () => why;
    const start = openPage(engine);
    expect(await screen.findByText(/^Audits are not stored/)).toBeVisible();
    expect(start.container).toHaveTextContent(whyNotStored[why].next);
    start.unmount();
    const audit = openPage(engine, '#/audit/one');
    expect(await screen.findByText(/^Not stored: in memory until/)).toBeVisible();
    expect(audit.container).toHaveTextContent(whyNotStored[why].says);
    expect(audit.container).toHaveTextContent(whyNotStored[why].next);
  });

  test('what is stored says how much it takes, where the browser tells', async () => {
    const estimate = async () => ({ usage: 1_234_567, quota: 10_800_000_000 });
    let persisted = false;
    vi.stubGlobal('navigator', {
      ...{ userAgent: navigator.userAgent, clipboard: navigator.clipboard },
      storage: { estimate, persisted: async () => persisted },
    });
    const { engine } = fakeEngine([one()]);
    const first = openPage(engine);
    expect(await screen.findByText(/takes 1\.2 MB of the 10\.8 GB/)).toHaveTextContent(
      'may clear it',
    );
    first.unmount();
    persisted = true;
    openPage(engine);
    expect(await screen.findByText(/keeps it until you delete it/)).toBeVisible();
    vi.unstubAllGlobals();
  });
});

describe('other tabs', () => {
  test('the list follows them', async () => {
    const { tabs, change } = others();
    const { engine, audits } = fakeEngine([one()]);
    openWith(engine, tabs);
    await item('111122223333');
    audits.set('two', { id: 'two', snapshot: { ...smallAccount(), account: '222233334444' } });
    await change();
    await item('222233334444');
  });

  test('an audit that one of them deletes says that it is gone', async () => {
    const { tabs, change } = others();
    const { engine, audits } = fakeEngine([one()]);
    openWith(engine, tabs, '#/audit/one');
    await screen.findByRole('navigation', { name: 'Audit' });
    audits.clear();
    await change();
    expect(await screen.findByText('This audit was deleted in another tab.')).toBeVisible();
  });

  test('when a newer page takes over, what is open stays, and the next step is named', async () => {
    const { tabs, change } = others();
    const { engine, audits } = fakeEngine([one()]);
    openWith(engine, tabs, '#/audit/one');
    await screen.findByRole('navigation', { name: 'Audit' });
    audits.clear();
    engine.refused = async () => 'otherVersion';
    await change();
    expect(await screen.findByRole('alert')).toHaveTextContent(/then reload the page/);
    expect(screen.getByRole('navigation', { name: 'Audit' })).toBeVisible();
  });

  test('they are told of what changes here', async () => {
    const { tabs } = others();
    const { engine } = fakeEngine([one()]);
    const { user } = openWith(engine, tabs);
    await user.click(await screen.findByRole('button', { name: /^Delete/ }));
    await user.click(screen.getByRole('button', { name: /for good/ }));
    await waitFor(() => expect(tabs.tell).toHaveBeenCalled());
  });
});
