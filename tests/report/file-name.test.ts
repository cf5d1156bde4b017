import { expect, test } from 'vitest';
import { reportFileName } from '../../src/report/file-name.ts';

const of = (account: string, sample = false) =>
  reportFileName({ account, endedAt: '2026-11-24T09:31:00.000Z', sample }, 'csv');

test('names account, day and sample', () => {
  expect(of('111122223333')).toBe('bucketproof-111122223333-2026-11-24.csv');
  expect(of('111122223333', true)).toBe('bucketproof-111122223333-2026-11-24-SAMPLE.csv');
});

test('tells the table of who gets in from the findings', () => {
  const snapshot = { account: '111122223333', endedAt: '2026-11-24T09:31:00.000Z', sample: true };
  expect(reportFileName(snapshot, 'csv', 'who-gets-in')).toBe(
    'bucketproof-111122223333-2026-11-24-who-gets-in-SAMPLE.csv',
  );
});

test('a name that a user typed cannot leave the folder or upset a file system', () => {
  expect(of('../../etc/passwd')).toBe('bucketproof-etc-passwd-2026-11-24.csv');
  expect(of('Müller & Söhne: "S3"')).toBe('bucketproof-Müller-Söhne-S3-2026-11-24.csv');
  expect(of('...')).toBe('bucketproof-2026-11-24.csv');
  expect(of('\u202Efdp.exe')).toBe('bucketproof-fdp.exe-2026-11-24.csv');
  expect(of('x'.repeat(500)).length).toBeLessThan(100);
});
