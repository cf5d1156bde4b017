import { afterAll, beforeAll, expect, test } from 'vitest';
import { directPassage } from '../../src/app/routes/roof.ts';
import { audit } from '../../src/audit/audit.ts';
import * as checks from '../../src/checks/index.ts';
import { gate } from '../../src/gather/gate.ts';
import { pause } from '../../src/gather/pace.ts';
import type { Roof } from '../../src/gather/roof.ts';
import { scan, type ScanPlan } from '../../src/gather/scan.ts';
import { gapSays } from '../../src/model/words.ts';
import { keyOf, type ResourceFacts, type Snapshot } from '../../src/model/snapshot.ts';
import { type Front, startFront } from '../aws/front.ts';
import type { Rule } from '../aws/script.ts';

/** 500 buckets, and everything that can go wrong at once. */
const regions = ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-southeast-2', 'eu-south-1'];
const dead = 'ap-southeast-2';
const optIn = 'eu-south-1';
const count = 500;
const plan: ScanPlan = {
  region: 'us-east-1',
  provider: 'aws',
  accountName: '',
  concurrency: 16,
  tool: { name: 'test', version: '0', build: '' },
};

let front: Front;
beforeAll(async () => {
  front = await startFront({ generated: { buckets: count, regions }, cors: 'open' });
});
afterAll(() => front.stop());

/** The page's own way to AWS. Waits are cut short: what is tested is that the scan waits, not how long. */
function roofOf(generation: () => number): Roof {
  const keys = () => ({
    accessKeyId: `ASIACHAOS${generation()}`,
    secretAccessKey: 'secret',
    sessionToken: `token-${generation()}`,
    expiresAt: null,
  });
  return {
    passages: [directPassage({ keys, generation }, front.url)],
    now: () => new Date().toISOString(),
    clock: () => performance.now(),
    wait: (ms, signal) => pause(Math.min(ms, 4), signal),
    random: Math.random,
    generation,
  };
}

const at = (snapshot: Snapshot) =>
  new Map(snapshot.facts.map((resource) => [keyOf(resource), resource]));

test('completes, loses nothing, and explains every gap', async () => {
  const calm = await scan(
    plan,
    roofOf(() => 0),
  );
  expect(calm.coverage).toMatchObject({ ended: 'complete', bucketsRead: count });
  const calmly = at(calm);

  const s3 = { service: ['s3', 's3control'] };
  const rules: Rule[] = [
    { when: { ...s3, region: dead }, do: 'reset' },
    { when: { ...s3, region: optIn }, do: 'invalidToken' },
    { when: { accessKey: 'ASIACHAOS0' }, after: 1500, do: 'expire' },
    { when: { accessKey: 'ASIACHAOS1' }, after: 2500, do: 'expire' },
    { when: s3, share: 0.05, do: 'throttle' },
    { when: s3, share: 0.01, do: 'reset' },
    { when: s3, share: 0.01, do: 'serverError' },
    { when: s3, share: 0.02, do: { latencyMs: 60 } },
  ];
  front.reset();
  front.script(rules);
  const through = gate();
  const kept = new Map<string, ResourceFacts>();
  let generation = 0;
  let expiries = 0;
  const found = await scan(
    plan,
    roofOf(() => generation),
    {
      progress({ paused }) {
        if (paused?.why !== 'session') return;
        expiries++;
        generation++;
        through.renewed();
      },
      checkpoint: (resource) => void kept.set(keyOf(resource), resource),
    },
    new AbortController().signal,
    through,
  );

  expect(expiries).toBe(2);
  expect(front.unknown).toEqual([]);
  expect(found.coverage).toMatchObject({ ended: 'complete', note: '' });
  // Nothing lost: every bucket of the list is there, and everything kept on the way is in the result.
  expect(found.coverage.bucketsListed).toBe(count);
  expect(found.facts.filter(({ type }) => type === 'bucket')).toHaveLength(count);
  for (const [key, resource] of kept) expect(at(found).get(key)).toEqual(resource);

  // Every value is the one of a calm scan; every gap has a reason, and outside the closed Regions there is hardly any.
  let gaps = 0;
  for (const { facts, ...resource } of found.facts) {
    const before = calmly.get(keyOf(resource))?.facts ?? {};
    const shut = resource.region === dead || resource.region === optIn;
    for (const [fact, evidence] of Object.entries(facts)) {
      if (evidence.known) {
        const calmValue = before[fact as keyof typeof before];
        expect(calmValue?.known && calmValue.value, `${resource.resource} ${fact}`).toEqual(
          evidence.value,
        );
        continue;
      }
      expect(gapSays(evidence.gap, evidence.detail)).not.toBe('');
      expect(evidence.tried.length > 0 || evidence.detail !== '').toBe(true);
      if (!shut) gaps++;
      else
        expect(evidence.detail).toMatch(
          resource.region === dead
            ? /^(NoAnswer|RegionUnreachable|Unreachable)$/
            : /^(InvalidToken|RegionRefusesToken)$/,
        );
    }
  }
  const asked = found.facts.length * 17;
  expect(gaps / asked).toBeLessThan(0.002);
  const skipped = found.coverage.skippedRegions.filter(({ service }) => service === 's3');
  expect(skipped.map(({ region }) => region).sort()).toEqual([dead, optIn].sort());
  for (const { reason } of skipped) expect(reason).not.toBe('');

  // And no verdict differs: what could not be read is not assessed.
  const verdicts = (snapshot: Snapshot) =>
    new Map([...audit(snapshot, Object.values(checks))].map(({ key, verdict }) => [key, verdict]));
  const calmVerdicts = verdicts(calm);
  let judged = 0;
  for (const [key, verdict] of verdicts(found)) {
    if (verdict === 'notAssessed') continue;
    judged++;
    expect([key, verdict]).toEqual([key, calmVerdicts.get(key)]);
  }
  expect(judged).toBeGreaterThan(5_000);
}, 120_000);
