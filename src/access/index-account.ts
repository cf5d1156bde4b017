import type { MissingFact } from '../model/derived.ts';
import { unasked } from '../model/evidence.ts';
import type { AccessPointEntry } from '../model/facts.ts';
import type { FactSet, ResourceFacts, Snapshot } from '../model/snapshot.ts';
import { missing } from './view.ts';

/** An access point of a bucket, with what is known of it. */
export interface AccessPointOf {
  entry: AccessPointEntry;
  region: string;
  facts: FactSet;
}

/** What the buckets of one account say about each other. Made once for a snapshot. */
export interface AccountIndex {
  provider: 'aws' | 'other';
  partition: string;
  account: string;
  accountFacts: FactSet;
  regions: ReadonlyMap<string, FactSet>;
  accessPoints: ReadonlyMap<string, readonly AccessPointOf[]>;
  /** Target bucket to the buckets that log to it. */
  logSources: ReadonlyMap<string, readonly string[]>;
  /** Region to the buckets whose logging is unread, at most three of them. S3 delivers logs within a Region only. */
  unreadLogging: ReadonlyMap<string, readonly MissingFact[]>;
  /** Destination bucket to the buckets that replicate to it. */
  replicationSources: ReadonlyMap<string, readonly string[]>;
  /** Buckets whose replication is unread, at most three of them. */
  unreadReplication: readonly MissingFact[];
}

const few = 3;

/** Reads a snapshot once and notes which buckets point at which. Costs one pass, and holds no copy of evidence. */
export function indexAccount(snapshot: Snapshot): AccountIndex {
  let accountFacts: FactSet = {};
  const regions = new Map<string, FactSet>();
  const points = new Map<string, FactSet>();
  const buckets: ResourceFacts[] = [];
  for (const item of snapshot.facts) {
    if (item.type === 'account') accountFacts = item.facts;
    else if (item.type === 'region') regions.set(item.region, item.facts);
    else if (item.type === 'accessPoint') points.set(`${item.region}/${item.resource}`, item.facts);
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

  const logSources = new Map<string, string[]>();
  const unreadLogging = new Map<string, MissingFact[]>();
  const replicationSources = new Map<string, string[]>();
  const unreadReplication: MissingFact[] = [];
  for (const { resource, region, facts } of buckets) {
    const logging = facts.logging ?? unasked(['s3:GetBucketLogging']);
    if (!logging.known) push(unreadLogging, region, missing('logging', logging, resource), few);
    else if (logging.value) push(logSources, logging.value.targetBucket, resource);

    const replication = facts.replication ?? unasked(['s3:GetReplicationConfiguration']);
    if (!replication.known) {
      if (unreadReplication.length < few)
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
    accountFacts,
    regions,
    accessPoints,
    logSources,
    unreadLogging,
    replicationSources,
    unreadReplication,
  };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V, most = Infinity) {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (list.length < most) list.push(value);
}
