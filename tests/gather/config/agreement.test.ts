import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordedFacts } from '../../../src/gather/config/gaps.ts';
import { bucketGatherers } from '../../../src/gather/index.ts';
import type { Evidence } from '../../../src/model/evidence.ts';
import type { FactName } from '../../../src/model/facts.ts';
import { factShapes } from '../../../src/report/import/facts.ts';
import type { Account } from '../../aws/accounts/account.ts';
import { accounts } from '../../aws/accounts/index.ts';
import { type HeldAws, startHeldAws } from '../../aws/held.ts';
import { account as everySetting } from '../live-account.ts';
import { lineOf, read, roofOf } from './roof.ts';

let aws: HeldAws;
beforeAll(async () => {
  aws = await startHeldAws();
});
afterAll(async () => {
  expect(aws.front.unknown).toEqual([]);
  await aws.stop();
});

/** What Config does not tell, taken out of what S3 tells. */
const asRecorded: Partial<Record<FactName, (live: never, recorded: never) => unknown>> = {
  encryption: (live: readonly object[]) =>
    live.map((rule) => ({ ...rule, blockedTypes: 'notRecorded' })),
  replication: (live: readonly { wholeBucket: boolean }[]) =>
    live.map(({ wholeBucket: _wholeBucket, ...rule }) => rule),
  tags: (live: readonly { key: string }[]) => live.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  notification: (live: object, recorded: { eventBridge: unknown }) =>
    recorded.eventBridge === 'notRecorded' ? { ...live, eventBridge: 'notRecorded' } : live,
};
const sorted = (fact: FactName, value: unknown) =>
  fact === 'tags' && value ? asRecorded.tags?.(value as never, null as never) : value;

const known = (evidence: Evidence<unknown>) => {
  if (!evidence.known) throw new Error(`unread: ${evidence.detail}`);
  return evidence.value;
};

const cases: readonly [string, Account, 'query' | 'item'][] = [
  ['the sample, as queries answer', accounts.sample, 'query'],
  ['the sample, as items hold it', accounts.sample, 'item'],
  ['a bucket with every setting, as queries answer', everySetting, 'query'],
  ['a bucket with every setting, as items hold it', everySetting, 'item'],
];

describe.each(cases)('%s', (_, account, form) => {
  // Nothing is denied to either, so that every fact can be compared.
  const whole: Account = {
    ...account,
    denied: [],
    buckets: account.buckets.map((bucket) => ({ ...bucket, denied: [] })),
  };

  test('whatever both S3 and AWS Config tell of a bucket, they tell alike', async () => {
    await aws.hold(whole);
    aws.front.config.record({ account: whole.id, form });
    const live = lineOf(roofOf(aws.front, []));
    const config = lineOf(roofOf(aws.front));
    const compared = new Map<FactName, number>();
    for (const { name, region = 'us-east-1' } of whole.buckets)
      for (const { fact } of bucketGatherers) {
        const at = { bucket: name, region };
        const found = await read(fact, config, at);
        if (!found.known) continue;
        expect(found.from, fact).toBe('config');
        expect(found.at, fact).toBe('2026-11-30T12:00:00.000Z');
        const said = known(await read(fact, live, at));
        const adapted =
          said === null ? null : asRecorded[fact]?.(said as never, found.value as never);
        expect(sorted(fact, found.value), `${fact} of ${name}`).toEqual(
          asRecorded[fact] ? adapted : said,
        );
        const file: unknown = JSON.parse(JSON.stringify(found.value));
        expect(factShapes[fact](file, fact)).toEqual(found.value);
        compared.set(fact, (compared.get(fact) ?? 0) + 1);
      }
    // Each fact that Config records was compared at least once, so none can agree by never being told.
    expect([...compared.keys()].sort()).toEqual(
      bucketGatherers
        .map(({ fact }) => fact)
        .filter((fact) => recordedFacts.has(fact))
        .sort(),
    );
  });

  test('so do they of the account and its access points', async () => {
    await aws.hold(whole);
    aws.front.config.record({ account: whole.id, form });
    const live = lineOf(roofOf(aws.front, []));
    const config = lineOf(roofOf(aws.front));
    const items = async (fact: FactName, on: typeof live, region = 'us-west-2') =>
      (known(await read(fact, on, { region })) as { items: { name: string }[] }).items.toSorted(
        (a, b) => (a.name < b.name ? -1 : 1),
      );
    expect(await items('buckets', config)).toEqual(await items('buckets', live));
    expect(known(await read('accountPublicAccessBlock', config))).toEqual(
      known(await read('accountPublicAccessBlock', live)),
    );
    expect(await items('multiRegionAccessPoints', config)).toEqual(
      (await items('multiRegionAccessPoints', live)).map((point) => ({ ...point, status: '' })),
    );
    for (const point of whole.accessPoints ?? []) {
      const region = whole.buckets.find(({ name }) => name === point.bucket)?.region ?? '';
      expect(await items('accessPoints', config, region)).toEqual(
        await items('accessPoints', live, region),
      );
      const at = { accessPoint: point.name, region };
      expect(known(await read('accessPoint', config, at))).toEqual(
        known(await read('accessPoint', live, at)),
      );
    }
  });
});
