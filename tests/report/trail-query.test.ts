import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reading } from '../../src/model/snapshot.ts';
import { trailQueries } from '../../src/report/trail-query.ts';

const reading = (identity: string | null, more: Partial<Reading> = {}): Reading => ({
  tool: { name: 'bucketproof', version: '0.1.0' },
  identity,
  startedAt: '2026-11-20T09:30:00.123Z',
  endedAt: '2026-11-20T09:31:10.000Z',
  calls: ['us-east-1', 'eu-west-1', 'eu-west-1', ''].map((region) => ({
    ...{ service: 's3', operation: 'ListBuckets', region },
    ...{ route: 'direct', count: 1, outcomes: { ok: 1 } },
  })),
  ...more,
});
const role = 'arn:aws:sts::111122223333:assumed-role/Auditor/me@example.com';

let dir = '';
/** A directory with an `aws` that writes its arguments to a file, one a line, between marks. */
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'trail-'));
  const aws = path.join(dir, 'aws');
  writeFileSync(aws, '#!/bin/sh\nfor one in "$@"; do printf "ARG<%s>\\n" "$one" >>given; done\n');
  chmodSync(aws, 0o755);
});
afterAll(() => rmSync(dir, { recursive: true }));

/** What a shell hands to `aws` when it runs the text. */
function argumentsOf(text: string): string[] {
  const given = path.join(dir, 'given');
  rmSync(given, { force: true });
  execFileSync('sh', ['-c', text], {
    cwd: dir,
    env: { PATH: `${dir}:${process.env['PATH']}` },
  });
  return [...readFileSync(given, 'utf8').matchAll(/ARG<(.*)>/g)].map(([, one]) => one ?? '');
}
/** The texts in quotes of an SQL statement, unquoted, and the statement without them. */
function textsOf(sql: string): { texts: string[]; rest: string } {
  const texts: string[] = [];
  const rest = sql.replace(/'((?:[^']|'')*)'/g, (_, text: string) => {
    texts.push(text.replaceAll("''", "'"));
    return '?';
  });
  return { texts, rest };
}

test('a role is looked for by its session, five minutes to both sides, in each Region once', () => {
  const queries = trailQueries(reading(role));
  expect(queries?.lookup).toBe(`for region in eu-west-1 us-east-1; do
  echo "$region"
  aws cloudtrail lookup-events --region "$region" \\
    --lookup-attributes '[{"AttributeKey":"Username","AttributeValue":"me@example.com"}]' \\
    --start-time 2026-11-20T09:25:00Z --end-time 2026-11-20T09:36:10Z \\
    --query 'Events[].[EventSource,EventName]' --output text | sort | uniq -c
done`);
  expect(queries?.athena).toContain(`WHERE useridentity.arn = '${role}'`);
  expect(queries?.athena).toContain(
    "eventtime BETWEEN '2026-11-20T09:25:00Z' AND '2026-11-20T09:36:10Z'",
  );
  expect(queries?.lake).toContain(
    "eventTime BETWEEN '2026-11-20 09:25:00' AND '2026-11-20 09:36:10'",
  );
});

test('a user is looked for by name, without the path', () => {
  const queries = trailQueries(reading('arn:aws-cn:iam::111122223333:user/audits/eu/ann'));
  expect(queries?.lookup).toContain('"AttributeValue":"ann"');
});

test.each([
  ['no identity', null],
  ['text that is no ARN', "x' OR '1'='1"],
  ['an ARN of another service', 'arn:aws:s3:::bucket'],
  ['a line break', `${role}\n; rm -rf /`],
  ['a space', `${role} me`],
  ['letters beyond ASCII', 'arn:aws:sts::111122223333:assumed-role/Auditor/mé'],
  ['nothing after the last slash', 'arn:aws:sts::111122223333:assumed-role/Auditor/'],
])('%s yields no query', (_, identity) => {
  expect(trailQueries(reading(identity))).toBeNull();
});

test('a time that is none yields no query', () => {
  expect(trailQueries(reading(role, { startedAt: 'soon' }))).toBeNull();
});

test('a Region that is none is left out', () => {
  const calls = ['$(touch x)', 'eu-west-1', 'a; b', '"'].map((region) => ({
    ...{ service: 's3', operation: 'ListBuckets', region },
    ...{ route: 'file' as const, count: 1, outcomes: {} },
  }));
  expect(trailQueries(reading(role, { calls }))?.lookup).toContain('for region in eu-west-1; do');
});

test('whatever an ARN may hold stays a text: for the shell, in its JSON, and in SQL', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      `';touch${'$'}{IFS}pwned;'`,
      '$(touch pwned)'.replace(' ', '${IFS}'),
      '`id`',
      `'--`,
      `''`,
      `"}]'`,
      '\\',
      '*',
    ),
    fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((n) => String.fromCharCode(n)) }),
  );
  fc.assert(
    fc.property(hostile, (tail) => {
      const arn = `arn:aws:iam::111122223333:user/a${tail}`;
      const queries = trailQueries(reading(arn));
      if (!queries) return tail.endsWith('/');
      const user = arn.split('/').at(-1);
      const given = argumentsOf(queries.lookup);
      const attributes = given[given.indexOf('--lookup-attributes') + 1] ?? '';
      expect(JSON.parse(attributes)).toEqual([{ AttributeKey: 'Username', AttributeValue: user }]);
      expect(given.filter((one) => one === 'cloudtrail')).toHaveLength(2);
      for (const sql of [queries.athena, queries.lake]) {
        const { texts, rest } = textsOf(sql);
        expect(texts[0]).toBe(arn);
        expect(texts).toHaveLength(3);
        expect(rest).toMatch(/arn = \?\n {2}AND \w+ BETWEEN \? AND \?\nGROUP BY/i);
      }
      return true;
    }),
    { numRuns: 150 },
  );
  expect(readdirSync(dir).sort()).toEqual(['aws', 'given']);
});
