import { limit } from './pace.ts';
import type { Roof } from './roof.ts';

/** Buckets that quiet mode touches at most in any window. */
const quietBuckets = 14;
/** The window in milliseconds, with half a second over for clocks that differ. */
const quietWindow = 10_500;

/**
 * Lets so many buckets be read in any window. A bucket holds its place from before its first call until the window
 * has passed after the answer to its last one, retries and pauses included; so wherever within a call AWS notes its
 * time, no more buckets than places are noted in any window.
 */
export function quietly(
  roof: Pick<Roof, 'clock' | 'wait'>,
  most = quietBuckets,
  window = quietWindow,
) {
  // In the order of time, because each place is given back later than the one before it.
  const freeAt = Array.from({ length: most }, () => -Infinity);
  const turn = limit(most);
  return <T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> =>
    turn(async () => {
      const at = freeAt.shift() ?? -Infinity;
      const left = at - roof.clock();
      if (left > 0) await roof.wait(left, signal);
      try {
        return await work();
      } finally {
        freeAt.push(roof.clock() + window);
      }
    });
}

/** Seconds that quiet mode needs at least for so many buckets. */
export const quietSeconds = (buckets: number): number =>
  (Math.max(0, Math.ceil(buckets / quietBuckets) - 1) * quietWindow) / 1000;
