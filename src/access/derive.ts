import type { Answer, Derived, DerivedName, MissingFact } from '../model/derived.ts';
import { type FactName, factsOf } from '../model/facts.ts';
import { aclAllUsers, aclAuthenticatedUsers } from './acl.ts';
import { blockFacts, effectiveBlock } from './block.ts';
import { logSources, replicationSources } from './neighbours.ts';
import { policyPublic, tls } from './policy.ts';
import { publicAccess, publicRead, publicWrite } from './public.ts';
import { type Drawn, missing, type View } from './view.ts';

/** How each conclusion is drawn, and the facts it may rest on. */
export const derivations: {
  readonly [D in DerivedName]: { from: readonly FactName[]; draw(view: View): Answer<Derived[D]> };
} = {
  effectiveBlock: { from: blockFacts, draw: effectiveBlock },
  aclPublicRead: { from: ['ownership', ...blockFacts, 'acl'], draw: aclAllUsers.read },
  aclPublicWrite: { from: ['ownership', ...blockFacts, 'acl'], draw: aclAllUsers.write },
  aclAuthenticatedUsers: { from: ['ownership', ...blockFacts, 'acl'], draw: aclAuthenticatedUsers },
  policyPublic: { from: ['policyStatus', 'policy'], draw: policyPublic },
  publicRead: {
    from: [...blockFacts, 'ownership', 'acl', 'policyStatus', 'policy'],
    draw: publicRead,
  },
  publicWrite: {
    from: [...blockFacts, 'ownership', 'acl', 'policyStatus', 'policy'],
    draw: publicWrite,
  },
  publicAccess: {
    from: [
      ...blockFacts,
      'ownership',
      'acl',
      'policyStatus',
      'policy',
      'accessPoints',
      'accessPoint',
      'accessPointPolicyStatus',
    ],
    draw: publicAccess,
  },
  tls: { from: ['policy'], draw: tls },
  logSources: { from: ['logging'], draw: logSources },
  replicationSources: { from: ['replication'], draw: replicationSources },
  everyRead: { from: factsOf('bucket'), draw: everyRead },
};

export const isDerived = (name: string): name is DerivedName => Object.hasOwn(derivations, name);

/** Draws a conclusion once for each resource, and notes which known facts it looked at. */
export function draw(name: DerivedName, view: View): Drawn {
  const before = view.drawn.get(name);
  if (before) return before;
  const read: FactName[] = [];
  const watching: View = {
    ...view,
    see: (fact) => {
      const evidence = view.see(fact);
      if (evidence.known && !read.includes(fact)) read.push(fact);
      return evidence;
    },
  };
  const drawn = { answer: derivations[name].draw(watching), read };
  view.drawn.set(name, drawn);
  return drawn;
}

/** Whether every planned read of the bucket was answered. An operation that the endpoint lacks was not planned. */
function everyRead(view: View): Answer<Derived['everyRead']> {
  const gaps: MissingFact[] = [];
  const unsupported: FactName[] = [];
  for (const fact of factsOf('bucket')) {
    const evidence = view.see(fact);
    if (evidence.known) continue;
    if (evidence.gap === 'unsupported') unsupported.push(fact);
    else gaps.push(missing(fact, evidence));
  }
  return gaps.length > 0
    ? { known: false, missing: gaps }
    : { known: true, value: { unsupported } };
}
