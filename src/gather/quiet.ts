import { limit } from './pace.ts';
import type { Roof } from './roof.ts';

/** Buckets that quiet mode touches at most in any window. */
const quietBuckets = 14;
/** The window in milliseconds, with half a second over for clocks that differ. */
const quietWindow = 10_500;

/** Runs what reads one bucket. Once the signal aborts nothing waits any more; then the work must touch no bucket. */
export type Touch = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** When buckets were touched, by whatever of one program touches them. */
export interface Touches {
  /** Waits until so few were touched within the last window that one more stays below the bound. */
  quietly: Touch;
  /** Waits for nothing; but what is quiet afterwards takes account of it. */
  atOnce: Touch;
  /** Takes it that as many as may be were touched until now: by somebody of whom nothing is known. */
  assumeMany(): void;
}

/**
 * Lets so many buckets be read in any window. A bucket holds its place from before its first call until the window
 * has passed after the answer to its last one, retries and pauses included; so wherever within a call AWS notes its
 * time, no more buckets than places are noted in any window.
 */
export function touches(
  roof: Pick<Roof, 'clock' | 'wait'>,
  most = quietBuckets,
  window = quietWindow,
): Touches {
  /** Until when each place is held; infinite while a bucket is being read. */
  const places = new Map<object, number>();
  let given: () => void = () => undefined;
  const oneByOne = limit(1);

  const held = (): number[] => {
    for (const [place, until] of places) if (until <= roof.clock()) places.delete(place);
    return [...places.values()].sort((a, b) => a - b);
  };
  const room = async (signal: AbortSignal): Promise<void> => {
    for (let all = held(); all.length >= most && !signal.aborted; all = held()) {
      const until = all[all.length - most] as number;
      if (until < Infinity) await roof.wait(until - roof.clock(), signal);
      else
        await new Promise<void>((done) => {
          given = () => {
            signal.removeEventListener('abort', given);
            done();
          };
          signal.addEventListener('abort', given);
        });
    }
  };
  const hold = async <T>(place: object, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } finally {
      places.set(place, roof.clock() + window);
      given();
    }
  };
  const take = (): object => {
    const place = {};
    places.set(place, Infinity);
    return place;
  };
  return {
    async quietly(work, signal) {
      const place = await oneByOne(async () => {
        await room(signal);
        return signal.aborted ? null : take();
      });
      return place ? hold(place, work) : work();
    },
    atOnce(work) {
      held();
      return hold(take(), work);
    },
    assumeMany() {
      for (let n = 0; n < most; n++) places.set({}, roof.clock() + window);
    },
  };
}

/** Seconds that quiet mode needs at least for so many buckets. */
export const quietSeconds = (buckets: number): number =>
  (Math.max(0, Math.ceil(buckets / quietBuckets) - 1) * quietWindow) / 1000;
