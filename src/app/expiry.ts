/** How much longer credentials live: more than 15 minutes, less, not at all, or nobody said. */
export interface Left {
  state: 'long' | 'soon' | 'expired' | 'unknown';
  /** For example `2 h 5 min left`. */
  text: string;
}

/** `expiresAt` as ISO time, or null; `now` in milliseconds of the epoch. */
export function leftOf(expiresAt: string | null, now: number): Left {
  const seconds =
    expiresAt === null ? Number.NaN : Math.floor((Date.parse(expiresAt) - now) / 1000);
  if (Number.isNaN(seconds)) return { state: 'unknown', text: 'expiry not stated' };
  if (seconds <= 0) return { state: 'expired', text: 'expired' };
  const minutes = Math.floor(seconds / 60);
  const text =
    seconds < 120
      ? `${seconds} s left`
      : minutes < 60
        ? `${minutes} min left`
        : minutes < 48 * 60
          ? `${Math.floor(minutes / 60)} h ${minutes % 60} min left`
          : `${Math.floor(minutes / 1440).toLocaleString('en')} days left`;
  return { state: minutes < 15 ? 'soon' : 'long', text };
}

/** What a screen reader is told when the state changes; the passing of time itself is not read out. */
export const spokenLeft: Readonly<Record<Left['state'], string>> = {
  long: '',
  soon: 'The credentials expire in less than 15 minutes.',
  expired: 'The credentials have expired.',
  unknown: '',
};
