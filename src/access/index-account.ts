import type { MissingFact } from '../model/derived.ts';
import { type Collection, type Evidence, unasked } from '../model/evidence.ts';
import type { AccessPointEntry, FactName, MultiRegionAccessPoint } from '../model/facts.ts';
import { defaultSettings, type Settings } from '../model/settings.ts';
import type { FactSet, ResourceFacts, Snapshot } from '../model/snapshot.ts';
import { missing } from './view.ts';

/** An access point of a bucket, with what is known of it. */
export interface AccessPointOf {
  entry: AccessPointEntry;
  region: string;
  facts: FactSet;
}

/** A Multi-Region Access Point before a bucket, with what is known of it. */
export interface GlobalPointOf {
  entry: MultiRegionAccessPoint;
  facts: FactSet;
}

/** How often a fact was answered and refused over the buckets of an account, and the Regions where it was answered. */
type Answers = Map<FactName, { answered: number; refused: number; answeredIn: Set<string> }>;

/** What the buckets of one account say about each other. Made once for a snapshot. */
export interface AccountIndex {
  provider: 'aws' | 'other';
  partition: string;
  account: string;
  /** ISO time of the snapshot, by which dates in policies are judged. */
  now: string;
  settings: Settings;
  accountFacts: FactSet;
  regions: ReadonlyMap<string, FactSet>;
  /** The buckets that were read, by name. */
  buckets: ReadonlyMap<string, ResourceFacts>;
  /** Bucket to the account's access points before it. */
  accessPoints: ReadonlyMap<string, readonly AccessPointOf[]>;
  /** Bucket to the account's Multi-Region Access Points before it. */
  globalPoints: ReadonlyMap<string, readonly GlobalPointOf[]>;
  /** Target bucket to the buckets that log to it. */
  logSources: ReadonlyMap<string, readonly string[]>;
  /**
   * Region to the buckets whose logging is unread, at most three of them; empty for those whose Region is unknown.
   * S3 delivers logs within a Region only.
   */
  unreadLogging: ReadonlyMap<string, readonly MissingFact[]>;
  /** Destination bucket to the buckets that replicate to it. */
  replicationSources: ReadonlyMap<string, readonly string[]>;
  /** Buckets whose replication is unread, at most three of them. */
  unreadReplication: readonly MissingFact[];
  /** Each bucket of the account, with its Region; empty where that is unknown. */
  owned: ReadonlyMap<string, string>;
  /** What keeps the list of buckets from being whole: there may be buckets that nobody has seen. */
  unlisted: readonly MissingFact[];
  /** How often each fact of a bucket was answered and refused, over the account. */
  answers: Answers;
  /** Regions that hold buckets; empty for one that is unknown. */
  bucketRegions: ReadonlySet<string>;
}

const few = 3;

/** Reads a snapshot once and notes which buckets point at which. Costs one pass, and holds no copy of evidence. */
export function indexAccount(snapshot: Snapshot): AccountIndex {
  let accountFacts: FactSet = {};
  const regions = new Map<string, FactSet>();
  const points = new Map<string, FactSet>();
  const everywhere = new Map<string, FactSet>();
  const buckets: ResourceFacts[] = [];
  for (const item of snapshot.facts) {
    if (item.type === 'account') accountFacts = item.facts;
    else if (item.type === 'region') regions.set(item.region, item.facts);
    else if (item.type === 'accessPoint') points.set(`${item.region}/${item.resource}`, item.facts);
    else if (item.type === 'multiRegionAccessPoint') everywhere.set(item.resource, item.facts);
    else buckets.push(item);
  }

  const accessPoints = new Map<string, AccessPointOf[]>();
  for (const [region, facts] of regions) {
    const listed = facts.accessPoints;
    if (!listed?.known) continue;
    for (const entry of listed.value.items) {
      const point = { entry, region, facts: points.get(`${region}/${entry.name}`) ?? {} };
      push(accessPoints, entry.bucket, point);
    }
  }

  const globalPoints = new Map<string, GlobalPointOf[]>();
  const spanning = accountFacts.multiRegionAccessPoints;
  for (const entry of spanning?.known ? spanning.value.items : []) {
    const point = { entry, facts: everywhere.get(entry.name) ?? {} };
    for (const bucket of new Set(entry.buckets)) push(globalPoints, bucket, point);
  }

  const logSources = new Map<string, string[]>();
  const unreadLogging = new Map<string, MissingFact[]>();
  const replicationSources = new Map<string, string[]>();
  const unreadReplication: MissingFact[] = [];
  const seen = new Set(buckets.map(({ resource }) => resource));
  const listed = accountFacts.buckets;
  const unseen = (listed?.known ? listed.value.items : [])
    .filter(({ name }) => !seen.has(name))
    .map(({ name, region }) => ({ resource: name, region: region ?? '', facts: {} as FactSet }));
  const owned = new Map<string, string>();
  for (const { resource, facts } of buckets)
    owned.set(resource, facts.location?.known ? facts.location.value : '');
  for (const { name, region } of listed?.known ? listed.value.items : [])
    owned.set(name, region ?? owned.get(name) ?? '');
  const answers: Answers = new Map();
  const bucketRegions = new Set([...buckets, ...unseen].map(({ region }) => region));
  for (const { resource, region, facts } of [...buckets, ...unseen]) {
    count(answers, region, facts);
    const logging = facts.logging ?? unasked(['s3:GetBucketLogging']);
    if (!logging.known) {
      if (logging.gap !== 'gone')
        push(unreadLogging, region, missing('logging', logging, resource), few);
    } else if (logging.value) push(logSources, logging.value.targetBucket, resource);

    const replication = facts.replication ?? unasked(['s3:GetReplicationConfiguration']);
    if (!replication.known) {
      if (replication.gap !== 'gone' && unreadReplication.length < few)
        unreadReplication.push(missing('replication', replication, resource));
    } else
      for (const rule of replication.value ?? [])
        if (rule.enabled)
          push(replicationSources, rule.destinationBucketArn.split(':').at(-1) ?? '', resource);
  }

  const { provider, partition, account } = snapshot;
  return {
    provider,
    partition,
    account,
    now: snapshot.endedAt,
    settings: snapshot.settings ?? defaultSettings,
    accountFacts,
    regions,
    buckets: new Map(buckets.map((one) => [one.resource, one])),
    accessPoints,
    globalPoints,
    logSources,
    unreadLogging,
    replicationSources,
    unreadReplication,
    owned,
    bucketRegions,
    unlisted: gapsOfList(listed ?? unasked(['s3:ListAllMyBuckets'])),
    answers,
  };
}

function gapsOfList(list: Evidence<Collection<unknown>>): MissingFact[] {
  if (!list.known) return [missing('buckets', list)];
  if (list.value.complete) return [];
  return list.value.gaps.length > 0
    ? list.value.gaps.map((gap) => ({ fact: 'buckets', ...gap, tried: [] }))
    : [{ fact: 'buckets', gap: 'failed', actions: [], tried: [], detail: 'Incomplete' }];
}

function count(answers: Answers, region: string, facts: FactSet) {
  for (const [fact, evidence] of Object.entries(facts) as [FactName, Evidence<unknown>][]) {
    const tally = answers.get(fact) ?? { answered: 0, refused: 0, answeredIn: new Set<string>() };
    if (evidence.known) {
      tally.answered++;
      tally.answeredIn.add(region);
    } else if (evidence.gap === 'denied') tally.refused++;
    answers.set(fact, tally);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V, most = Infinity) {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (list.length < most) list.push(value);
}
