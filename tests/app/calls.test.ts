import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import type { CallCount, Snapshot } from '../../src/model/snapshot.ts';
import { smallAccount } from './account.ts';
import { fakeEngine } from './fake-engine.ts';
import { heading, openPage } from './page.ts';

const line = (more: Partial<CallCount>): CallCount => ({
  service: 's3',
  operation: 'GetBucketAcl',
  region: 'eu-west-1',
  route: 'direct',
  count: 2,
  outcomes: { ok: 2 },
  first: '2026-11-20T09:30:00.000Z',
  last: '2026-11-20T09:30:05.000Z',
  ...more,
});
const calls: readonly CallCount[] = [
  line({}),
  line({ operation: 'GetPublicAccessBlock', count: 30, outcomes: { ok: 20, absent: 10 } }),
  line({ operation: 'GetBucketPolicy', route: 'file', outcomes: { denied: 2 } }),
  line({ service: 's3control', operation: 'GetPublicAccessBlock', region: 'us-east-1' }),
];
const open = (more: Partial<Snapshot> = {}, query = '') =>
  openPage(
    fakeEngine([{ id: 'one', snapshot: smallAccount({ calls, ...more }) }]).engine,
    `#/audit/one/calls${query}`,
  );
const rows = () =>
  within(screen.getByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent ?? '');

describe('the call log', () => {
  test('tells each kind of call by the name that CloudTrail has for it', async () => {
    open();
    await heading('Call log: 36 calls');
    const bucket = rows().find((row) => row.includes('GetBucketPublicAccessBlock'));
    expect(bucket).toContain('s3.amazonaws.com');
    expect(bucket).toContain('GetPublicAccessBlock');
    expect(bucket).toContain('20 answered, 10 not configured');
    expect(bucket).toContain('2026-11-20T09:30:00.000Z');
    expect(rows().some((row) => row.includes('GetAccountPublicAccessBlock'))).toBe(true);
  });

  test('is filtered by route and result, and says what it hides', async () => {
    const { user } = open();
    await heading(/^Call log/);
    await user.selectOptions(screen.getByLabelText('Route'), 'Collector');
    await waitFor(() => expect(rows()).toHaveLength(1));
    expect(screen.getByText(/2 calls in 1 of 4 lines/)).toBeInTheDocument();
    await user.selectOptions(screen.getByLabelText('Result'), 'answered');
    expect(await screen.findByText(/No call fits these filters: all 4 lines/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(rows()).toHaveLength(4));
  });

  test('is sorted by a column, and the other way at the second press', async () => {
    const { user } = open();
    await heading(/^Call log/);
    const button = screen.getByRole('button', { name: 'Calls' });
    await user.click(button);
    const column = screen.getByRole('columnheader', { name: 'Calls' });
    await waitFor(() => expect(column).toHaveAttribute('aria-sort', 'descending'));
    expect(rows()[0]).toContain('GetBucketPublicAccessBlock');
    await user.click(button);
    await waitFor(() => expect(column).toHaveAttribute('aria-sort', 'ascending'));
    expect(rows().at(-1)).toContain('GetBucketPublicAccessBlock');
  });

  test('its filters stand in the address', async () => {
    open({}, '?route=file&result=denied');
    await heading(/^Call log/);
    expect(rows()).toHaveLength(1);
    expect(screen.getByLabelText('Route')).toHaveValue('file');
  });

  test('without calls it says why there are none', async () => {
    open({ calls: [] });
    await heading('Call log: 0 calls');
    expect(screen.getByText(/holds no log of calls/)).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  test('a file of before calls had times says that they are unknown', async () => {
    const { first: _first, last: _last, ...old } = line({});
    open({ calls: [old] });
    await heading(/^Call log/);
    expect(rows()[0]).toContain('unknown');
  });

  test('offers queries with identity and time filled in, for each reading', async () => {
    const reading = (identity: string, startedAt: string) => ({
      ...{ identity, startedAt, calls },
      tool: { name: 'bucketproof', version: '0.1.0' },
      endedAt: startedAt,
    });
    const { user } = open({
      readings: [
        reading('arn:aws:sts::111122223333:assumed-role/Auditor/first', '2026-11-19T09:30:00.000Z'),
        reading(
          'arn:aws:sts::111122223333:assumed-role/Auditor/second',
          '2026-11-20T09:30:00.000Z',
        ),
      ],
    });
    await heading(/^Call log/);
    await user.click(screen.getByText('Queries to copy'));
    const shown = () => document.querySelector('details')?.textContent ?? '';
    expect(shown()).toContain('"AttributeValue":"second"');
    expect(shown()).toContain('--start-time 2026-11-20T09:25:00Z');
    await user.selectOptions(screen.getByLabelText('Reading'), '1');
    await waitFor(() => expect(shown()).toContain('"AttributeValue":"first"'));
  });

  test('an S3-compatible store has no CloudTrail to look into', async () => {
    open({ provider: 'other', identity: null });
    await heading(/^Call log/);
    expect(screen.queryByText('Find them in CloudTrail')).not.toBeInTheDocument();
    expect(rows().some((row) => row.startsWith('s3 GetBucketAcl'))).toBe(true);
  });
});
