/** Whether this computer's clock is known to agree with the service's. */
export interface SureClock {
  /** A call that was signed in its headers has been answered, so the service takes the time that we sign with. */
  agreed(): void;
  /** True since `agreed`, for as long as the clock has not been set since and the computer has not slept. */
  holds(): boolean;
  /** Milliseconds as signatures state them. */
  now(): number;
}

/** How far the two clocks of a computer may part, in milliseconds, before the wall clock counts as set anew. */
const tolerance = 30_000;

/**
 * An expired signature in a query is answered as a refusal is, so queries are signed only while the clock is sure.
 * `steady` is a clock that nobody sets; where a computer sleeps it stands still, and that counts as set anew too.
 */
export function sureClock(
  now: () => number = () => Date.now(),
  steady: () => number = () => performance.now(),
): SureClock {
  let agreedAt: number | null = null;
  const apart = () => now() - steady();
  return {
    agreed: () => void (agreedAt = apart()),
    holds: () => agreedAt !== null && Math.abs(apart() - agreedAt) < tolerance,
    now,
  };
}
