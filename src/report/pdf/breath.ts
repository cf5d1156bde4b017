/** Thrown where a report is given up. */
export class Aborted extends Error {
  constructor() {
    super('The report was given up.');
    this.name = 'AbortError';
  }
}

/** Milliseconds of work between two looks at the rest of the world. */
const most = 40;

/**
 * Lets other work in between, so that a report can be given up and its progress shown. Call `between` often: it does
 * something only every few hundredths of a second, and throws `Aborted` once the signal says so.
 */
export function breath(signal: AbortSignal, tell: (share: number) => void) {
  let last = performance.now();
  let told = 0;
  return {
    async between(share: number): Promise<void> {
      if (signal.aborted) throw new Aborted();
      if (performance.now() - last < most) return;
      if (share > told) tell((told = share));
      await new Promise((done) => setTimeout(done, 0));
      if (signal.aborted) throw new Aborted();
      last = performance.now();
    },
  };
}
