import { type Parsed, parsePolicy, type Statement } from '../policy/parse.ts';
import { mayDoSome, type Opening, openings } from '../policy/reach.ts';
import type { Place } from '../policy/world.ts';
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
  if (!found) {
    const place = placeOf(view, owner);
    found = withoutGuesses(openings(statements, place), statements, place);
    byOwner.set(owner, found);
  }
  return found;
}

/** Beyond these many statements it is not asked whether Deny statements ask for an organisation: that costs too much. */
const mostAsked = 24;

/**
 * Without accounts that a statement lets in only if they belong to an organisation: nobody knows whether they do, and
 * that it lets the organisation in is said by itself.
 */
function withoutGuesses(
  found: readonly Opening[],
  statements: readonly Statement[],
  place: Place,
): readonly Opening[] {
  const organisations = found.filter(({ who }) => who === 'organisation');
  if (organisations.length === 0) return found;
  return found.filter((one) => {
    const { statement, who, caller, sure, perhaps } = one;
    if (who !== 'otherAccount' || caller.kind !== 'account' || caller.org !== undefined)
      return true;
    const said = new Set(
      organisations.flatMap((of) =>
        of.statement === statement ? [...of.sure, ...of.perhaps] : [],
      ),
    );
    if (![...sure, ...perhaps].every((kind) => said.has(kind))) return true;
    const outside = { ...caller, org: null };
    const lets = (among: readonly Statement[]) =>
      mayDoSome(statement, among, outside, [...said], place);
    return lets([statement]) && (statements.length > mostAsked || lets(statements));
  });
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
