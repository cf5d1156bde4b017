import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import type { Finding } from '../../src/model/finding.ts';
import { type CsvColumn, csvChunks, csvColumns, findingRow } from '../../src/report/csv.ts';
import { hostileAccount, smallAccount } from './account.ts';
import { madeUpChecks } from './checks.ts';

type Row = Record<CsvColumn, string>;

const csvOf = (findings: Iterable<Finding>, meta = smallAccount()) =>
  [...csvChunks(findings, meta, madeUpChecks)].join('');

const rowsOf = (csv: string): Row[] => {
  const { data, errors } = Papa.parse<Row>(csv, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
};

const [first] = audit(smallAccount(), madeUpChecks);
const one = (change: Partial<Finding> = {}): Finding => ({ ...(first as Finding), ...change });

describe('the file', () => {
  test('has a row for each finding, and its fields come back as they were', () => {
    const snapshot = smallAccount();
    const findings = [...audit(snapshot, madeUpChecks)];
    const rows = rowsOf(csvOf(findings, snapshot));
    expect(rows).toHaveLength(findings.length);
    for (const [at, finding] of findings.entries()) {
      const row = rows[at] as Row;
      for (const column of ['key', 'region', 'resource', 'check', 'severity', 'verdict'] as const)
        expect(row[column]).toBe(finding[column]);
      expect(row.because).toBe(finding.because);
      expect(row.proof).toBe(finding.proof.map(({ says }) => says).join(' '));
      expect(row.read.split('; ').filter(Boolean)).toEqual(finding.read);
      expect(row.at).toBe(finding.at);
    }
  });

  test('names what was missing: fact, gap, IAM action and code', () => {
    const findings = [...audit(smallAccount(), madeUpChecks)];
    const row = rowsOf(csvOf(findings)).find(
      ({ resource, check }) => resource === 'acme-payroll' && check === 'tags-name-an-owner',
    );
    expect(row).toMatchObject({
      verdict: 'notAssessed',
      missing: 'tags (denied)',
      actions: 's3:GetBucketTagging',
      detail: 'AccessDenied',
    });
  });

  test('says of the audit who looked, with which tool and by which rules', () => {
    const [row] = rowsOf(csvOf([one()]));
    expect(row).toMatchObject({
      sample: '',
      provider: 'aws',
      toolVersion: 'bucketproof-collector 0.1.0',
      identity: smallAccount().identity,
      snapshotAt: '2026-11-24T09:31:00.000Z',
      frameworks: 'CIS AWS Foundations 3.0: 2.1.4; AWS Security Hub: S3.1',
    });
    expect(row?.rulesVersion).toMatch(/^6-[0-9a-f]{8}$/);
  });

  test('marks every row of the sample account', () => {
    const sample = smallAccount({ sample: true });
    for (const row of rowsOf(csvOf(audit(sample, madeUpChecks), sample)))
      expect(row.sample).toBe('SAMPLE');
  });

  test('starts with a byte order mark, ends lines with CR LF and has a header even when empty', () => {
    const csv = csvOf([]);
    expect(csv).toBe(`\uFEFF${csvColumns.join(',')}\r\n`);
    expect(csvOf([one()]).endsWith('\r\n')).toBe(true);
    expect(csvOf([one({ because: 'one' })]).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('quotes commas, quotes and every kind of line end', () => {
    for (const because of ['a,b', 'a"b', 'a\nb', 'a\rb', 'a\r\nb', ' a ', '"', ';'])
      expect(rowsOf(csvOf([one({ because })]))[0]?.because).toBe(because);
  });

  test('comes in parts of 10,000 rows, without a part for no rows', () => {
    function* many(count: number) {
      for (let at = 0; at < count; at++) yield one({ resource: `bucket-${at}` });
    }
    const parts = [...csvChunks(many(20_000), smallAccount(), madeUpChecks)];
    expect(parts).toHaveLength(3);
    expect(rowsOf(parts.join(''))).toHaveLength(20_000);
  });
});

describe('formulas', () => {
  const starts = [
    '=',
    '+',
    '-',
    '@',
    '\t',
    '\r',
    '＝',
    '＋',
    '－',
    '＠',
    ' =',
    '\n=',
    '\u00a0+',
    '\uFEFF=',
  ];
  test.each(starts.map((start) => [JSON.stringify(start), start]))(
    '%s is made harmless',
    (_, start) => {
      const resource = `${start}HYPERLINK("http://example.com")`;
      expect(rowsOf(csvOf([one({ resource })]))[0]?.resource).toBe(`'${resource}`);
    },
  );

  test('no cell of hostile names starts a formula', () => {
    const snapshot = hostileAccount();
    const findings = [...audit(snapshot, madeUpChecks)];
    const rows = rowsOf(csvOf(findings, snapshot));
    expect(rows.some(({ resource }) => resource.startsWith("'=HYPERLINK"))).toBe(true);
    for (const row of rows)
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
  });

  test('a hyphen or an equals sign within a text stays as it is', () => {
    const because = 'Status=Enabled, s3-control';
    expect(rowsOf(csvOf([one({ because })]))[0]?.because).toBe(because);
  });
});

describe('long cells', () => {
  const at = csvColumns.indexOf('because');
  test('are cut to what Excel holds, and say so', () => {
    for (const because of ['x'.repeat(40_000), '='.repeat(40_000)]) {
      const cell = rowsOf(csvOf([one({ because })]))[0]?.because ?? '';
      expect(cell.length).toBeLessThanOrEqual(32_767);
      expect(cell).toMatch(/\[cut: .*\]$/);
    }
  });

  test('are not cut in the middle of a character', () => {
    for (const lead of ['', 'x']) {
      const cell = findingRow(one({ because: lead + '😀'.repeat(20_000) }), smallAccount(), [])[at];
      expect(() => encodeURIComponent(cell ?? '')).not.toThrow();
    }
  });

  test('of exactly the allowed length are whole', () => {
    const because = 'x'.repeat(32_766);
    expect(findingRow(one({ because }), smallAccount(), [])[at]).toBe(because);
  });
});

test('a row of a check that this version does not have is written without its texts', () => {
  const row = rowsOf(csvOf([one({ check: 'gone-since' })]))[0];
  expect(row).toMatchObject({ check: 'gone-since', title: '', fix: '' });
});
