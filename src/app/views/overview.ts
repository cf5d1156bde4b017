import { severities, type Severity, type Topic, type VerdictWord } from '../../model/check.ts';
import type { AuditView, CheckCard, Counts } from '../engine/protocol.ts';
import { hashOf } from '../router.svelte.ts';
import { many } from '../words.ts';

/** A check that was asked, with its verdicts over everything it was asked about. */
export interface CountedCheck {
  check: CheckCard;
  counts: Counts;
}

/** The checks that were asked, worst severity first, then those with most fails. */
export function countedChecks(view: AuditView): CountedCheck[] {
  return view.checks
    .flatMap((check) => {
      const counts = view.byCheck[check.id];
      return counts ? [{ check, counts }] : [];
    })
    .sort(
      (a, b) =>
        severities.indexOf(a.check.severity) - severities.indexOf(b.check.severity) ||
        b.counts.fail - a.counts.fail,
    );
}

/** The verdicts of several checks together. */
export function sumOf(checks: readonly CountedCheck[]): Counts {
  const sum: Record<VerdictWord, number> = { pass: 0, fail: 0, notApplicable: 0, notAssessed: 0 };
  for (const { counts } of checks)
    for (const verdict of Object.keys(sum) as VerdictWord[]) sum[verdict] += counts[verdict];
  return sum;
}

/**
 * Where findings of one kind are: the list of checks, whose rows add up to them. Findings are of buckets, of access
 * points and of the account; no list of buckets holds them all.
 */
export const findingsHref = (
  audit: string,
  what: { verdict: VerdictWord; severity?: Severity; topic?: Topic },
): string => hashOf(['audit', audit, 'checks'], what);

/** True where nobody knows which buckets there are: nothing may then be said about all of them. */
export const isListUnread = ({ snapshot }: AuditView): boolean =>
  snapshot.coverage.bucketsListed === null;

/** The first thing that a reader wants to know, as one sentence. What was not read is never called private. */
export function headlineOf(view: AuditView): string {
  const { summary, exposure } = view;
  if (isListUnread(view) && summary.buckets === 0) return 'The list of buckets could not be read';
  if (summary.buckets === 0) return 'This account has no buckets';
  const unknown =
    exposure.unknown === 0 ? '' : `; ${many(exposure.unknown, 'bucket')} could not be judged`;
  if (exposure.public > 0)
    return `${exposure.public.toLocaleString('en')} of ${many(summary.buckets, 'bucket')} ${
      exposure.public === 1 ? 'is' : 'are'
    } public${unknown}`;
  return exposure.unknown > 0 || isListUnread(view)
    ? `No bucket is known to be public${unknown}`
    : 'No bucket is public';
}

/** What a check was asked about, counted: `12 buckets`, `the account`. */
export const resourcesOf = (check: Pick<CheckCard, 'per'>, count: number): string =>
  check.per === 'account'
    ? 'the account'
    : many(count, check.per === 'bucket' ? 'bucket' : 'access point');
