import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import type { Finding } from '../../src/model/finding.ts';
import { reportInput, reportLimits } from '../../src/report/input.ts';
import { rulesVersion } from '../../src/report/rules.ts';
import { madeUpAccount, smallAccount } from './account.ts';
import { madeUpChecks } from './checks.ts';
import { inputFor } from './make-pdf.ts';

const count = (findings: readonly Finding[], verdict: string) =>
  findings.filter((finding) => finding.verdict === verdict).length;

describe('what the report shows', () => {
  const findings = [...audit(smallAccount(), madeUpChecks)];
  const input = inputFor(smallAccount());

  test('counts every finding once, in all and by check and by resource', () => {
    for (const verdict of ['pass', 'fail', 'notApplicable', 'notAssessed'] as const) {
      const all = count(findings, verdict);
      expect(input.counts[verdict]).toBe(all);
      expect(input.checks.reduce((sum, { counts }) => sum + counts[verdict], 0)).toBe(all);
      const lists = [...(input.account ? [input.account] : []), ...input.checklists];
      expect(lists.reduce((sum, { counts }) => sum + counts[verdict], 0)).toBe(all);
      expect(
        lists.flatMap(({ rows }) => rows).filter((row) => row.verdict === verdict),
      ).toHaveLength(all);
    }
    expect(Object.values(input.fails).reduce((sum, one) => sum + one, 0)).toBe(input.counts.fail);
  });

  test('is plain data that a worker can be sent', () => {
    expect(structuredClone(input)).toEqual(input);
    expect(JSON.parse(JSON.stringify(input))).toEqual(input);
  });

  test('does not depend on the order of findings', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(findings, { minLength: findings.length }), (shuffled) => {
        const other = reportInput(smallAccount(), shuffled, madeUpChecks);
        expect(other.counts).toEqual(input.counts);
        expect(other.checks.map(({ check, counts }) => [check.id, counts])).toEqual(
          input.checks.map(({ check, counts }) => [check.id, counts]),
        );
        expect(other.lines).toEqual(input.lines);
      }),
      { numRuns: 30 },
    );
  });

  test('groups fails by reason and keeps every name', () => {
    const snapshot = madeUpAccount([
      { name: 'a', versioned: false },
      { name: 'b', versioned: false },
      { name: 'c', public: true, blocked: false },
    ]);
    const { checks } = inputFor(snapshot);
    const versioning = checks.find(({ check }) => check.id === 'versioning-enabled');
    expect(versioning?.groups).toMatchObject([
      {
        because: 'Versioning was never enabled.',
        resources: [{ name: 'a' }, { name: 'b' }],
      },
    ]);
    expect(versioning?.unlisted).toBe(0);
  });

  test('groups what was unread by fact, gap and action', () => {
    expect(input.unread).toMatchObject([
      { fact: 'policyStatus', gap: 'denied', actions: ['s3:GetBucketPolicyStatus'], questions: 1 },
      { fact: 'tags', gap: 'denied', actions: ['s3:GetBucketTagging'], questions: 1 },
    ]);
  });

  test('lists fails first, the gravest first', () => {
    const website = input.checklists.find(({ name }) => name === 'acme-website-assets');
    expect(website?.worst).toBe('critical');
    expect(website?.rows.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'pass', 'pass']);
    expect(website?.rows[0]?.severity).toBe('critical');
  });
});

describe('limits', () => {
  const snapshot = madeUpAccount([
    { name: 'in-order' },
    { name: 'open', public: true, blocked: false },
    { name: 'unversioned', versioned: false },
    { name: 'unversioned-too', versioned: false },
  ]);
  const limited = reportInput(snapshot, audit(snapshot, madeUpChecks), madeUpChecks, {
    ...reportLimits,
    checklists: 2,
    lines: 3,
    groups: 1,
    names: 1,
  });

  test('keep the checklists of the worst, and count the rest', () => {
    expect(limited.checklists.map(({ name }) => name)).toEqual(['open', 'unversioned']);
    expect(limited.checklistsLeftOut).toBe(3);
    expect(limited.lines).toHaveLength(3);
    expect(limited.linesLeftOut).toBe(2);
  });

  test('keep some names, and count the rest', () => {
    const versioning = limited.checks.find(({ check }) => check.id === 'versioning-enabled');
    expect(versioning?.groups[0]?.resources).toHaveLength(1);
    expect(versioning?.unlisted).toBe(1);
  });
});

test('the version of the rules changes with what they ask, and not with their order', () => {
  const version = rulesVersion(madeUpChecks);
  expect(rulesVersion([...madeUpChecks].reverse())).toBe(version);
  expect(rulesVersion(madeUpChecks.slice(1))).not.toBe(version);
  const [first, ...rest] = madeUpChecks;
  if (!first) throw new Error('there are checks');
  expect(rulesVersion([{ ...first, severity: 'low' }, ...rest])).not.toBe(version);
  expect(rulesVersion([{ ...first, title: 'Another' }, ...rest])).not.toBe(version);
});
