import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exposureOf } from '../../src/access/exposure.ts';
import { indexAccount } from '../../src/access/index-account.ts';
import { viewOf } from '../../src/access/view.ts';
import { audit } from '../../src/audit/audit.ts';
import * as checks from '../../src/checks/index.ts';
import type { Service } from '../../src/gather/gatherer.ts';
import { gatherers } from '../../src/gather/index.ts';
import type { Passage, Records, Roof } from '../../src/gather/roof.ts';
import { scan, type ScanPlan } from '../../src/gather/scan.ts';
import type { Evidence, Route } from '../../src/model/evidence.ts';
import type { VerdictWord } from '../../src/model/check.ts';
import { deeds, reaches } from '../../src/model/exposure.ts';
import { type FactName, factScope } from '../../src/model/facts.ts';
import { keyOf, type ResourceFacts, type Snapshot } from '../../src/model/snapshot.ts';
import { nodeRoof } from '../../src/node/roof.ts';
import { sample } from '../aws/accounts/sample.ts';
import { type HeldAws, startHeldAws } from '../aws/held.ts';

/**
 * Whatever subset of routes and actions is open over the same account, no verdict differs from the fully open one; it
 * is only withdrawn. The account is read once over the wire; each run then has a subset of the same answers.
 */
const now = '2026-11-20T09:30:00.000Z';
const all = Object.values(checks);
const plan: ScanPlan = {
  region: 'eu-central-1',
  provider: 'aws',
  accountName: '',
  concurrency: 16,
  tool: { name: 'test', version: '0', build: '' },
};
type Answered = { output: unknown } | { error: unknown };
const wire = new Map<string, Answered>();
const keyOfCall = (service: Service, region: string, command: unknown): string =>
  `${service} ${region} ${(command as object).constructor.name} ${JSON.stringify((command as { input: unknown }).input)}`;
const lost = Object.assign(new Error('TypeError'), { name: 'TypeError' });
const refused = (name: string, httpStatusCode: number) =>
  Object.assign(new Error(name), {
    name,
    $metadata: { httpStatusCode },
    $response: { statusCode: httpStatusCode, headers: {} },
  });
const actionOf = new Map(
  gatherers.map(({ service, call, action }) => [`${service} ${call.name}`, action]),
);

let aws: HeldAws;
let whole: Snapshot;
let verdicts: ReadonlyMap<string, VerdictWord>;
let exposed: ReadonlyMap<string, readonly [string, string | undefined]>;
/** By what is judged and by which check, without the account's id, which a closed STS leaves unknown. */
const verdictsOf = (snapshot: Snapshot): Map<string, VerdictWord> =>
  new Map(
    [...audit(snapshot, all)].map(({ resourceType, region, resource, check, verdict }) => [
      `${resourceType} ${region} ${resourceType === 'account' ? '' : resource} ${check}`,
      verdict,
    ]),
  );

/** Who gets in, by bucket and deed, and who at least where that is unknown. */
function exposures(snapshot: Snapshot): Map<string, readonly [string, string | undefined]> {
  const index = indexAccount(snapshot);
  return new Map(
    snapshot.facts
      .filter(({ type }) => type === 'bucket')
      .flatMap((bucket) => {
        const { now: found } = exposureOf(viewOf(bucket, index));
        return deeds.map((deed) => {
          const { who, atLeast } = found[deed];
          return [`${bucket.resource} ${deed}`, [who, atLeast?.who]] as const;
        });
      }),
  );
}
const rank = (who: string) => (reaches as readonly string[]).indexOf(who);

beforeAll(async () => {
  aws = await startHeldAws();
  await aws.hold(sample);
  const roof = nodeRoof(
    { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 's', sessionToken: 't' },
    aws.front.url,
    16,
  );
  const [direct] = roof.passages as [Passage];
  whole = await scan(plan, {
    ...roof,
    now: () => now,
    passages: [
      {
        ...direct,
        async send(service, region, command, signal) {
          const key = keyOfCall(service, region, command);
          try {
            const output = await direct.send(service, region, command, signal);
            wire.set(key, { output });
            return output;
          } catch (error) {
            wire.set(key, { error });
            throw error;
          }
        },
      },
    ],
  });
  verdicts = verdictsOf(whole);
  exposed = exposures(whole);
  expect(aws.front.unknown).toEqual([]);
}, 60_000);
afterAll(() => aws.stop());

/** What is closed in one run. */
interface Closed {
  actions: readonly string[];
  /** Codes by which closed actions are refused. */
  code: 'AccessDenied' | 'SlowDown' | 'InternalError';
  /** `route service region`, each withheld or lost. */
  places: readonly string[];
  relayRegions: readonly string[];
  /** Facts that were recorded, everywhere or in some Regions; null where nothing is. */
  recorded: { facts: readonly FactName[]; regions: readonly string[] } | null;
}

/** The same account behind what is closed. The time never passes, so that nothing waits. */
function roofOf(closed: Closed): Roof {
  const shut = new Set(closed.places);
  const status = { AccessDenied: 403, SlowDown: 503, InternalError: 500 };
  const passage = (route: Route, leadsTo: readonly string[] | null): Passage => ({
    route,
    browser: true,
    serves: (service, region) => leadsTo === null || (service === 's3' && leadsTo.includes(region)),
    ...(leadsTo && { regions: leadsTo }),
    async send(service, region, command) {
      if (shut.has(`${route} ${service} ${region}`)) throw lost;
      const action = actionOf.get(`${service} ${(command as object).constructor.name}`) ?? '';
      if (closed.actions.includes(action)) throw refused(closed.code, status[closed.code]);
      const answer = wire.get(keyOfCall(service, region, command));
      // What the fully open scan did not ask was not recorded; there nobody answers.
      if (!answer) throw lost;
      if ('error' in answer) throw answer.error;
      return answer.output;
    },
  });
  return {
    passages: [passage('direct', null), passage('relay', closed.relayRegions)],
    ...(closed.recorded && { records: recordsOf(closed.recorded) }),
    now: () => now,
    clock: () => 0,
    wait: async () => undefined,
    random: () => 0,
  };
}

const held = new Map<string, ResourceFacts>();
function recordsOf({ facts, regions }: NonNullable<Closed['recorded']>): Records {
  if (held.size === 0) for (const one of whole.facts) held.set(keyOf(one), one);
  return {
    async read({ fact, action }, { bucket, accessPoint, region }) {
      const scope = factScope[fact];
      const from = {
        account: '',
        region,
        bucket,
        accessPoint,
        multiRegionAccessPoint: accessPoint,
      };
      const resource = from[scope];
      const of = held.get(keyOf({ type: scope, region, resource }));
      const evidence = of?.facts[fact] as Evidence<unknown> | undefined;
      if (!facts.includes(fact) || !evidence?.known) return null;
      if (!regions.includes(region))
        return {
          ...{ known: false, gap: 'skipped', actions: [action], detail: 'NotRecorded' },
          tried: [{ route: 'config', gap: 'skipped', detail: 'NotRecorded' }],
        };
      return { known: true, value: evidence.value, from: 'config', at: '2026-11-19T00:00:00.000Z' };
    },
  };
}

const regionsOfAccount = () =>
  [...new Set(whole.facts.map(({ region }) => region))].filter(Boolean);
const arbitraryClosed = (): fc.Arbitrary<Closed> => {
  const regions = regionsOfAccount();
  const places = (['direct', 'relay'] as const).flatMap((route) =>
    (['s3', 's3control', 'ec2', 'sts'] as const).flatMap((service) =>
      regions.map((region) => `${route} ${service} ${region}`),
    ),
  );
  const directS3 = places.filter((place) => place.startsWith('direct s3'));
  return fc.record({
    actions: fc.subarray([...new Set(actionOf.values())]),
    code: fc.constantFrom('AccessDenied', 'SlowDown', 'InternalError'),
    places: fc.oneof(
      fc.subarray(places, { maxLength: 8 }),
      // As a browser finds it on AWS: S3 withheld everywhere.
      fc.subarray(places, { maxLength: 4 }).map((some) => [...new Set([...some, ...directS3])]),
    ),
    relayRegions: fc.subarray(regions),
    recorded: fc.option(
      fc.record({
        facts: fc.subarray(Object.keys(factScope) as FactName[]),
        regions: fc.subarray(regions),
      }),
    ),
  });
};

test('with everything open the account is read in full', () => {
  expect(whole.coverage.ended).toBe('complete');
  const judged = [...verdicts.values()];
  expect(judged.filter((word) => word === 'fail').length).toBeGreaterThan(100);
  expect(judged.filter((word) => word === 'pass').length).toBeGreaterThan(100);
});

test('a subset of routes and actions never changes a verdict, it only withdraws it', async () => {
  let withdrawn = 0;
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryClosed(), async (closed) => {
      const part = await scan(plan, roofOf(closed));
      for (const [key, verdict] of verdictsOf(part)) {
        expect(verdicts.has(key), key).toBe(true);
        if (verdict === 'notAssessed') withdrawn++;
        else {
          kept++;
          expect([key, verdict]).toEqual([key, verdicts.get(key)]);
        }
      }
      for (const [key, [who, atLeast]] of exposures(part)) {
        const of = exposed.get(key)?.[0] as string;
        // Where S3's own word and our reading differ, nothing is settled; without that word the reading stands.
        if (of === 'unknown') continue;
        if (who !== 'unknown') expect([key, who]).toEqual([key, of]);
        else if (atLeast) expect(rank(of), key).toBeLessThanOrEqual(rank(atLeast));
      }
    }),
    { numRuns: 150 },
  );
  // The subsets are neither all empty nor all whole.
  expect(withdrawn).toBeGreaterThan(1000);
  expect(kept).toBeGreaterThan(1000);
}, 120_000);

test('every gap of a subset says which routes were tried, or why none was', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryClosed(), async (closed) => {
      const part = await scan(plan, roofOf(closed));
      for (const { facts } of part.facts)
        for (const evidence of Object.values(facts))
          if (!evidence.known)
            expect(
              evidence.tried.length > 0 || evidence.detail !== '',
              JSON.stringify(evidence),
            ).toBe(true);
    }),
    { numRuns: 40 },
  );
}, 60_000);
