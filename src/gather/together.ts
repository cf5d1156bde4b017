import type { Attempt, Evidence, Unread } from '../model/evidence.ts';
import type { FactName } from '../model/facts.ts';
import {
  type Coverage,
  type FactSet,
  keyOf,
  type ReadScope,
  type ResourceFacts,
  type Snapshot,
} from '../model/snapshot.ts';
import { countRead, merge } from './earlier.ts';
import { distinct, ofReadings, readingsOf } from './readings.ts';
import { regionsToRead } from './region-list.ts';

/** What of a snapshot tells whether another may be added to it. */
type Head = Omit<Snapshot, 'facts'>;

/** Why a snapshot, of a file, cannot be added to an audit, as a sentence; empty where it can. */
export function whyApart(held: Head, added: Head): string {
  if (held.sample || added.sample)
    return 'The sample is a made-up account; nothing can be added to it, nor it to anything.';
  if (held.provider !== added.provider)
    return added.provider === 'aws'
      ? 'The file is of an AWS account, but the audit is of an S3-compatible store.'
      : 'The file is of an S3-compatible store, but the audit is of an AWS account.';
  if (held.partition !== added.partition)
    return `The file is of the partition ${added.partition}, but the audit is of ${held.partition}. Accounts of two partitions are never the same.`;
  if (held.account === '' || added.account === '')
    return `The ${added.account === '' ? 'file' : 'audit'} does not say which account it is of, so nobody can tell whether both are of the same.`;
  if (held.account !== added.account)
    return `The file is of account ${added.account}, but the audit is of account ${held.account}. Open it as an audit of its own.`;
  const readings = readingsOf(held);
  if (distinct([...readings, ...readingsOf(added)]).every((one) => readings.includes(one)))
    return 'The audit holds all of this file already, so nothing would change.';
  return '';
}

/**
 * Two snapshots of one account, for which `whyApart` is empty, as one: of each fact the newest known value, with its
 * route and time; a gap only where neither knows the value; what a newer complete list lacks is gone. The times of the
 * head are those of the newer one, and the settings those of `held`.
 */
export function together(held: Snapshot, added: Snapshot): Snapshot {
  const [before, now] = added.endedAt >= held.endedAt ? [held, added] : [added, held];
  const whole = factsOf(before, now);
  const facts = withoutGone(whole);
  const { buckets, enabledRegions, identity } = accountOf(facts);
  const readings = ofReadings(distinct([...readingsOf(before), ...readingsOf(now)]));
  const { settings: _own, readings: _readings, ...head } = now;
  const regions = [...new Set([before, now].flatMap(({ coverage }) => coverage.regions))].sort();
  const listed = buckets?.known ? buckets.value.items.length : null;
  const read = countRead(facts);
  const gone = count(whole) - count(facts);
  return {
    ...head,
    identity: identity?.known ? identity.value.arn : (now.identity ?? before.identity),
    facts,
    ...readings,
    coverage: {
      bucketsListed: listed,
      bucketsRead: read,
      regions,
      everyRegion:
        enabledRegions?.known === true &&
        regionsToRead(enabledRegions, [], '').every((region) => regions.includes(region)),
      skippedRegions: skippedOf(before, now),
      ...endOf(before.coverage, now.coverage, listed !== null && read >= listed, gone),
      ...scopeOf(before.coverage.scope, now.coverage.scope),
    },
    ...(held.settings && { settings: held.settings }),
  };
}

const count = (facts: readonly ResourceFacts[]) =>
  facts.filter(({ type }) => type === 'bucket').length;

const accountOf = (facts: readonly ResourceFacts[]): FactSet =>
  facts.find(({ type }) => type === 'account')?.facts ?? {};

function factsOf(before: Snapshot, now: Snapshot): ResourceFacts[] {
  const all = new Map(before.facts.map((resource) => [keyOf(resource), resource]));
  for (const resource of now.facts) {
    const old = all.get(keyOf(resource));
    all.set(keyOf(resource), old ? both(old, resource) : resource);
  }
  return [...all.values()];
}

function both(old: ResourceFacts, now: ResourceFacts): ResourceFacts {
  // No bucket ever moves: one of the same name in another Region is another bucket.
  if (old.region !== '' && now.region !== '' && old.region !== now.region) return now;
  const facts = merge(old.facts, now.facts) as Record<string, Evidence<unknown>>;
  for (const [fact, evidence] of Object.entries(facts)) {
    const [one, two] = [old.facts[fact as FactName], now.facts[fact as FactName]];
    if (!evidence.known && one && two && !one.known && !two.known) facts[fact] = bothGaps(one, two);
  }
  return { ...now, region: now.region || old.region, facts: facts as FactSet };
}

/** Of two gaps the later, but what was asked and refused says more than that nobody asked. */
function bothGaps(old: Unread, now: Unread): Unread {
  const { gap, detail } = now.gap === 'skipped' && old.gap !== 'skipped' ? old : now;
  return {
    known: false,
    gap,
    actions: [...new Set([...old.actions, ...now.actions])],
    tried: once([...old.tried, ...now.tried]),
    detail,
  };
}

const once = (attempts: readonly Attempt[]): Attempt[] => [
  ...new Map(
    attempts.map((one) => [`${one.route} ${one.gap} ${one.detail}`, one] as const),
  ).values(),
];

/** Leaves out buckets and access points that a complete list of a later time than all that is known of them lacks. */
function withoutGone(facts: readonly ResourceFacts[]): ResourceFacts[] {
  const { buckets, multiRegionAccessPoints } = accountOf(facts);
  const lists = new Map([
    ['bucket', namesIn(buckets)],
    ['multiRegionAccessPoint', namesIn(multiRegionAccessPoints)],
  ]);
  for (const { type, region, facts: set } of facts)
    if (type === 'region') lists.set(`accessPoint ${region}`, namesIn(set.accessPoints));
  return facts.filter((resource) => {
    const { type, region } = resource;
    const list = lists.get(type === 'accessPoint' ? `accessPoint ${region}` : type);
    return !list || list.names.has(resource.resource) || isKnownSince(resource, list.at);
  });
}

function namesIn(list: FactSet['buckets' | 'accessPoints' | 'multiRegionAccessPoints']) {
  if (!list?.known || !list.value.complete) return null;
  const items: readonly { name: string }[] = list.value.items;
  return { names: new Set(items.map(({ name }) => name)), at: list.at };
}

const isKnownSince = ({ facts }: ResourceFacts, at: string): boolean =>
  Object.values(facts).some((evidence) => evidence.known && evidence.at > at);

/** Regions that one of the two gave up and the other did not read either. */
function skippedOf(before: Snapshot, now: Snapshot): Coverage['skippedRegions'] {
  type Skipped = Coverage['skippedRegions'][number];
  const isAnswered = ({ calls, coverage }: Snapshot, { region, service }: Skipped) =>
    calls.some(
      (line) =>
        line.service === service && line.region === region && (line.outcomes['ok'] ?? 0) > 0,
    ) && !coverage.skippedRegions.some((one) => one.region === region && one.service === service);
  const left = new Map<string, Skipped>();
  for (const [mine, other] of [
    [before, now],
    [now, before],
  ] as const)
    for (const one of mine.coverage.skippedRegions)
      if (!isAnswered(other, one)) left.set(`${one.service} ${one.region}`, one);
  return [...left].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

const ends = ['complete', 'cancelled', 'interrupted', 'running'] as const;

/** How both ended: as the better of the two where every bucket of the list was read, and as the worse otherwise. */
function endOf(
  before: Coverage,
  now: Coverage,
  isWhole: boolean,
  gone: number,
): Pick<Coverage, 'ended' | 'note'> {
  const [better, worse] =
    ends.indexOf(before.ended) <= ends.indexOf(now.ended) ? [before, now] : [now, before];
  const { ended } = isWhole ? better : worse;
  const told = [before, now].filter((one) => ended !== 'complete' || one.ended === 'complete');
  const notes = [
    ...told.map(({ note }) => note),
    gone === 0
      ? ''
      : `${gone} ${gone === 1 ? 'bucket is' : 'buckets are'} not in the newer list of the account and ${gone === 1 ? 'was' : 'were'} left out.`,
  ];
  const note = notes.reduce((sum, one) => (sum.includes(one) ? sum : `${sum} ${one}`.trim()), '');
  return { ended, note: note.slice(0, 2000) };
}

/** What both were narrowed to together; absent where one of them was to read everything. */
function scopeOf(one?: ReadScope, two?: ReadScope): Pick<Coverage, 'scope'> {
  if (!one || !two) return {};
  const join = (a: readonly string[] | null, b: readonly string[] | null) =>
    a && b && [...new Set([...a, ...b])].sort();
  const scope: ReadScope = {
    checks: join(one.checks, two.checks),
    buckets: join(one.buckets, two.buckets),
    regions: join(one.regions, two.regions),
  };
  return Object.values(scope).some((part) => part !== null) ? { scope } : {};
}
