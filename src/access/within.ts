import type { ProofStep } from '../model/check.ts';
import type { Answer, ReferenceReach } from '../model/derived.ts';
import { nameOf, parsePolicy, type Statement } from '../policy/parse.ts';
import { referenceFor } from '../policy/reference.ts';
import { capital } from '../policy/say.ts';
import { type Beyond, beyond, callerSays } from '../policy/within.ts';
import type { Place } from '../policy/world.ts';
import { placeOf } from './place.ts';
import { policyOf } from './policy-seen.ts';
import { unknown, unreadOf, type View } from './view.ts';

/**
 * Whether the bucket policy lets anybody do anything that the reference policy of the settings does not. Where no
 * reference is set, nothing is read.
 */
export function withinReference(view: View): Answer<ReferenceReach> {
  const { referencePolicy: text } = view.index.settings;
  if (text.trim() === '') return { known: true, value: { state: 'unset', steps: [] } };
  const seen = policyOf(view);
  if (seen.is === 'none') return { known: true, value: { state: 'none', steps: [] } };
  if (seen.is === 'unread') return unknown(unreadOf(view, 'policy'));
  if (!seen.parsed.ok) return unknown([], seen.parsed.problem);
  const place = placeOf(view);
  const reference = parsePolicy(
    referenceFor(text, {
      account: view.account,
      bucket: view.resource,
      partition: place.arn.split(':')[1] ?? '',
      region: view.region,
    }),
  );
  if (!reference.ok)
    return unknown([], `The reference policy of the settings cannot be used. ${reference.problem}`);
  const both = [seen.parsed.statements, reference.statements] as const;

  // A canonical user id may be the owner's own, which only the ACL tells.
  const acl = view.see('acl');
  const ids = both.flat().flatMap(canonicalIds);
  const owners = acl.known ? [acl.value.owner] : [null, ...new Set(ids)];
  const found = owners.map((owner) =>
    judge(asOwner(both[0], owner, place), asOwner(both[1], owner, place), place),
  );
  const [first] = found as [ReturnType<typeof judge>];
  if (ids.length > 0 && found.some(({ state }) => state !== first.state))
    return unknown(
      unreadOf(view, 'acl'),
      'The policies name canonical user ids; whether one is the owner’s stands in the ACL.',
    );
  return first.state === 'undecided'
    ? unknown([], first.says)
    : { known: true, value: { state: first.state, steps: first.steps } };
}

type Judged =
  | { state: 'within' | 'beyond'; steps: readonly ProofStep[] }
  | { state: 'undecided'; says: string };

function judge(
  policy: readonly Statement[],
  reference: readonly Statement[],
  place: Place,
): Judged {
  const found = beyond(policy, reference, place);
  const sure = found.filter((one) => one.sure);
  if (sure.length > 0) return { state: 'beyond', steps: sure.map((one) => stepOf(one, place)) };
  const [doubt] = found;
  if (!doubt) return { state: 'within', steps: [] };
  return {
    state: 'undecided',
    says: `Whether ${nameOf(doubt.statement)} stays within the reference policy cannot be told: a policy variable, an operator, who belongs to an organisation, or the size of the policies decides.`,
  };
}

const canonicalIds = ({ principals, notPrincipals }: Statement): string[] =>
  (principals ?? notPrincipals ?? []).flatMap((entry) =>
    entry.startsWith(canonical) ? entry.slice(canonical.length) : [],
  );
const canonical = 'CanonicalUser:';

/** Statements with the account id in place of its canonical user id. */
function asOwner(
  statements: readonly Statement[],
  owner: string | null,
  { account }: Place,
): readonly Statement[] {
  if (owner === null || account === '') return statements;
  const name = (entry: string) => (entry === canonical + owner ? `AWS:${account}` : entry);
  return statements.map((one) =>
    canonicalIds(one).includes(owner)
      ? {
          ...one,
          principals: one.principals?.map(name) ?? null,
          notPrincipals: one.notPrincipals?.map(name) ?? null,
        }
      : one,
  );
}

const few = 4;

function stepOf({ statement, caller, actions, on }: Beyond, place: Place): ProofStep {
  const named = actions.filter((name) => !name.includes('\u0001'));
  const some =
    named.length === 0
      ? 'actions of S3 that are still to come'
      : named.slice(0, few).join(', ') +
        (named.length > few ? ` and ${named.length - few} more` : '');
  return {
    says: `${capital(nameOf(statement))} lets ${callerSays(caller, place)} call ${some} on ${on === 'bucket' ? 'the bucket' : 'objects'}, in a way that the reference policy does not allow.`,
    fact: 'policy',
    statement: statement.index,
    does: 'opens',
  };
}
