import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exposed } from '../../src/access/exposure.ts';
import { nothingLifted } from '../../src/access/ways.ts';
import { complete } from '../../src/model/evidence.ts';
import { deeds, type Exposure, reaches } from '../../src/model/exposure.ts';
import type { Facts, PublicAccessBlock } from '../../src/model/facts.ts';
import { allUsers, authenticatedUsers } from '../../src/policy/groups.ts';
import { acl, block, grant } from '../samples.ts';
import { view } from '../access/views.ts';
import { statement, statements } from './worlds.ts';
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
