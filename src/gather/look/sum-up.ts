import type { Evidence } from '../../model/evidence.ts';
import { type FactName, factScope, type Scope } from '../../model/facts.ts';
import { gapTitle } from '../../model/words.ts';

/** One read that was tried, or could not be. */
export interface Tried {
  fact: FactName;
  action: string;
  /** What it was tried on: a bucket's name, an access point's; empty for the account. */
  on: string;
  evidence: Evidence<unknown>;
}

/** Whether the credentials may do one thing, as far as reading could tell. */
export interface ReadResult {
  action: string;
  facts: readonly FactName[];
  result: 'allowed' | 'denied' | 'unknown';
  how: string;
}

/** Refusals whose cause is the account, the Region or the session, and not a missing permission. */
const notPermission = [
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidToken',
  'AuthFailure',
  'AllAccessDisabled',
  'OptInRequired',
  'AccountProblem',
];

/** Whether AWS refused the read for want of a permission. */
export const isRefusal = (evidence: Evidence<unknown>): boolean =>
  !evidence.known && evidence.gap === 'denied' && !notPermission.includes(evidence.detail);

/**
 * What the tries of one action say. "Not configured" is an answer. Refused means that all of them were: where only
 * some were, a bucket's own policy is the more likely reason. Anything that stayed without an answer proves nothing.
 * `nothing` says why where there is no try at all.
 */
export function sumUp(
  action: string,
  facts: readonly FactName[],
  tries: readonly Tried[],
  nothing: string,
): ReadResult {
  const result = (word: ReadResult['result'], how: string): ReadResult => ({
    action,
    facts,
    result: word,
    how,
  });
  if (tries.length === 0) return result('unknown', nothing);
  const answered = tries.filter(({ evidence }) => evidence.known).length;
  const refused = tries.filter(({ evidence }) => isRefusal(evidence)).length;
  const of = placesOf(tries);
  if (answered > 0 && refused > 0)
    return result(
      'allowed',
      `refused by ${refused} of ${of}; where only some refuse, their own policies may be the reason`,
    );
  if (answered > 0)
    return result(
      'allowed',
      answered === tries.length ? `read of ${of}` : `read of ${answered} of ${of}`,
    );
  if (refused === tries.length)
    return result('denied', refused === 1 ? `refused by ${of}` : `refused by all of ${of}`);
  const silent = tries.find(({ evidence }) => !evidence.known && !isRefusal(evidence));
  const gap = silent && !silent.evidence.known ? gapTitle[silent.evidence.gap] : '';
  return result('unknown', refused > 0 ? `refused by ${refused} of ${of}; otherwise ${gap}` : gap);
}

/** `the account`, `1 bucket`, `3 buckets`, `2 access points`. */
function placesOf(tries: readonly Tried[]): string {
  const [first] = tries;
  if (!first || first.on === '') return 'the account';
  const kind = kindTitle[factScope[first.fact]] ?? 'bucket';
  return `${tries.length} ${kind}${tries.length === 1 ? '' : 's'}`;
}

const kindTitle: Readonly<Partial<Record<Scope, string>>> = {
  accessPoint: 'access point',
  multiRegionAccessPoint: 'Multi-Region Access Point',
};
