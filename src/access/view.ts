import type { Answer, Derived, DerivedName, MissingFact } from '../model/derived.ts';
import { type Evidence, unasked } from '../model/evidence.ts';
import { type FactName, type Facts, factScope } from '../model/facts.ts';
import type { FactSet, ResourceFacts } from '../model/snapshot.ts';
import type { Parsed, Statement } from '../policy/parse.ts';
import type { Opening } from '../policy/reach.ts';
import type { AccountIndex } from './index-account.ts';

/** Everything known about one resource and its account, from where a check or a conclusion looks. */
export interface View {
  provider: 'aws' | 'other';
  partition: string;
  account: string;
  resource: string;
  region: string;
  index: AccountIndex;
  /** Evidence for a fact of this resource, its Region or its account. Never throws. */
  see<F extends FactName>(fact: F): Evidence<Facts[F]>;
  /** Conclusions already drawn for this resource, with the facts they saw. */
  drawn: Map<DerivedName, Drawn>;
  /** What was worked out of the texts of policies while conclusions were drawn; see `policy-seen.ts`. */
  policies: PolicyMemo;
}

/** Policies by their text, and whom they let in by the canonical id of the bucket's owner. */
export interface PolicyMemo {
  parsed: Map<string, Parsed>;
  openings: Map<readonly Statement[], Map<string | null, readonly Opening[]>>;
}

export interface Drawn {
  answer: Answer<Derived[DerivedName]>;
  read: readonly FactName[];
}

const nobodyAsked = unasked([]);

/** The view from one resource of a snapshot that `index` was made of. */
export function viewOf(target: ResourceFacts, index: AccountIndex): View {
  const region = index.regions.get(target.region);
  const sets: Record<string, FactSet | undefined> = {
    account: index.accountFacts,
    region,
    bucket: target.type === 'bucket' ? target.facts : undefined,
    accessPoint: target.type === 'accessPoint' ? target.facts : undefined,
    multiRegionAccessPoint: undefined,
  };
  return {
    provider: index.provider,
    partition: index.partition,
    account: index.account,
    resource: target.resource,
    region: target.region,
    index,
    drawn: new Map(),
    policies: { parsed: new Map(), openings: new Map() },
    see: <F extends FactName>(fact: F) => {
      const set = sets[factScope[fact]];
      return ((set && Object.hasOwn(set, fact) ? set[fact] : undefined) ?? nobodyAsked) as Evidence<
        Facts[F]
      >;
    },
  };
}

/** Evidence for a fact that can be "not configured"; an endpoint other than AWS that lacks the operation has none. */
export function seeOrLacks<F extends FactName>(
  view: View,
  fact: F,
): Evidence<Facts[F]> | { known: true; value: null } {
  const evidence = view.see(fact);
  return !evidence.known && evidence.gap === 'unsupported' && view.provider === 'other'
    ? { known: true, value: null }
    : evidence;
}

/** What a finding says of a fact that could not be read. */
export function missing(
  fact: FactName,
  evidence: Evidence<unknown>,
  resource?: string,
): MissingFact {
  if (evidence.known) throw new TypeError(`${fact} is known`);
  const { gap, actions, tried, detail } = evidence;
  return { fact, ...(resource !== undefined && { resource }), gap, actions, tried, detail };
}

/** Those of the facts, seen from the view's own resource, that are unread. */
export const unreadOf = (view: View, ...facts: readonly FactName[]): MissingFact[] =>
  facts.flatMap((fact) => {
    const evidence = view.see(fact);
    return evidence.known ? [] : [missing(fact, evidence)];
  });

/** An unknown conclusion, because these facts are unread; `because` says what they would decide, where that is not plain. */
export const unknown = (missing: readonly MissingFact[], because?: string): Answer<never> => ({
  known: false,
  ...(because !== undefined && { because }),
  missing,
});
