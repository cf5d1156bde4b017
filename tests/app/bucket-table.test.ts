import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import type { BucketPage, BucketQuery, BucketRow } from '../../src/app/engine/protocol.ts';
import BucketTable from '../../src/app/parts/BucketTable.svelte';
import { anyBucket } from '../../src/app/views/bucket-query.ts';

const rows: readonly BucketRow[] = Array.from({ length: 5000 }, (_, at) => ({
  name: `bucket-${String(at).padStart(4, '0')}`,
  region: 'eu-west-1',
  exposure: at === 0 ? 'public' : 'notPublic',
  worst: at === 0 ? 'critical' : null,
  priority: null,
  counts: { pass: 9, fail: at === 0 ? 2 : 0, notApplicable: 1, notAssessed: at === 0 ? 1 : 0 },
  topics: { Encryption: 'pass', 'Public access and sharing': at === 0 ? 'fail' : 'pass' },
}));

function show(query: BucketQuery = anyBucket, all = rows, top = 0) {
  const asked: { from: number; count: number; query: BucketQuery }[] = [];
  const onSort = vi.fn();
  const ask = async (what: BucketQuery, from: number, count: number): Promise<BucketPage> => {
    asked.push({ from, count, query: what });
    return {
      total: all.length,
      matching: all.length,
      from,
      rows: all.slice(from, from + count),
    };
  };
  const props = {
    ...{ query, ask, onSort, top },
    hrefOf: (name: string) => `#/b/${name}`,
    onPage: () => {},
    onScroll: () => {},
  };
  return { asked, onSort, user: userEvent.setup(), ...render(BucketTable, props) };
}
const headerOf = (title: string) =>
  screen.getByText(title).closest('[role=columnheader]') as HTMLElement;
const table = () => screen.getByRole('table');
// By text, because asking for roles among hundreds of rows takes seconds in jsdom.
const link = async (name: string) =>
  (await screen.findByText(name)).closest('a') as HTMLAnchorElement;

describe('the bucket table', () => {
  test('draws a window of a long list, and tells its whole length', async () => {
    const { container } = show();
    await link('bucket-0000');
    expect(table()).toHaveAttribute('aria-rowcount', '5001');
    const drawn = container.querySelectorAll('[role=row]').length;
    expect(drawn).toBeGreaterThan(20);
    expect(drawn).toBeLessThan(200);
  });

  test('a row says its place, exposure, severity, share and topics in words', async () => {
    show();
    const row = (await link('bucket-0000')).closest('[role=row]') as HTMLElement;
    expect(row).toHaveAttribute('aria-rowindex', '2');
    const cells = within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent?.trim().replace(/\s+/g, ' '));
    expect(cells.slice(0, 1)).toEqual(['bucket-0000']);
    expect(cells[2]).toContain('Public');
    expect(cells.slice(3, 8)).toEqual(['Critical', '2', '11 of 12', 'Fail', 'Pass']);
    expect(row.querySelectorAll('[role=cell]').length).toBe(
      document.querySelectorAll('[role=columnheader]').length,
    );
  });

  test('arrow keys, Home and End move, past what was drawn too', async () => {
    const { user, asked } = show();
    await link('bucket-0000');
    table().focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    await waitFor(async () => expect(await link('bucket-0002')).toHaveFocus());
    await user.keyboard('{ArrowUp}');
    await waitFor(async () => expect(await link('bucket-0001')).toHaveFocus());
    await user.keyboard('{End}');
    const end = await link('bucket-4999');
    await waitFor(() => expect(end).toHaveFocus());
    expect(asked.at(-1)?.from).toBeGreaterThan(4800);
    expect(screen.queryByText('bucket-0001')).toBeNull();
    await user.keyboard('{Home}');
    await waitFor(async () => expect(await link('bucket-0000')).toHaveFocus());
  });

  test('Enter opens the row, from the list itself too', async () => {
    const { user } = show();
    const opened = vi.fn();
    (await link('bucket-0000')).addEventListener('click', opened);
    table().focus();
    await user.keyboard('{Enter}');
    expect(opened).toHaveBeenCalledOnce();
    (await link('bucket-0000')).focus();
    await user.keyboard('{Enter}');
    expect(opened).toHaveBeenCalledTimes(2);
  });

  test('one row at a time is in the tab order', async () => {
    const { container } = show();
    await link('bucket-0000');
    expect(container.querySelectorAll('a[tabindex="0"]')).toHaveLength(1);
  });

  test('headers sort, and say which way it is sorted', async () => {
    const { user, onSort } = show({ ...anyBucket, sort: 'name', descending: true });
    await link('bucket-0000');
    const header = headerOf('Bucket');
    expect(header).toHaveAttribute('aria-sort', 'descending');
    expect(headerOf('Region')).not.toHaveAttribute('aria-sort');
    await user.click(within(header).getByRole('button'));
    expect(onSort).toHaveBeenCalledExactlyOnceWith('name');
  });

  test('another query starts at its first row', async () => {
    const { user, asked, rerender } = show();
    await link('bucket-0000');
    table().focus();
    await user.keyboard('{End}');
    await link('bucket-4999');
    await rerender({ query: { ...anyBucket, text: 'bucket' } });
    await link('bucket-0000');
    expect(asked.at(-1)).toMatchObject({ from: 0, query: { text: 'bucket' } });
    expect(table().scrollTop).toBe(0);
  });

  test('a list that one comes back to is where it was', async () => {
    show(anyBucket, rows, 40_000);
    await link('bucket-1000');
    await waitFor(() => expect(table().scrollTop).toBe(40_000));
  });

  test('an answer that comes too late is not shown', async () => {
    const late: ((page: BucketPage) => void)[] = [];
    const page = (name: string): BucketPage => ({
      total: 1,
      matching: 1,
      from: 0,
      rows: [{ ...(rows[0] as BucketRow), name }],
    });
    const props = {
      query: anyBucket,
      ask: () => new Promise<BucketPage>((resolve) => late.push(resolve)),
      hrefOf: (name: string) => `#/${name}`,
      onSort: () => {},
      onPage: () => {},
      onScroll: () => {},
      top: 0,
    };
    const { rerender } = render(BucketTable, props);
    await rerender({ query: { ...anyBucket, text: 'new' } });
    late[1]?.(page('new-answer'));
    await link('new-answer');
    late[0]?.(page('old-answer'));
    await Promise.resolve();
    expect(screen.queryByText('old-answer')).toBeNull();
  });

  test('names of any kind are text, and two of one name do no harm', async () => {
    const odd = '<b onmouseover=alert(1)>\u202egnp.exe';
    const twice = [odd, odd].map((name) => ({ ...(rows[0] as BucketRow), name }));
    const { container } = show(anyBucket, twice);
    await waitFor(() => expect(screen.getAllByRole('link')).toHaveLength(2));
    expect(container.querySelector('b')).toBeNull();
    expect(container.querySelector('a bdi')?.textContent).toBe(odd);
  });
});
