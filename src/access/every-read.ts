import type { Answer, Derived, MissingFact } from '../model/derived.ts';
import { type FactName, factsOf } from '../model/facts.ts';
import { notChosen } from '../model/snapshot.ts';
import { missing, unknown, type View } from './view.ts';

/** AWS answers 405 for these to an identity of another account, which is a refusal and no lack of the operation. */
const ownersOnly: readonly FactName[] = ['policy', 'policyStatus'];

/** Refusing one of these to an auditor hides that a bucket is public. */
const hiding: readonly FactName[] = ['publicAccessBlock', 'policyStatus', 'acl'];

const ofOthers: readonly FactName[] = ['encryptionKey', 'recoveryPoints'];

/** Settings of S3 itself; what other services keep for a bucket has permissions of its own. */
export const settingsOfBuckets: readonly FactName[] = factsOf('bucket').filter(
  (fact) => !ofOthers.includes(fact),
);

/** Whether every planned read of the bucket was answered. An operation that the endpoint lacks was not planned. */
export function everyRead(view: View): Answer<Derived['everyRead']> {
  const gaps: MissingFact[] = [];
  const unsupported: FactName[] = [];
  const unchosen: MissingFact[] = [];
  for (const fact of settingsOfBuckets) {
    const evidence = view.see(fact);
    if (evidence.known) continue;
    const lacks = view.provider === 'other' || !ownersOnly.includes(fact);
    if (evidence.gap === 'unsupported' && lacks) unsupported.push(fact);
    else if (evidence.gap === 'skipped' && evidence.detail === notChosen)
      unchosen.push(missing(fact, evidence));
    else gaps.push(missing(fact, evidence));
  }
  // A choice is nobody's refusal, and is named only where there is nothing else to name.
  if (gaps.length === 0 && unchosen.length > 0)
    return unknown(
      unchosen,
      'Only the settings that the chosen checks need were to be read, and all of those were.',
    );
  return gaps.length > 0
    ? unknown(
        gaps,
        `${gaps.length === 1 ? 'One' : gaps.length} of the ${settingsOfBuckets.length} settings of this bucket could not be read.${causeOf(view, gaps)}`,
      )
    : { known: true, value: { unsupported } };
}

/**
 * Where to look for the cause of a refusal, told from what other buckets answered: the identity, where no bucket
 * answered; the Region, where only other Regions did; the bucket's own policy, where its neighbours did.
 */
function causeOf(view: View, gaps: readonly MissingFact[]): string {
  const refused = gaps.filter(({ gap }) => gap === 'denied').map(({ fact }) => fact);
  const tallies = refused.flatMap((fact) => view.index.answers.get(fact) ?? []);
  if (tallies.length === 0) return '';
  if (tallies.some(({ answeredIn }) => answeredIn.has(view.region)))
    return ` Other buckets of the Region answer the same reads, so look for a Deny in this bucket's own policy.${
      refused.some((fact) => hiding.includes(fact))
        ? ' A Deny on such reads can hide that a bucket is public.'
        : ''
    }`;
  if (tallies.some(({ answered }) => answered > 0))
    return ` No bucket of ${view.region || 'this Region'} answers them, buckets elsewhere do: look for a Region limit in an SCP or in the identity's own policies.`;
  return tallies.every((tally) => tally.refused > 1)
    ? ' No bucket of the account answers them: the identity lacks the permission.'
    : '';
}
