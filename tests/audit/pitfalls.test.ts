import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exposed } from '../../src/access/exposure.ts';
import { indexAccount } from '../../src/access/index-account.ts';
import { viewOf } from '../../src/access/view.ts';
import { nothingLifted } from '../../src/access/ways.ts';
import { audit } from '../../src/audit/audit.ts';
import * as registry from '../../src/checks/index.ts';
import type { Check, Need, VerdictWord } from '../../src/model/check.ts';
import type { Deed, Exposed } from '../../src/model/exposure.ts';
import { type FactName, factScope } from '../../src/model/facts.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { ResourceFacts } from '../../src/model/snapshot.ts';
import { here } from '../samples.ts';
import { type Case, given, slotsOf, snapshotOf } from './case.ts';
import { elsewhere, type Pit, pitfalls } from './pitfalls.ts';

/**
 * What users of other tools complained of, about exposure and TLS: each a small account that the whole audit is run
 * on. The ids are those of our list of complaints, T01 to T90; what is on other subjects is accounted for below.
 */
const checks = Object.values(registry) as unknown as readonly Check[];
const needs: readonly Need[] = Object.keys(factScope) as FactName[];

function judged({ facts, others, gaps, partition }: Pit) {
  const named: Case = {
    name: '',
    facts,
    ...(others && { others }),
    ...(gaps && { gaps }),
    ...(partition !== undefined && { partition }),
  };
  const slots = slotsOf({ needs } as Check, named);
  const snapshot = snapshotOf(slots, given(slots), named);
  const bucket = snapshot.facts.find(({ resource }) => resource === here.bucket) as ResourceFacts;
  return {
    findings: [...audit(snapshot, checks)],
    exposure: exposed(viewOf(bucket, indexAccount(snapshot)), nothingLifted),
  };
}

const ofResource = (findings: readonly Finding[], check: string, resource?: string) =>
  findings.filter(
    (finding) =>
      finding.check === check && (resource === undefined || finding.resource === resource),
  );

describe.each(pitfalls.map((pitfall) => [pitfall.id, pitfall] as const))('%s', (id, pitfall) => {
  test.each(pitfall.cases.map((one) => [`${id}: ${one.says}`, one] as const))('%s', (_, one) => {
    const { findings, exposure } = judged(one);
    for (const [check, verdict] of Object.entries(one.verdicts) as [string, VerdictWord][]) {
      const account = check.startsWith('account-');
      const point = check.startsWith('access-point-');
      const resource = account ? here.account : point ? here.accessPoint : here.bucket;
      // One row, never two that contradict each other.
      expect(
        ofResource(findings, check, resource).map((finding) => [check, finding.verdict]),
      ).toEqual([[check, verdict]]);
    }
    for (const [check, words] of Object.entries(one.because ?? {}))
      expect(ofResource(findings, check, here.bucket)[0]?.because).toMatch(words);
    for (const [check, actions] of Object.entries(one.asksFor ?? {}))
      expect(
        ofResource(findings, check, here.bucket)[0]?.missing.flatMap((fact) => fact.actions),
      ).toEqual(expect.arrayContaining([...actions]));
    for (const [other, verdicts] of Object.entries(one.neighbours ?? {}))
      for (const [check, verdict] of Object.entries(verdicts))
        expect(ofResource(findings, check, other).map((finding) => finding.verdict)).toEqual([
          verdict,
        ]);
    for (const [deed, who] of Object.entries(one.exposure ?? {}) as [Deed, Exposed['who']][])
      expect([deed, exposure[deed].who]).toEqual([deed, who]);
  });
});

describe('every complaint is accounted for', () => {
  const ids = Array.from({ length: 90 }, (_, at) => `T${String(at + 1).padStart(2, '0')}`);
  const tests = new URL('../', import.meta.url);
  const sources = readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('pitfalls.ts'))
    .map((file) => [file, readFileSync(new URL(file, tests), 'utf8')] as const);

  test.each(ids)('%s', (id) => {
    const here = pitfalls.filter((pitfall) => pitfall.id === id);
    const there = Object.hasOwn(elsewhere, id) ? [elsewhere[id]] : [];
    expect(here.length + there.length).toBe(1);
    const [place] = there;
    if (place === undefined || 'later' in place) return;
    const source = sources.find(([file]) => file === place.in)?.[1] ?? '';
    expect(source).toContain(place.test ?? `${id}: `);
  });

  test('and nothing else', () => {
    for (const id of [...pitfalls.map((pitfall) => pitfall.id), ...Object.keys(elsewhere)])
      expect(ids).toContain(id);
  });
});
