import type { Progress, ScanPlan } from '../../gather/scan.ts';
import { quietSeconds } from '../../gather/quiet.ts';
import type { Check } from '../../model/check.ts';
import { type Beginning, factsOf } from './beginning.ts';
import type { Connection, ScanScope } from './protocol.ts';

/** What the scan is told to do. */
export const planOf = (
  connection: Connection,
  { scope, earlier }: Beginning,
  pace: ScanScope['pace'],
  checks: readonly Check[],
): ScanPlan => ({
  region: connection.region,
  provider: connection.provider,
  accountName: connection.accountName,
  concurrency: 16,
  tool: { name: 'bucketproof', version: __VERSION__, build: __BUILD__ },
  pace,
  scope,
  facts: factsOf(scope, checks),
  ...(earlier && { earlier }),
});

/** Rates over the last few seconds, and what they promise. */
export function speed(clock: () => number, pace: ScanScope['pace']) {
  const samples: { at: number; calls: number; buckets: number }[] = [];
  return (progress: Pick<Progress, 'calls' | 'bucketsDone' | 'bucketsInScope'>) => {
    const at = clock();
    samples.push({ at, calls: progress.calls, buckets: progress.bucketsDone });
    while (samples.length > 2 && at - (samples[0]?.at ?? at) > 5_000) samples.shift();
    const first = samples[0] as (typeof samples)[number];
    const seconds = (at - first.at) / 1000;
    const left = (progress.bucketsInScope ?? 0) - progress.bucketsDone;
    // Quiet mode reads a handful and waits; the last few seconds would say now too much, now nothing.
    const quiet = pace === 'quiet' ? Math.ceil(quietSeconds(left)) : null;
    if (seconds < 0.5) return { callsPerSecond: 0, secondsLeft: quiet };
    const bucketsPerSecond = (progress.bucketsDone - first.buckets) / seconds;
    return {
      callsPerSecond: (progress.calls - first.calls) / seconds,
      secondsLeft: quiet ?? (bucketsPerSecond > 0 ? Math.ceil(left / bucketsPerSecond) : null),
    };
  };
}
