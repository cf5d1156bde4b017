import { type Attempt, type Evidence, gaps, type Route } from '../../model/evidence.ts';
import { type FactName, factScope, type Scope, scopes } from '../../model/facts.ts';
import type {
  Tool,
  CallCount,
  Coverage,
  FactSet,
  Reading,
  ReadScope,
  ResourceFacts,
  Snapshot,
  snapshotFormat,
  snapshotVersion,
} from '../../model/snapshot.ts';
import { distinct, ofReadings } from '../../gather/readings.ts';
import { ImportError, makeAgain } from './error.ts';
import { code } from './collections.ts';
import { factShapes } from './facts.ts';
import { settings, usableSettings } from './settings.ts';
import {
  count,
  fields,
  flag,
  join,
  listOf,
  name,
  nameOrEmpty,
  object,
  oneOf,
  orNull,
  refuse,
  type Shape,
  text,
  time,
  withOptional,
} from './shape.ts';

const route = oneOf<Route>(['direct', 'relay', 'config', 'file']);
const scope = oneOf<Scope>(scopes);
const scopeTitle: Readonly<Record<Scope, string>> = {
  account: 'account',
  region: 'region',
  bucket: 'bucket',
  accessPoint: 'access point',
  multiRegionAccessPoint: 'Multi-Region Access Point',
};

const read = { value: (value: unknown) => value, from: route, at: time };
const unread = fields({
  gap: oneOf(gaps),
  actions: listOf(code),
  tried: listOf(fields<Attempt>({ route, gap: oneOf(gaps), detail: code })),
  detail: code,
});

const evidence =
  (shape: Shape<unknown>): Shape<Evidence<unknown>> =>
  (value, path) => {
    const known = flag(object(value, path).known, join(path, 'known'));
    if (!known) return { known, ...unread(value, path) };
    return { known, ...fields({ ...read, value: shape })(value, path) } as Evidence<unknown>;
  };

const evidenceOf = new Map(
  Object.entries(factShapes).map(([fact, shape]) => [fact, evidence(shape as Shape<unknown>)]),
);

const factSet = (scope: Scope, value: unknown, path: string): FactSet => {
  const facts: Record<string, Evidence<unknown>> = {};
  for (const [fact, found] of Object.entries(object(value, path))) {
    const shape = evidenceOf.get(fact);
    if (!shape)
      throw new ImportError(
        `${path} has a fact "${fact.slice(0, 60)}" that this version does not know. Open the file with the version that made it, or make it again with the collector of this one.`,
      );
    if (factScope[fact as FactName] !== scope)
      throw new ImportError(
        `${join(path, fact)} does not belong to a resource of type ${scope}. ${makeAgain}`,
      );
    facts[fact] = shape(found, join(path, fact));
  }
  return facts as FactSet;
};

const resource: Shape<ResourceFacts> = (value, path) => {
  const { type, ...rest } = fields<Omit<ResourceFacts, 'facts'>>({
    type: scope,
    region: nameOrEmpty(100),
    resource: nameOrEmpty(),
  })(value, path);
  if (rest.resource === '' && type !== 'account') refuse(join(path, 'resource'), 'a name');
  const facts = object(value, path).facts;
  return { type, ...rest, facts: factSet(type, facts, join(path, 'facts')) };
};

/** How calls ended, by word. Any word of letters will do: a later collector may tell more kinds apart. */
const outcomes: Shape<Record<string, number>> = (value, path) => {
  const copy: Record<string, number> = {};
  for (const [word, found] of Object.entries(object(value, path))) {
    if (!/^[A-Za-z]{1,40}$/.test(word)) refuse(path, 'counts by words of letters');
    copy[word] = count(found, join(path, word));
  }
  return copy;
};

const wholeCoverage = fields<Omit<Coverage, 'scope'>>({
  bucketsListed: orNull(count),
  bucketsRead: count,
  regions: listOf(name(100)),
  everyRegion: flag,
  skippedRegions: listOf(
    fields({ region: nameOrEmpty(100), service: name(100), reason: text(1000) }),
  ),
  ended: oneOf(['complete', 'cancelled', 'interrupted', 'running']),
  note: text(2000),
});

const coverage: Shape<Coverage> = withOptional(wholeCoverage, {
  scope: fields<ReadScope>({
    checks: orNull(listOf(name(100))),
    buckets: orNull(listOf(name())),
    regions: orNull(listOf(name(100))),
  }),
});

const tool = withOptional(
  fields<Pick<Tool, 'name' | 'version'>>({ name: name(100), version: name(100) }),
  { build: name(100) },
);
const identity = orNull(name(2048));

const calls = listOf(
  withOptional(
    fields<Omit<CallCount, 'first' | 'last'>>({
      service: name(100),
      operation: name(100),
      region: nameOrEmpty(100),
      route,
      count,
      outcomes,
    }),
    { first: time, last: time },
  ),
);

const readings = listOf(fields<Reading>({ tool, identity, startedAt: time, endedAt: time, calls }));

const required = fields<Omit<Snapshot, 'settings' | 'readings'>>({
  format: (value) => value as typeof snapshotFormat,
  version: (value) => value as typeof snapshotVersion,
  tool,
  account: nameOrEmpty(),
  partition: name(100),
  provider: oneOf(['aws', 'other']),
  identity,
  startedAt: time,
  endedAt: time,
  sample: flag,
  facts: listOf(resource),
  calls,
  coverage,
});
const snapshot: Shape<Snapshot> = withOptional(required, { settings, readings });

/**
 * Copies a snapshot out of parsed JSON whose format and version are known to be ours. Throws `ImportError` at the
 * first thing that is not as it should be.
 */
export function snapshotFrom(value: unknown): Snapshot {
  const { settings: set, readings: several, ...read } = snapshot(value, '');
  const used = set && usableSettings(set, read.provider);
  const found: Snapshot = {
    ...read,
    // What counts for the log of calls is counted here, so that the two never differ.
    ...(several && several.length > 0 && ofReadings(distinct(several))),
    ...(used && { settings: used }),
  };
  const seen = new Map<string, number>();
  for (const [at, { type, region, resource }] of found.facts.entries()) {
    const path = `facts[${at}]`;
    if (type === 'account' && resource !== found.account)
      refuse(`${path}.resource`, `the account of the file, "${found.account}"`);
    if (type === 'region' && resource !== region) refuse(`${path}.region`, 'the Region itself');
    // A bucket's name is unique in its partition, an account is alone in its file; the rest go by Region.
    const key = type === 'bucket' ? resource : type === 'account' ? '' : `${region}/${resource}`;
    const before = seen.get(`${type} ${key}`);
    if (before !== undefined)
      throw new ImportError(
        `${path} is the same ${scopeTitle[type]} as facts[${before}]. ${makeAgain}`,
      );
    seen.set(`${type} ${key}`, at);
  }
  return found;
}
