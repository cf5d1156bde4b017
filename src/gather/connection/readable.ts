import { type FactName, factScope } from '../../model/facts.ts';
import { factActions } from '../actions.ts';
import type { Way, Ways } from './probe.ts';

/** How far something can be read by the ways that are open. */
export type Extent = 'all' | 'some' | 'none';

/** What would open what is closed: S3's own answers through a relay, what AWS Config recorded, or a collector's file. */
export type Opener = 'relay' | 'config' | 'collector';

/** A check, as far as the connection goes. */
export interface CheckReach {
  id: string;
  /** `some`: some of what it rests on, or in some Regions. */
  extent: Extent;
  /** What it rests on that cannot be read, or not everywhere. */
  missing: readonly FactName[];
  /** Each of these by itself would make all of it readable; in the order in which they are the least work. */
  openers: readonly Opener[];
}

/** A check and the facts that it rests on, without those that every scan reads. */
export interface CheckFacts {
  id: string;
  facts: readonly FactName[];
  /** True for a check of the reads themselves, to which every one of them counts. */
  everyFact: boolean;
}

/** What AWS says of a policy stands in for its text where that is unread; beside the text it settles nothing. */
const standIns: Partial<Record<FactName, FactName>> = {
  policyStatus: 'policy',
  accessPointPolicyStatus: 'accessPointPolicy',
  multiRegionAccessPointPolicyStatus: 'multiRegionAccessPointPolicy',
};

/**
 * What the ways that are open let each check read. Says nothing of permissions: what AWS refuses to these credentials
 * shows in the scan. `recorded` are the facts that AWS Config records.
 */
export function readableChecks(
  checks: readonly CheckFacts[],
  found: Ways,
  recorded: ReadonlySet<FactName>,
): CheckReach[] {
  const extents = new Map<FactName, Extent>();
  const answers = ({ service, state, region }: Way, at: string) =>
    service === 's3' && state === 'open' && region === at;
  const relayHelps = found.regions.some((at) => !found.ways.some((way) => answers(way, at)));
  const extentOf = (fact: FactName): Extent => {
    let known = extents.get(fact);
    if (!known) extents.set(fact, (known = factExtent(fact, found, recorded)));
    return known;
  };
  return checks.map(({ id, facts, everyFact }) => {
    const isOfBuckets = facts.some((fact) => factScope[fact] === 'bucket');
    // Nothing of a bucket can be read before its name is known.
    const needed = [...new Set([...(isOfBuckets ? (['buckets'] as const) : []), ...facts])];
    const isSpare = (fact: FactName) => {
      const text = everyFact ? undefined : standIns[fact];
      return text !== undefined && needed.includes(text) && extentOf(text) === 'all';
    };
    const missing = needed.filter((fact) => extentOf(fact) !== 'all' && !isSpare(fact));
    const some = facts.some((fact) => fact !== 'buckets' && extentOf(fact) !== 'none');
    const isListed = !isOfBuckets || extentOf('buckets') !== 'none';
    const extent = missing.length === 0 ? 'all' : some && isListed ? 'some' : 'none';
    return { id, extent, missing, openers: openersOf(missing, recorded, relayHelps) };
  });
}

function factExtent(fact: FactName, found: Ways, recorded: ReadonlySet<FactName>): Extent {
  if (fact === 'buckets') return found.listedBy === null ? 'none' : 'all';
  const service = serviceOf(fact);
  // Who the credentials belong to was asked before.
  if (service === 'sts') return 'all';
  const isOpen = ({ state }: Way) => state === 'open';
  const at = found.ways.filter(isOpen);
  const leads = (way: Way, region: string) => way.region === region || service === 'ec2';
  // Where it refuses its records, or has none, AWS Config answers other questions all the same.
  const answering = found.ways.filter(
    (way) =>
      isOpen(way) ||
      (way.service === 'config' && (way.state === 'denied' || way.state === 'empty')),
  );
  const isReadable = (region: string) =>
    answering.some((way) => way.service === service && leads(way, region)) ||
    (recorded.has(fact) && at.some((way) => way.service === 'config' && way.region === region));
  const open = found.regions.filter(isReadable).length;
  if (open === 0) return 'none';
  // Any Region answers for the account.
  return open === found.regions.length || factScope[fact] === 'account' ? 'all' : 'some';
}

const serviceOf = (fact: FactName) => (fact === 'objects' ? 's3' : factActions[fact].service);

function openersOf(
  missing: readonly FactName[],
  recorded: ReadonlySet<FactName>,
  relayHelps: boolean,
): readonly Opener[] {
  if (missing.length === 0) return [];
  const byRelay = relayHelps && missing.every((fact) => serviceOf(fact) === 's3');
  const byConfig = missing.every((fact) => recorded.has(fact));
  return [
    ...(byRelay ? ['relay' as const] : []),
    ...(byConfig ? ['config' as const] : []),
    'collector',
  ];
}
