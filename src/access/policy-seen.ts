import { type Parsed, parsePolicy, type Statement } from '../policy/parse.ts';
import { type Opening, openings } from '../policy/reach.ts';
import { placeOf } from './place.ts';
import type { View } from './view.ts';

/** The bucket policy: read and parsed, known to be absent, or unread. S3's word that there is none is as good as its lack. */
export type PolicySeen = { is: 'read'; parsed: Parsed } | { is: 'none' } | { is: 'unread' };

export function policyOf(view: View): PolicySeen {
  const policy = view.see('policy');
  if (policy.known)
    return policy.value === null
      ? { is: 'none' }
      : { is: 'read', parsed: parsedIn(view, policy.value) };
  const status = view.provider === 'aws' ? view.see('policyStatus') : null;
  return status?.known && status.value === null ? { is: 'none' } : { is: 'unread' };
}

/** Many conclusions about one resource ask for the same policy. */
function parsedIn({ policies }: View, text: string): Parsed {
  let found = policies.parsed.get(text);
  if (!found) policies.parsed.set(text, (found = parsePolicy(text)));
  return found;
}

/** Whom the bucket policy lets in, told once for each owner. `owner`: the canonical id of the ACL, where that is known. */
export function openingsIn(
  view: View,
  statements: readonly Statement[],
  owner: string | null = null,
): readonly Opening[] {
  const { openings: told } = view.policies;
  let byOwner = told.get(statements);
  if (!byOwner) told.set(statements, (byOwner = new Map()));
  let found = byOwner.get(owner);
  if (!found) byOwner.set(owner, (found = openings(statements, placeOf(view, owner))));
  return found;
}

/**
 * S3's own word on the policy, where it is to be trusted: null where it was not read, or not from AWS. "There is no
 * policy" beside a policy that was read means that one came or went between the two reads, and says nothing.
 */
export function publicByS3(view: View): boolean | null {
  if (view.provider !== 'aws') return null;
  const status = view.see('policyStatus');
  return status.known ? (status.value?.isPublic ?? null) : null;
}
