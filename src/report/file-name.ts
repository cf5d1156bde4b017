import type { Snapshot } from '../model/snapshot.ts';

/**
 * The name under which a report is offered: `bucketproof-123456789012-2026-11-24.csv`, with `-who-gets-in` or
 * `-calls` where it is that table, and `-SAMPLE` before the ending where the account is the built-in example. The account may be a name that a user typed, so whatever a file
 * system could misread in it becomes a hyphen.
 */
export function reportFileName(
  snapshot: Pick<Snapshot, 'account' | 'endedAt' | 'sample'>,
  ending: 'csv' | 'json' | 'pdf',
  part?: 'who-gets-in' | 'calls',
): string {
  const account = snapshot.account
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60);
  const day = /^\d{4}-\d{2}-\d{2}/.exec(snapshot.endedAt)?.[0];
  const parts = ['bucketproof', account, day, part, snapshot.sample && 'SAMPLE'];
  return `${parts.filter((part) => part).join('-')}.${ending}`;
}
