import type { ResourceFacts, Snapshot } from '../../model/snapshot.ts';
import { snapshotFormat, snapshotVersion } from '../../model/snapshot.ts';
import type { Progress } from '../../gather/scan.ts';
import type { SnapshotHead } from '../../store/store.ts';
import type { Connection } from './protocol.ts';

/** The head of a snapshot that is still being made. */
export function headOf(
  connection: Pick<Connection, 'provider'>,
  account: string,
  startedAt: string,
  now: string,
  resources: readonly ResourceFacts[],
): SnapshotHead {
  const own = resources.find(({ type }) => type === 'account')?.facts;
  const identity = own?.identity?.known ? own.identity.value.arn : null;
  const listed = own?.buckets?.known ? own.buckets.value.items.length : null;
  return {
    format: snapshotFormat,
    version: snapshotVersion,
    tool: { name: 'bucketproof', version: __VERSION__, build: __BUILD__ },
    account,
    partition: connection.provider === 'other' ? 'other' : (identity?.split(':')[1] ?? 'aws'),
    provider: connection.provider,
    identity,
    startedAt,
    endedAt: now,
    sample: false,
    calls: [],
    coverage: {
      bucketsListed: listed,
      bucketsRead: resources.filter(({ type }) => type === 'bucket').length,
      regions: [],
      everyRegion: false,
      skippedRegions: [],
      ended: 'running',
      note: '',
    },
  };
}

/** Rates over the last few seconds, and what they promise. */
export function speed(clock: () => number) {
  const samples: { at: number; calls: number; buckets: number }[] = [];
  return (progress: Pick<Progress, 'calls' | 'bucketsDone' | 'bucketsListed'>) => {
    const at = clock();
    samples.push({ at, calls: progress.calls, buckets: progress.bucketsDone });
    while (samples.length > 2 && at - (samples[0]?.at ?? at) > 5_000) samples.shift();
    const first = samples[0] as (typeof samples)[number];
    const seconds = (at - first.at) / 1000;
    if (seconds < 0.5) return { callsPerSecond: 0, secondsLeft: null };
    const bucketsPerSecond = (progress.bucketsDone - first.buckets) / seconds;
    const left = (progress.bucketsListed ?? 0) - progress.bucketsDone;
    return {
      callsPerSecond: (progress.calls - first.calls) / seconds,
      secondsLeft: bucketsPerSecond > 0 ? Math.ceil(left / bucketsPerSecond) : null,
    };
  };
}

/** A snapshot file's own facts or a running scan's, put together with its head. */
export const whole = (head: SnapshotHead, facts: readonly ResourceFacts[]): Snapshot => ({
  ...head,
  facts,
});
