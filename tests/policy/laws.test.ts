import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exposed } from '../../src/access/exposure.ts';
import { nothingLifted } from '../../src/access/ways.ts';
import { complete } from '../../src/model/evidence.ts';
import { deeds, type Exposure, reaches } from '../../src/model/exposure.ts';
import type { Facts, PublicAccessBlock } from '../../src/model/facts.ts';
import { allUsers, authenticatedUsers } from '../../src/policy/groups.ts';
import { pointSettings } from '../point-cases.ts';
import { acl, block, globalArn, grant, here, multiRegionPoint, pointEntry } from '../samples.ts';
import { view } from '../access/views.ts';
import { bucket, statement, statements } from './worlds.ts';
import '../fast-check.ts';

type Json = Readonly<Record<string, unknown>>;
const switchNames = [
  'blockPublicAcls',
  'ignorePublicAcls',
  'blockPublicPolicy',
  'restrictPublicBuckets',
] as const;
const blocks = fc.subarray([...switchNames]).map((on): PublicAccessBlock => block(...on));
const acls = fc.constantFrom(
  acl(),
  acl(grant(allUsers, 'READ')),
  acl(grant(authenticatedUsers, 'FULL_CONTROL')),
  acl({ type: 'CanonicalUser', grantee: 'friend', permission: 'WRITE' }),
);
const worlds = fc.record({ list: statements, bucket: blocks, account: blocks, list2: acls });
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

const facts = ({ list, bucket, account, list2 }: World): Partial<Facts> => ({
  policy: JSON.stringify({ Version: '2012-10-17', Statement: list }),
  publicAccessBlock: bucket,
  accountPublicAccessBlock: account,
  acl: list2,
  ownership: null,
  accessPoints: complete([]),
  multiRegionAccessPoints: complete([]),
});
const exposureOf = (known: Partial<Facts>): Exposure =>
  exposed(view({ facts: known }), nothingLifted);
const width = (exposure: Exposure) =>
  deeds.map((deed) => reaches.indexOf(exposure[deed].who as 'own'));
const notWider = (after: Exposure, before: Exposure) => {
  const [a, b] = [width(after), width(before)];
  for (const [at, deed] of deeds.entries())
    expect([deed, (a[at] as number) >= (b[at] as number)]).toEqual([deed, true]);
};

/** Statements as an access point has them, for the same keys. */
const onPoint = (arn: string) => (one: Json) => {
  const map = (of: unknown) =>
    [of].flat().map((text) => {
      const rest = String(text).slice(bucket.length);
      if (!String(text).startsWith(bucket)) return String(text);
      return rest.startsWith('/') ? `${arn}/object${rest}` : arn + rest;
    });
  const { Resource, NotResource, ...rest } = one;
  return {
    ...rest,
    ...(Resource !== undefined && { Resource: map(Resource) }),
    ...(NotResource !== undefined && { NotResource: map(NotResource) }),
  };
};
const point = pointEntry();
const ways = fc.constantFrom<Json>(
  { StringEquals: { 's3:DataAccessPointAccount': here.account } },
  { ArnLike: { 's3:DataAccessPointArn': `arn:aws:s3:*:${here.account}:accesspoint/*` } },
  { ArnEquals: { 's3:DataAccessPointArn': point.arn } },
  { StringEquals: { 's3:DataAccessPointArn': globalArn } },
  { StringNotEquals: { 's3:AccessPointNetworkOrigin': 'VPC' } },
);
const pointWorlds = fc.record({
  world: worlds,
  left: fc.array(ways, { minLength: 1, maxLength: 2 }),
  own: statements,
  everywhere: statements,
  ownBlock: blocks,
  globalBlock: blocks,
  vpc: fc.boolean(),
});
type PointWorld = typeof pointWorlds extends fc.Arbitrary<infer T> ? T : never;
const text = (list: readonly Json[]) => JSON.stringify({ Version: '2012-10-17', Statement: list });
const pointFacts = (one: PointWorld): Partial<Facts> => ({
  ...facts({
    ...one.world,
    list: [
      ...one.world.list,
      ...one.left.map((Condition) => ({
        Effect: 'Allow',
        Principal: '*',
        Action: '*',
        Resource: [bucket, `${bucket}/*`],
        Condition,
      })),
    ],
  }),
  accessPoints: complete([pointEntry(here.accessPoint, one.vpc ? 'VPC' : 'Internet')]),
  accessPoint: pointSettings(one.ownBlock),
  accessPointPolicy: text(one.own.map(onPoint(point.arn))),
  multiRegionAccessPoints: complete([
    { ...multiRegionPoint(here.bucket), publicAccessBlock: one.globalBlock },
  ]),
  multiRegionAccessPointPolicy: text(one.everywhere.map(onPoint(globalArn))),
});

/** The same where both are told: what goes beyond our patience is unknown, which says neither. */
const notWiderIfKnown = (after: Exposure, before: Exposure) => {
  for (const deed of deeds) {
    const [a, b] = [after[deed].who, before[deed].who];
    if (a === 'unknown' || b === 'unknown') continue;
    expect([deed, reaches.indexOf(a) >= reaches.indexOf(b)]).toEqual([deed, true]);
  }
};

describe('exposure through access points', () => {
  const levels = fc.constantFrom('bucket', 'account', 'ownBlock', 'globalBlock');

  test('a further Deny, in any of the policies, never widens it', () => {
    fc.assert(
      fc.property(
        pointWorlds,
        statement('Deny'),
        fc.constantFrom('list', 'own', 'everywhere'),
        (one, deny, where) => {
          const changed =
            where === 'list'
              ? { ...one, world: { ...one.world, list: [...one.world.list, deny] } }
              : where === 'own'
                ? { ...one, own: [...one.own, deny] }
                : { ...one, everywhere: [...one.everywhere, deny] };
          notWiderIfKnown(exposureOf(pointFacts(changed)), exposureOf(pointFacts(one)));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a further switch, at any level, never widens it', () => {
    fc.assert(
      fc.property(pointWorlds, fc.constantFrom(...switchNames), levels, (one, name, level) => {
        const changed =
          level === 'bucket' || level === 'account'
            ? { ...one, world: { ...one.world, [level]: { ...one.world[level], [name]: true } } }
            : level === 'ownBlock'
              ? { ...one, ownBlock: { ...one.ownBlock, [name]: true } }
              : { ...one, globalBlock: { ...one.globalBlock, [name]: true } };
        notWiderIfKnown(exposureOf(pointFacts(changed)), exposureOf(pointFacts(one)));
      }),
      { numRuns: 60 },
    );
  });

  test('a further Allow of a point never narrows it while nothing is restricted', () => {
    fc.assert(
      fc.property(pointWorlds, statement('Allow'), fc.boolean(), (one, allow, everywhere) => {
        const open = {
          ...one,
          world: { ...one.world, bucket: block(), account: block() },
          ownBlock: block(),
          globalBlock: block(),
        };
        const changed = everywhere
          ? { ...open, everywhere: [...open.everywhere, allow] }
          : { ...open, own: [...open.own, allow] };
        notWiderIfKnown(exposureOf(pointFacts(open)), exposureOf(pointFacts(changed)));
      }),
      { numRuns: 60 },
    );
  });

  test('a fact that is hidden withdraws, and never changes, what is said', () => {
    const hidable = [
      'policy',
      'publicAccessBlock',
      'accountPublicAccessBlock',
      'accessPoints',
      'accessPoint',
      'accessPointPolicy',
      'multiRegionAccessPoints',
      'multiRegionAccessPointPolicy',
    ] as const;
    fc.assert(
      fc.property(pointWorlds, fc.subarray([...hidable], { minLength: 1 }), (one, hidden) => {
        const known = pointFacts(one);
        const truth = exposureOf(known);
        const left = Object.fromEntries(
          Object.entries(known).filter(([fact]) => !hidden.some((name) => name === fact)),
        );
        const seen = exposureOf(left);
        for (const deed of deeds) {
          const { who } = seen[deed];
          if (who !== 'unknown') expect([deed, who]).toEqual([deed, truth[deed].who]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('exposure', () => {
  test('a further Deny never widens it', () => {
    fc.assert(
      fc.property(worlds, statement('Deny'), (world, deny) => {
        const known = facts(world);
        notWider(exposureOf(facts({ ...world, list: [...world.list, deny] })), exposureOf(known));
      }),
      { numRuns: 300 },
    );
  });

  test('a further switch never widens it', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom(...switchNames), fc.boolean(), (world, name, level) => {
        const changed = level
          ? { ...world, bucket: { ...world.bucket, [name]: true } }
          : { ...world, account: { ...world.account, [name]: true } };
        notWider(exposureOf(facts(changed)), exposureOf(facts(world)));
      }),
      { numRuns: 300 },
    );
  });

  test('a further Allow never narrows it while nothing is restricted', () => {
    fc.assert(
      fc.property(worlds, statement('Allow'), (world, allow) => {
        // A public statement makes Restrict Public Buckets cut off the others too, which is as AWS has it.
        const open = {
          ...world,
          bucket: { ...world.bucket, restrictPublicBuckets: false },
          account: { ...world.account, restrictPublicBuckets: false },
        };
        notWider(
          exposureOf(facts(open)),
          exposureOf(facts({ ...open, list: [...open.list, allow] })),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('order, splitting, lists, scalars and letter case of keys change nothing', () => {
    const upper = (one: Json): Json => ({
      ...one,
      ...(one['Condition'] !== undefined && {
        Condition: Object.fromEntries(
          Object.entries(one['Condition'] as Record<string, Json>).map(([operator, of]) => [
            operator,
            Object.fromEntries(
              Object.entries(of).map(([key, v]) => [key.toUpperCase(), [v].flat()]),
            ),
          ]),
        ),
      }),
    });
    const split = (one: Json): Json[] =>
      one['Action'] === undefined
        ? [one]
        : [one['Action']].flat().map((action) => ({ ...one, Action: [action] }));
    fc.assert(
      fc.property(worlds, (world) => {
        const before = width(exposureOf(facts(world)));
        for (const list of [
          world.list.toReversed(),
          world.list.map(upper),
          world.list.flatMap(split),
          [...world.list, ...world.list],
        ])
          expect(width(exposureOf(facts({ ...world, list })))).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  test('a fact that is hidden withdraws, and never changes, what is said', () => {
    const hidable = [
      'policy',
      'publicAccessBlock',
      'accountPublicAccessBlock',
      'acl',
      'ownership',
    ] as const;
    fc.assert(
      fc.property(worlds, fc.subarray([...hidable], { minLength: 1 }), (world, hidden) => {
        const known = facts(world);
        const truth = exposureOf(known);
        const left = Object.fromEntries(
          Object.entries(known).filter(([fact]) => !hidden.some((one) => one === fact)),
        );
        const seen = exposureOf(left);
        for (const deed of deeds) {
          const { who, missing } = seen[deed];
          if (who === 'unknown') expect(missing.length).toBeGreaterThan(0);
          else expect([deed, who]).toEqual([deed, truth[deed].who]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
