import type { Check } from '../model/check.ts';

/** A check without its function, as reports carry it. */
export type CheckCard = Omit<Check, 'evaluate' | 'needs'> & { needs: readonly string[] };

/**
 * Names the set of checks that judged, for example `46-9c1e07d2`: how many there are, and a fingerprint of what they
 * ask, how they grade and which facts they need. It changes when a check is added, removed, reworded or regraded; the
 * tool's version stands beside it for what a fingerprint cannot see.
 */
export function rulesVersion(checks: readonly CheckCard[]): string {
  const lines = checks
    .map(({ id, per, severity, title, why, needs }) =>
      [id, per, severity, title, why, needs.join()].join('\n'),
    )
    .sort();
  return `${checks.length}-${fingerprint(lines.join('\n\n'))}`;
}

/** FNV-1a of 32 bits, in hexadecimal. It tells sets of rules apart and protects nothing. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash ^= byte;
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
