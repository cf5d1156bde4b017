import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import Exports from '../../src/app/parts/Exports.svelte';
import { smallAccount } from './account.ts';
import { fakeEngine } from './fake-engine.ts';

/** The name of each file that is offered, in order. */
function watchDownloads(): string[] {
  const names: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    names.push(this.download);
  });
  return names;
}

async function show(sample = false) {
  const { engine } = fakeEngine([{ id: 'one', snapshot: smallAccount({ sample }) }]);
  const failures: string[] = [];
  const attempt = <T>(work: () => Promise<T>) =>
    work().catch((error: Error) => {
      failures.push(error.message);
      return null;
    });
  const summary = (await engine.open('one')).summary;
  render(Exports, { engine, summary, attempt });
  return { engine, failures, user: userEvent.setup() };
}
const button = (name: string) => screen.getByRole('button', { name });

describe('taking an audit away', () => {
  test.each([
    ['Findings (CSV)', '.csv'],
    ['Who gets in (CSV)', '-who-gets-in.csv'],
    ['Snapshot (JSON)', '.json'],
    ['PDF report', '.pdf'],
  ])('%s is offered under a good name', async (name, ending) => {
    const names = watchDownloads();
    const { user } = await show();
    await user.click(button(name));
    await waitFor(() => expect(names).toEqual([`bucketproof-111122223333-2026-11-20${ending}`]));
  });

  test('a sample says so in its name', async () => {
    const names = watchDownloads();
    const { user } = await show(true);
    await user.click(button('Findings (CSV)'));
    await waitFor(() => expect(names).toEqual(['bucketproof-111122223333-2026-11-20-SAMPLE.csv']));
  });

  test('the PDF tells how far it is, and the keyboard stands on Cancel', async () => {
    const { engine, user } = await show();
    let tell = (_: number) => {};
    engine.exportPdf = (_id, onProgress) => {
      tell = onProgress;
      return new Promise(() => {});
    };
    await user.click(button('PDF report'));
    tell(0.42);
    expect(await screen.findByText('42 %')).toBeInTheDocument();
    expect(button('Cancel')).toHaveFocus();
  });

  test('a cancelled PDF offers no file and no failure, and can be made again', async () => {
    const names = watchDownloads();
    const { engine, failures, user } = await show();
    let aborted = false;
    engine.exportPdf = (_id, _onProgress, signal) =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => {
          aborted = true;
          reject(new Error('The PDF was cancelled.'));
        }),
      );
    await user.click(button('PDF report'));
    await user.click(button('Cancel'));
    await waitFor(() => expect(button('PDF report')).toBeEnabled());
    expect(aborted).toBe(true);
    expect([names, failures]).toEqual([[], []]);
    expect(button('PDF report')).toHaveFocus();
  });

  test('a failure is told, and nothing is offered', async () => {
    const names = watchDownloads();
    const { engine, failures, user } = await show();
    engine.exportPdf = () => Promise.reject(new Error('The PDF could not be made.'));
    await user.click(button('PDF report'));
    await waitFor(() => expect(failures).toEqual(['The PDF could not be made.']));
    expect(names).toEqual([]);
  });
});
