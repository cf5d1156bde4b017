import type { Answer, Derived, DerivedName, MissingFact } from '../model/derived.ts';
import { type Evidence, unasked } from '../model/evidence.ts';
import { type FactName, type Facts, factScope } from '../model/facts.ts';
import type { FactSet, ResourceFacts } from '../model/snapshot.ts';
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
  };
  return {
    provider: index.provider,
    partition: index.partition,
    account: index.account,
    resource: target.resource,
    region: target.region,
    index,
    drawn: new Map(),
    see: <F extends FactName>(fact: F) => {
      const set = sets[factScope[fact]];
      return ((set && Object.hasOwn(set, fact) ? set[fact] : undefined) ?? nobodyAsked) as Evidence<
        Facts[F]
      >;
    },
  };
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

/** An unknown conclusion, because these facts of the view's own resource are unread. */
export function unknownFor(view: View, ...facts: readonly FactName[]): Answer<never> {
  return {
    known: false,
    missing: facts.flatMap((fact) => {
      const evidence = view.see(fact);
      return evidence.known ? [] : [missing(fact, evidence)];
    }),
  };
}
