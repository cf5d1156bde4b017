import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import * as checks from '../../src/checks/index.ts';
import { together, whyApart } from '../../src/gather/together.ts';
import {
  complete,
  type Evidence,
  type Gap,
  gaps,
  type Route,
  unasked,
} from '../../src/model/evidence.ts';
import { type FactName, factsOf, type Scope } from '../../src/model/facts.ts';
import {
  type CallCount,
  type Coverage,
  type FactSet,
  keyOf,
  type ResourceFacts,
  type Snapshot,
} from '../../src/model/snapshot.ts';
import { here, pointEntry, samples } from '../samples.ts';

const time = (minute: number) => `2026-11-20T09:${String(minute).padStart(2, '0')}:00.000Z`;
const known = (value: unknown, minute: number, from: Route = 'direct'): Evidence<never> => ({
  known: true,
  value: value as never,
  from,
  at: time(minute),
});
const gap = (word: Gap = 'denied', route: Route = 'direct'): Evidence<never> => ({
  known: false,
  gap: word,
  actions: [`s3:${word}`],
  tried: word === 'skipped' ? [] : [{ route, gap: word, detail: 'Code' }],
  detail: 'Code',
});
const resource = (type: Scope, name: string, facts: FactSet, region: string = here.region) => ({
  ...{ type, resource: name, facts },
  region: type === 'account' ? '' : region,
});
const list = (names: readonly string[], isComplete = true) => ({
  items: names.map((name) => ({ name, region: here.region, createdAt: null })),
  complete: isComplete,
  gaps: isComplete ? [] : [{ gap: 'denied' as const, actions: [], detail: 'X' }],
});
const call = (count: number): CallCount => ({
  ...{ service: 's3', operation: 'GetBucketAcl', region: here.region, route: 'direct', count },
  outcomes: { ok: count },
});
const coverage: Coverage = {
  ...{ bucketsListed: 1, bucketsRead: 1, regions: [], everyRegion: false, skippedRegions: [] },
  ...{ ended: 'complete', note: '' },
};
const snapshot = (
  minute: number,
  facts: readonly ResourceFacts[],
  more: Partial<Snapshot> = {},
): Snapshot => ({
  ...{ format: 'bucketproof/snapshot', version: 1, tool: { name: 't', version: '1' } },
  ...{ account: here.account, partition: 'aws', provider: 'aws', identity: null, sample: false },
  ...{ startedAt: time(minute), endedAt: time(minute + 1), calls: [call(1)], coverage, facts },
  ...more,
});
const account = (facts: FactSet) => resource('account', here.account, facts);
const factOf = (one: Snapshot, name: string, fact: FactName) =>
  one.facts.find((found) => found.resource === name)?.facts[fact];
const names = (one: Snapshot, type: Scope = 'bucket') =>
  one.facts.filter((found) => found.type === type).map((found) => found.resource);

describe('what belongs together', () => {
  const mine = snapshot(1, []);
  test.each<[string, Partial<Snapshot>, RegExp]>([
    ['another account', { account: '444455556666' }, /of account 444455556666, but/],
    ['another partition', { partition: 'aws-cn' }, /partition aws-cn/],
    ['another provider', { provider: 'other' }, /S3-compatible store, but/],
    ['the sample', { sample: true }, /made-up/],
    ['a file without an account', { account: '' }, /does not say which account/],
    [
      'the same reading',
      { startedAt: mine.startedAt, endedAt: mine.endedAt },
      /holds all of this file already/,
    ],
  ])('%s does not', (_, more, says) => {
    expect(whyApart(mine, snapshot(2, [], more))).toMatch(says);
  });
  test('a later state of the same reading does, and its calls count once', () => {
    const later = snapshot(1, [], { endedAt: time(9), calls: [call(5)] });
    expect(whyApart(mine, later)).toBe('');
    expect(together(mine, later).calls).toEqual([call(5)]);
    expect(whyApart(later, mine)).toMatch(/already/);
  });
});

describe('of each fact', () => {
  const both = (one: Evidence<never>, two: Evidence<never>) => {
    const [a, b] = [one, two].map((acl, at) =>
      snapshot(at * 2, [resource('bucket', 'b', { acl })]),
    ) as [Snapshot, Snapshot];
    return factOf(together(a, b), 'b', 'acl');
  };
  test('the newest value counts, with its route and time', () => {
    expect(both(known(1, 5, 'file'), known(2, 3))).toEqual(known(1, 5, 'file'));
    expect(both(known(1, 3), known(2, 5, 'config'))).toEqual(known(2, 5, 'config'));
  });
  test('a gap never takes the place of a value', () => {
    expect(both(known(1, 3), gap())).toEqual(known(1, 3));
    expect(both(gap(), known(1, 3))).toEqual(known(1, 3));
  });
  test('of two gaps both ways that were tried are named, and why the later failed', () => {
    expect(both(gap('blocked', 'direct'), gap('denied', 'file'))).toMatchObject({
      gap: 'denied',
      actions: ['s3:blocked', 's3:denied'],
      tried: [
        { route: 'direct', gap: 'blocked' },
        { route: 'file', gap: 'denied' },
      ],
    });
  });
  test('that nobody asked later does not hide why it was refused before', () => {
    expect(both(gap('denied'), gap('skipped'))).toMatchObject({ gap: 'denied' });
  });
  test('a bucket of the same name in another Region is another bucket', () => {
    const [old, now] = [
      snapshot(0, [resource('bucket', 'b', { acl: known(1, 0) }, 'us-east-1')]),
      snapshot(2, [resource('bucket', 'b', { acl: gap() })]),
    ];
    expect(factOf(together(old, now), 'b', 'acl')).toEqual(gap());
  });
});

describe('lists', () => {
  const bucket = (name: string, minute: number) =>
    resource('bucket', name, { location: known(here.region, minute) });
  test('what a newer complete list lacks is gone, and said to be', () => {
    const old = snapshot(0, [
      account({ buckets: known(list(['a', 'b']), 0) }),
      bucket('a', 0),
      bucket('b', 0),
    ]);
    const now = snapshot(2, [account({ buckets: known(list(['a']), 2) }), bucket('a', 2)]);
    for (const merged of [together(old, now), together(now, old)]) {
      expect(names(merged)).toEqual(['a']);
      expect(merged.coverage).toMatchObject({ bucketsListed: 1, bucketsRead: 1 });
      expect(merged.coverage.note).toMatch(/^1 bucket is not in the newer list/);
    }
  });
  test('a bucket that was read after the list was made stays', () => {
    const old = snapshot(0, [account({ buckets: known(list(['a']), 0) }), bucket('a', 0)]);
    const now = snapshot(2, [account({ buckets: gap() }), bucket('new', 2)]);
    expect(names(together(old, now)).sort()).toEqual(['a', 'new']);
  });
  test('a newer list that is not complete adds to an older one, and hides nothing of it', () => {
    const old = snapshot(0, [account({ buckets: known(list(['a', 'b']), 0, 'file') })]);
    const now = snapshot(2, [account({ buckets: known(list(['c', 'a'], false), 2) })]);
    const { buckets } = together(old, now).facts[0]?.facts ?? {};
    expect(buckets).toMatchObject({ known: true, from: 'file', at: time(0) });
    expect(buckets?.known && buckets.value.complete).toBe(true);
    expect(buckets?.known && buckets.value.items.map(({ name }) => name)).toEqual(['c', 'a', 'b']);
  });
  test('access points go as buckets do, Region by Region', () => {
    const points = (entries: readonly string[], minute: number) => ({
      accessPoints: known(complete(entries.map((name) => pointEntry(name))), minute),
    });
    const point = (name: string, region: string) =>
      resource('accessPoint', name, { accessPointPolicy: known(null, 0) }, region);
    const old = snapshot(0, [
      resource('region', here.region, points(['p', 'q'], 0)),
      ...[point('p', here.region), point('q', here.region), point('q', 'us-east-1')],
    ]);
    const now = snapshot(2, [resource('region', here.region, points(['p'], 2))]);
    expect(names(together(old, now), 'accessPoint')).toEqual(['p', 'q']);
  });
});

describe('the head', () => {
  test('has the times of the newer, the settings of the audit, and every reading', () => {
    const mine = snapshot(5, [], { identity: 'arn:mine', calls: [call(2)] });
    const theirs = snapshot(1, [], {
      ...{ identity: 'arn:theirs', calls: [call(3)], settings: { x: 1 } as never },
    });
    const merged = together(mine, theirs);
    expect(merged).toMatchObject({ startedAt: time(5), endedAt: time(6), identity: 'arn:mine' });
    expect(merged.settings).toBeUndefined();
    expect(together(theirs, mine).settings).toEqual({ x: 1 });
    expect(merged.calls).toEqual([call(5)]);
    expect(merged.readings?.map(({ identity, calls }) => [identity, calls[0]?.count])).toEqual([
      ['arn:theirs', 3],
      ['arn:mine', 2],
    ]);
  });
  test('a Region that one gave up and the other read is not skipped', () => {
    const skippedRegions = ['eu-west-1', 'ap-east-1'].map((region) => ({
      ...{ region, service: 's3', reason: 'silent' },
    }));
    const mine = snapshot(5, [], { calls: [], coverage: { ...coverage, skippedRegions } });
    expect(together(mine, snapshot(1, [])).coverage.skippedRegions).toEqual([skippedRegions[1]]);
  });
  test('it is complete where every bucket of the list was read by one of them', () => {
    const read = { location: known(here.region, 0), acl: known(1, 0) };
    const cut = snapshot(
      5,
      [
        account({ buckets: known(list(['a']), 5) }),
        resource('bucket', 'a', { location: known(here.region, 5), acl: unasked([], 'Cancelled') }),
      ],
      { coverage: { ...coverage, ended: 'interrupted', note: 'It broke.' } },
    );
    const file = snapshot(1, [resource('bucket', 'a', read)]);
    expect(together(cut, file).coverage).toMatchObject({ ended: 'complete', note: '' });
    expect(together(cut, snapshot(1, [])).coverage).toMatchObject({
      ended: 'interrupted',
      note: 'It broke.',
    });
  });
});

// Two parts of one account state: what each fact is, when and by whom it was read, or that it was not.
const scopes = {
  account: here.account,
  region: here.region,
  bucket: here.bucket,
  accessPoint: here.accessPoint,
} as const;
type Known = Readonly<Record<string, { value: unknown; minutes: readonly [number, number] }>>;
interface Seen {
  state: Known;
  /** For each fact, which of the two read it; the other has this gap. */
  by: Readonly<Record<string, 'first' | 'second' | 'both' | 'neither'>>;
  gap: Gap;
}
const facts = (Object.keys(scopes) as (keyof typeof scopes)[]).flatMap((scope) => factsOf(scope));

const seen: fc.Arbitrary<Seen> = fc.record({
  state: fc.record(
    Object.fromEntries(
      facts.map((fact) => [
        fact,
        fc.record({
          value: fc.constantFrom(...samples[fact](here.bucket)),
          minutes: fc.tuple(fc.integer({ min: 0, max: 28 }), fc.integer({ min: 29, max: 58 })),
        }),
      ]),
    ),
  ),
  by: fc.record(
    Object.fromEntries(
      facts.map((fact) => [fact, fc.constantFrom('first', 'second', 'both', 'neither')]),
    ),
  ),
  gap: fc.constantFrom(...gaps),
}) as fc.Arbitrary<Seen>;

/** What one of the two saw. */
function partOf({ state, by, gap: word }: Seen, which: 0 | 1): Snapshot {
  const mine = which === 0 ? 'first' : 'second';
  const route: Route = which === 0 ? 'direct' : 'file';
  const all = (Object.entries(scopes) as [keyof typeof scopes, string][]).map(([scope, name]) =>
    resource(
      scope,
      name,
      Object.fromEntries(
        factsOf(scope).map((fact) => {
          const { value, minutes } = state[fact] ?? { value: null, minutes: [0, 0] };
          const has = by[fact] === 'both' || by[fact] === mine;
          return [fact, has ? known(value, minutes[which], route) : gap(word, route)];
        }),
      ),
    ),
  );
  return snapshot(which === 0 ? 0 : 30, all, { endedAt: time(59 - (1 - which)) });
}
const registry = Object.values(checks);
const verdictsOf = (one: Snapshot) =>
  new Map(
    [...audit(one, registry)].map((finding) => [
      finding.key,
      `${finding.verdict}: ${finding.because}`,
    ]),
  );
const sorted = (one: Snapshot): Snapshot => ({
  ...one,
  facts: [...one.facts].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
});

describe('whatever two parts of an account hold', () => {
  test('it is the same which is added to which, and adding again changes nothing', () => {
    fc.assert(
      fc.property(seen, (parts) => {
        const [a, b] = [partOf(parts, 0), partOf(parts, 1)];
        const merged = together(a, b);
        expect(sorted(together(b, a))).toEqual(sorted(merged));
        expect(sorted(together(merged, a))).toEqual(sorted(merged));
        expect(sorted(together(merged, b))).toEqual(sorted(merged));
        expect(sorted(together(merged, merged))).toEqual(sorted(merged));
      }),
      { numRuns: 200 },
    );
  });

  test('no fact that one of them knows is unknown afterwards, unless its resource is gone', () => {
    fc.assert(
      fc.property(seen, (parts) => {
        const [a, b] = [partOf(parts, 0), partOf(parts, 1)];
        const merged = together(a, b);
        for (const one of merged.facts)
          for (const [fact, evidence] of Object.entries(one.facts)) {
            const before = [a, b].map((part) => factOf(part, one.resource, fact as FactName));
            const wasKnown = before.some((found) => found?.known);
            expect(evidence.known, fact).toBe(wasKnown);
            if (evidence.known)
              expect(before.map((found) => found?.known && found.from)).toContain(evidence.from);
          }
      }),
      { numRuns: 200 },
    );
  });

  test('verdicts are those of a scan that knew all of it', () => {
    fc.assert(
      fc.property(seen, (parts) => {
        const merged = together(partOf(parts, 0), partOf(parts, 1));
        const asOne: Seen = {
          ...parts,
          by: Object.fromEntries(
            Object.entries(parts.by).map(([fact, who]) => [
              fact,
              who === 'neither' ? who : 'second',
            ]),
          ),
        };
        // The same resources: what a complete list does not have is gone from a merged audit only.
        const held = new Set(merged.facts.map(keyOf));
        const one = partOf(asOne, 1);
        const whole = { ...one, facts: one.facts.filter((found) => held.has(keyOf(found))) };
        expect(verdictsOf(merged)).toEqual(verdictsOf(whole));
      }),
      { numRuns: 200 },
    );
  });
});
