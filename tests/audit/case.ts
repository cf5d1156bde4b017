import { derivations, isDerived } from '../../src/access/derive.ts';
import { indexAccount } from '../../src/access/index-account.ts';
import { auditResource } from '../../src/audit/audit.ts';
import type { Check, Need } from '../../src/model/check.ts';
import { complete, type Evidence, type Gap } from '../../src/model/evidence.ts';
import { type FactName, type Facts, factScope } from '../../src/model/facts.ts';
import type { Finding } from '../../src/model/finding.ts';
import { defaultSettings, type Settings } from '../../src/model/settings.ts';
import type { FactSet, ResourceFacts, Snapshot } from '../../src/model/snapshot.ts';
import { bucketEntry, here, possible, samples } from '../samples.ts';

/** A row of a table: facts that were read, and what the check must then say. */
export interface Case {
  name: string;
  /** Facts of the resource, its Region and its account. A fact left out could not be read. */
  facts: Partial<Facts>;
  /** The name of the bucket in question, where that is not `acme-data`. */
  bucket?: string;
  /** Further buckets of the account; without a Region, in the same one. */
  others?: readonly { name: string; region?: string; facts: Partial<Facts> }[];
  /** Facts of further Regions. */
  regions?: readonly { name: string; facts: Partial<Facts> }[];
  /** Access points of the Region, beside `acme-point`, whose facts stand among `facts`. */
  accessPoints?: readonly { name: string; facts: Partial<Facts> }[];
  provider?: 'aws' | 'other';
  partition?: string;
  settings?: Partial<Settings>;
  /** The settings as a whole, in place of those above. */
  watched?: Settings;
  /** Why a fact left out was not read, where that is not a refusal. */
  gaps?: Partial<Record<FactName, Gap>>;
  /** What the finding says, whole, or what must be found in it. */
  because?: string | RegExp;
}

/** A fact in its place: whose it is, and what it can be. The first value is the case's own, where it has one. */
export interface Slot {
  owner: string;
  fact: FactName;
  values: readonly unknown[];
  given: boolean;
}

/** For each slot the place of its value, or -1 where it could not be read. */
export type World = readonly number[];

/** What a check answers in a world. */
export type Judge = (slots: readonly Slot[], world: World, one: Case) => Finding;

/** The base facts that a check may rest on. */
export const factsBehind = <N extends Need>(check: Check<N>): FactName[] => [
  ...new Set(
    check.needs.flatMap((need): readonly FactName[] =>
      isDerived(need) ? derivations[need].from : [need as FactName],
    ),
  ),
];

/** The slots of a case: the facts it gives, then those the check needs beside them. */
export function slotsOf<N extends Need>(check: Check<N>, one: Case): Slot[] {
  const slots: Slot[] = [];
  const add = (owner: string, fact: FactName, ...own: unknown[]) => {
    if (slots.some((slot) => slot.owner === owner && slot.fact === fact)) return;
    const text = JSON.stringify(own[0]);
    const others = samples[fact](owner)
      .map((value) => inPartition(value, one.partition))
      .filter((value) => JSON.stringify(value) !== text);
    slots.push({ owner, fact, values: [...own, ...others], given: own.length > 0 });
  };
  const addAll = (facts: Partial<Facts>, owner?: string) => {
    for (const [fact, value] of Object.entries(facts) as [FactName, unknown][])
      add(owner ?? ownerOf(fact, one), fact, value);
  };
  addAll(one.facts);
  for (const { name, facts } of [
    ...(one.others ?? []),
    ...(one.accessPoints ?? []),
    ...(one.regions ?? []),
  ])
    addAll(facts, name);
  const needed = factsBehind(check);
  // Which buckets there are is known in every case that does not say otherwise.
  if (needed.includes('buckets') && slots.length > 0 && !one.gaps?.buckets)
    add(ownerOf('buckets', one), 'buckets', complete(bucketsOf(one)));
  for (const fact of needed) {
    add(ownerOf(fact, one), fact);
    if (factScope[fact] === 'bucket') for (const { name } of one.others ?? []) add(name, fact);
    if (factScope[fact] === 'region') for (const { name } of one.regions ?? []) add(name, fact);
  }
  return slots;
}

const inPartition = (value: unknown, partition = 'aws'): unknown =>
  typeof value === 'string' ? value.replaceAll('arn:aws:', `arn:${partition}:`) : value;

const bucketsOf = (one: Case) => [
  bucketEntry(bucketOf(one)),
  ...(one.others ?? []).map(({ name, region }) => bucketEntry(name, region)),
];

const bucketOf = (one: Case): string => one.bucket ?? here.bucket;

const ownerOf = (fact: FactName, one: Case): string =>
  ({
    account: here.account,
    region: here.region,
    bucket: bucketOf(one),
    accessPoint: here.accessPoint,
    multiRegionAccessPoint: here.globalPoint,
  })[factScope[fact]];

/** Whether a slot that was not read stands for an answer all the same: that the endpoint has no such thing. */
export const isLacking = (slot: Slot, one: Case): boolean =>
  !slot.given && one.provider === 'other' && one.gaps?.[slot.fact] === 'unsupported';

/** The world that a case describes. */
export const given = (slots: readonly Slot[]): World => slots.map((slot) => (slot.given ? 0 : -1));

/** Whether AWS can be in this state. Other endpoints are not bound to its rules. */
export function isPossible(slots: readonly Slot[], world: World, one: Case): boolean {
  if (one.provider === 'other') return true;
  const facts: Record<string, unknown> = {};
  for (const [index, slot] of slots.entries()) {
    const value = slot.values[world[index] as number];
    if (value === undefined) continue;
    if ([bucketOf(one), here.accessPoint, here.globalPoint].some((name) => name === slot.owner))
      facts[slot.fact] = value;
    // S3 delivers access logs within a Region only.
    const region = one.others?.find(({ name }) => name === slot.owner)?.region ?? here.region;
    if (slot.fact === 'logging' && region !== here.region && isLogging(value, bucketOf(one)))
      return false;
  }
  const listed = slots.flatMap((slot, index) => {
    const value = slot.fact === 'trails' ? slot.values[world[index] as number] : undefined;
    return value === undefined ? [] : [value as Facts['trails']];
  });
  return sameTrails(listed) && possible(facts as Partial<Facts>);
}

/** A trail is the same wherever it shows, and one that spans the Regions shows in each. */
function sameTrails(lists: readonly Facts['trails'][]): boolean {
  if (lists.length < 2) return true;
  const across = (list: Facts['trails']) => list.items.filter(({ multiRegion }) => multiRegion);
  const texts = new Map<string, string>();
  for (const trail of lists.flatMap(({ items }) => items)) {
    const text = JSON.stringify(trail);
    if ((texts.get(trail.arn) ?? text) !== text) return false;
    texts.set(trail.arn, text);
  }
  return lists.every((list) =>
    lists.every(
      (other) =>
        !other.complete ||
        across(list).every(({ arn }) => other.items.some((one) => one.arn === arn)),
    ),
  );
}

const isLogging = (value: unknown, to: string): boolean =>
  (value as Facts['logging'])?.targetBucket === to;

/** The judge that tables are held to: the check itself, run as an audit runs it. */
export const judgeOf =
  <N extends Need>(check: Check<N>): Judge =>
  (slots, world, one) => {
    const snapshot = snapshotOf(slots, world, one);
    const target = snapshot.facts.find(
      ({ type, resource }) =>
        type === check.per && (type !== 'accessPoint' || resource === here.accessPoint),
    ) as ResourceFacts;
    const [finding] = auditResource(
      target,
      indexAccount(snapshot),
      [check as unknown as Check],
      snapshot.endedAt,
    );
    return finding as Finding;
  };

const at = '2026-11-24T12:00:00.000Z';

/** The snapshot of a world: the account, the Region, the bucket in question, its neighbours and access points. */
export function snapshotOf(slots: readonly Slot[], world: World, one: Case): Snapshot {
  const set = (owner: string): FactSet => {
    const facts: Record<string, Evidence<unknown>> = {};
    for (const [index, slot] of slots.entries())
      if (slot.owner === owner) facts[slot.fact] = evidence(slot, world[index] as number, one);
    return facts as FactSet;
  };
  const { account, region, accessPoint } = here;
  const bucket = bucketOf(one);
  const point = (name: string): ResourceFacts => ({
    type: 'accessPoint',
    region,
    resource: name,
    facts: set(name),
  });
  return {
    format: 'bucketproof/snapshot',
    version: 1,
    tool: { name: 'test', version: '0' },
    account,
    partition: one.partition ?? (one.provider === 'other' ? 'other' : 'aws'),
    provider: one.provider ?? 'aws',
    identity: null,
    startedAt: at,
    endedAt: at,
    sample: false,
    facts: [
      { type: 'account', region: '', resource: account, facts: set(account) },
      { type: 'region', region, resource: region, facts: set(region) },
      ...(one.regions ?? []).map(({ name }): ResourceFacts => ({
        type: 'region',
        region: name,
        resource: name,
        facts: set(name),
      })),
      { type: 'bucket', region, resource: bucket, facts: set(bucket) },
      ...(one.others ?? []).map((other): ResourceFacts => ({
        type: 'bucket',
        region: other.region ?? region,
        resource: other.name,
        facts: set(other.name),
      })),
      point(accessPoint),
      ...(one.accessPoints ?? []).map(({ name }) => point(name)),
      {
        type: 'multiRegionAccessPoint',
        region: '',
        resource: here.globalPoint,
        facts: set(here.globalPoint),
      },
    ],
    settings: one.watched ?? { ...defaultSettings, ...one.settings },
    calls: [],
    coverage: {
      bucketsListed: null,
      bucketsRead: 1,
      regions: [region],
      everyRegion: true,
      skippedRegions: [],
      ended: 'complete',
      note: '',
    },
  };
}

function evidence(slot: Slot, value: number, one: Case): Evidence<unknown> {
  if (value >= 0) return { known: true, value: slot.values[value], from: 'direct', at };
  const gap = one.gaps?.[slot.fact] ?? 'denied';
  const detail = gap === 'denied' ? 'AccessDenied' : '';
  return { known: false, gap, actions: [`s3:Get-${slot.fact}`], tried: [], detail };
}
