import type { Roof } from './roof.ts';

/** At most so many at once; the rest wait their turn, first come first served. */
export function limit(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

/**
 * A rate that adapts, for one service: each throttled answer doubles the space between sends, each good one
 * shrinks it a little, until there is none.
 */
export function pacer(roof: Pick<Roof, 'clock' | 'wait'>) {
  const smallest = 10;
  const largest = 2_000;
  let spacing = 0;
  let free = 0;
  let lastSlowed = -Infinity;
  return {
    async turn(signal: AbortSignal): Promise<void> {
      if (spacing === 0) return;
      const now = roof.clock();
      const at = Math.max(now, free);
      free = at + spacing;
      if (at > now) await roof.wait(at - now, signal);
    },
    throttled(): void {
      const now = roof.clock();
      // A burst of refusals is one sign, not many.
      if (now - lastSlowed < spacing * 4) return;
      lastSlowed = now;
      spacing = Math.min(largest, Math.max(smallest, spacing * 2));
    },
    answered(): void {
      spacing = spacing < smallest / 2 ? 0 : spacing * 0.95;
    },
    /** Milliseconds between sends; 0 when unhindered. */
    spacing: () => spacing,
  };
}
export type Pacer = ReturnType<typeof pacer>;

/** Full jitter: anything from nothing to the exponential delay. https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
export const backoff = (attempt: number, random: () => number): number =>
  random() * Math.min(10_000, 200 * 2 ** attempt);

/** Resolves after so many milliseconds, or at once when the signal aborts. The usual `wait` of a roof. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) return done();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
