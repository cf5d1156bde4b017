import type { ProofStep } from '../model/check.ts';
import type { Answer, PublicReach } from '../model/derived.ts';
import { nameOf, type Parsed, parsePolicy, type Statement } from '../policy/parse.ts';
import { grantsEveryone, isPublic, openToEveryone } from '../policy/public.ts';
import { bucketArn } from '../policy/resource.ts';
import { unknown, unreadOf, type View } from './view.ts';

export const closed = (says: string, fact: ProofStep['fact'] = 'policy'): Answer<PublicReach> => ({
  known: true,
  value: { open: false, steps: [{ says, ...(fact && { fact }) }] },
});

/** The bucket policy: read and parsed, known to be absent, or unread. S3's word that there is none is as good as its lack. */
export type PolicySeen = { is: 'read'; parsed: Parsed } | { is: 'none' } | { is: 'unread' };

export function policyOf(view: View): PolicySeen {
  const policy = view.see('policy');
  if (policy.known)
    return policy.value === null
      ? { is: 'none' }
      : { is: 'read', parsed: parsePolicy(policy.value) };
  const status = view.provider === 'aws' ? view.see('policyStatus') : null;
  return status?.known && status.value === null ? { is: 'none' } : { is: 'unread' };
}

/**
 * S3's own word on the policy, where it is to be trusted: null where it was not read, or not from AWS. "There is no
 * policy" beside a policy that was read means that one came or went between the two reads, and says nothing.
 */
function publicByS3(view: View): boolean | null {
  if (view.provider !== 'aws') return null;
  const status = view.see('policyStatus');
  return status.known ? (status.value?.isPublic ?? null) : null;
}

/**
 * Whether the bucket policy is public in S3's sense. S3's answer wins where there is one; otherwise the text
 * decides where it can without weighing conditions.
 */
export function policyPublic(view: View): Answer<PublicReach> {
  const seen = policyOf(view);
  const byS3 = publicByS3(view);
  const statements = seen.is === 'read' && seen.parsed.ok ? seen.parsed.statements : [];
  if (seen.is === 'none') return closed('There is no bucket policy.');
  if (byS3 === false) return closed('S3 reports the policy as not public.', 'policyStatus');
  if (byS3)
    return open([
      { says: 'S3 reports the policy as public.', fact: 'policyStatus' },
      ...steps(openToEveryone(statements)),
    ]);
  if (seen.is === 'unread') return unknown(unreadPolicy(view));
  if (!seen.parsed.ok) return unknown(unreadPolicy(view), seen.parsed.problem);
  const reading = isPublic(statements);
  if (reading === 'no') return closed('The policy allows nothing to everyone.');
  if (reading === 'yes')
    return open(steps(openToEveryone(statements).filter((s) => s.conditions.length === 0)));
  return unknown(unreadPolicy(view), notWeighed(openToEveryone(statements)));
}

/** Whether the policy lets everyone do one of these actions, Restrict Public Buckets left aside. */
export function policyGrants(
  view: View,
  actions: readonly string[],
  doing: string,
): Answer<PublicReach> {
  const seen = policyOf(view);
  const byS3 = publicByS3(view);
  if (seen.is === 'none') return closed('There is no bucket policy.');
  if (byS3 === false) return closed('S3 reports the policy as not public.', 'policyStatus');
  if (seen.is === 'unread') return unknown(unreadPolicy(view));
  if (!seen.parsed.ok) return unknown(unreadPolicy(view), seen.parsed.problem);
  const arn = bucketArn(view.partition, view.resource);
  const { reading, by } = grantsEveryone(seen.parsed.statements, actions, arn, byS3);
  if (reading === 'no') return closed(`No statement lets everyone ${doing}.`);
  if (reading === 'yes') return open(steps(by));
  return unknown(unreadPolicy(view), notWeighed(by));
}

/** The reads that would settle what the policy leaves open. S3's own answer is trusted on AWS only. */
const unreadPolicy = (view: View) =>
  view.provider === 'aws' ? unreadOf(view, 'policyStatus', 'policy') : unreadOf(view, 'policy');

const open = (proof: readonly ProofStep[]): Answer<PublicReach> => ({
  known: true,
  value: { open: true, steps: proof },
});

const steps = (statements: readonly Statement[]): ProofStep[] =>
  statements.map((statement) => ({
    says: `${capital(nameOf(statement))} allows ${(statement.actions ?? ['all but some actions']).join(', ')} to everyone.`,
    fact: 'policy',
    statement: statement.index,
  }));

const notWeighed = ([first]: readonly Statement[]): string =>
  first && first.conditions.length > 0
    ? `${capital(nameOf(first))} speaks of everyone under conditions, which this version does not weigh.`
    : first
      ? `${capital(nameOf(first))} speaks of everyone and a Deny may narrow it, which this version does not weigh.`
      : 'A statement trusts users of a web identity provider, which this version does not weigh.';

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
