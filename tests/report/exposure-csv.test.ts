import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { deeds } from '../../src/model/exposure.ts';
import {
  type ExposureColumn,
  exposureColumns,
  exposureCsvChunks,
} from '../../src/report/exposure-csv.ts';
import { csvColumns } from '../../src/report/csv.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { bucket, smallAccount, snapshotOf } from '../app/account.ts';
import { allow, block, policy } from '../samples.ts';
import { differing, hostileAccount } from './account.ts';

type Row = Record<ExposureColumn, string>;
const csvOf = (snapshot: Snapshot) => [...exposureCsvChunks(snapshot)].join('');
function rowsOf(snapshot: Snapshot): Row[] {
  const { data, errors } = Papa.parse<Row>(csvOf(snapshot).replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  return data;
}
const rowOf = (rows: readonly Row[], resource: string, deed: string) =>
  rows.find((row) => row.resource === resource && row.deed === deed);

/** A bucket whose policy is open to everyone, behind a block that is on. */
const waiting = bucket('acme-waiting', {
  policy: policy(allow('s3:GetObject', { Sid: 'Open', Resource: 'arn:aws:s3:::acme-waiting/*' })),
  policyStatus: { isPublic: true },
  publicAccessBlock: block('restrictPublicBuckets'),
});

test('every column of both tables is documented', async () => {
  const page = await readFile(new URL('../../docs/exports.md', import.meta.url), 'utf8');
  for (const column of [...csvColumns, ...exposureColumns]) expect(page).toContain(`\`${column}\``);
});

describe('the table of who gets in', () => {
  const rows = rowsOf(smallAccount());

  test('has a row for each bucket and deed', () => {
    expect(rows.map(({ resource, deed }) => `${resource} ${deed}`)).toEqual(
      ['acme-website', 'acme-ledger', 'acme-vault'].flatMap((name) =>
        deeds.map((deed) => `${name} ${deed}`),
      ),
    );
  });

  test('says who, how certain that is, and by which way', () => {
    expect(rowOf(rows, 'acme-website', 'read')).toMatchObject({
      account: '111122223333',
      deedTitle: 'Read objects',
      who: 'public',
      whoTitle: 'Anyone on the Internet',
      certainty: 'certain',
      missing: '',
      proof: expect.stringContaining('Statement `EveryoneReads` allows s3:GetObject to everyone.'),
      snapshotAt: '2026-11-20T09:30:00.000Z',
    });
    expect(rowOf(rows, 'acme-website', 'write')).toMatchObject({
      who: 'own',
      certainty: 'certain',
    });
  });

  test('names the fact that keeps it unknown, and what would read it', () => {
    const row = rowOf(rows, 'acme-vault', 'read');
    expect(row).toMatchObject({ who: 'unknown', certainty: 'unknown', detail: 'AccessDenied' });
    expect(row?.missing).toContain('policy (denied)');
    expect(row?.actions).toContain('s3:Get-policy');
  });

  test('says what waits behind a block, with its chain', () => {
    expect(rowOf(rowsOf(snapshotOf([waiting])), 'acme-waiting', 'read')).toMatchObject({
      who: 'own',
      widens: 'yes',
      latentWho: 'public',
      latentWhoTitle: 'Anyone on the Internet',
      latentProof: expect.stringContaining('Statement `Open`'),
    });
  });

  test('says where AWS and this reading differ, and nothing where they agree', () => {
    const both = rowsOf(snapshotOf([differing('acme-differs'), waiting]));
    expect(rowOf(both, 'acme-differs', 'read')?.differences).toMatch(
      /^S3 reports the policy as public\. Our own reading differs: .* AWS may judge otherwise/,
    );
    expect(rowOf(both, 'acme-waiting', 'read')?.differences).toBe('');
  });

  test('has rows for a bucket that was listed and never read, all unknown', () => {
    const snapshot = smallAccount();
    const facts = snapshot.facts.filter(({ resource }) => resource !== 'acme-website');
    for (const deed of deeds)
      expect(rowOf(rowsOf({ ...snapshot, facts }), 'acme-website', deed)?.who).toBe('unknown');
  });

  test('marks the sample, and has a header where there is no bucket', () => {
    for (const row of rowsOf(smallAccount({ sample: true }))) expect(row.sample).toBe('SAMPLE');
    expect(csvOf(snapshotOf([]))).toBe(`\uFEFF${exposureColumns.join(',')}\r\n`);
  });

  test('no cell is a formula', () => {
    const cells = rowsOf(hostileAccount()).flatMap((row) => Object.values(row));
    expect(cells).toContain('\'=HYPERLINK("http://example.com","click")');
    for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@]/);
  });
});
