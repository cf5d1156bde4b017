import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { everyAction } from '../gather/every.ts';
import { readSnapshotFile } from '../../src/report/import.ts';
import { small } from '../aws/accounts/small.ts';
import { type HeldAws, startHeldAws } from '../aws/held.ts';
import { builtCollector, type Collector, secret, token } from './collector.ts';

let aws: HeldAws;
let collector: Collector;
let out: string;
let base: readonly string[];
const role = 'arn:aws:iam::123456789012:role/Reader';

beforeAll(async () => {
  aws = await startHeldAws();
  collector = await builtCollector();
  out = path.join(collector.folder, 'account.json');
  base = ['--endpoint', aws.front.url, '--provider', 'aws', '--region', 'us-east-1', '--out', out];
});
beforeEach(async () => {
  await aws.hold(small);
  for (const file of [out, `${out}.part`]) rmSync(file, { force: true });
});
afterAll(async () => {
  expect(aws.front.unknown).toEqual([]);
  await aws.stop();
  collector.remove();
});

const written = () => readSnapshotFile(readFileSync(out));
const bucketsAsked = () =>
  [...new Set(aws.front.calls.flatMap(({ bucket }) => bucket ?? []))].sort();

test('a dry run sends nothing and needs no credentials; what it counts is what a run sends', async () => {
  const named = ['--buckets', 'small-hardened,small-public-acl'];
  const dry = await collector.run([...base, ...named, '--dry-run'], '');
  expect([dry.code, dry.stderr]).toEqual([0, '']);
  expect(aws.front.calls).toEqual([]);
  const [, counted] = /2 buckets, all in one Region: about (\d+) calls/.exec(dry.stdout) ?? [];

  expect(await collector.run([...base, ...named])).toMatchObject({ code: 0 });
  const regions = new Set(
    small.buckets
      .filter(({ name }) => named[1]?.includes(name))
      .map(({ region }) => region ?? 'us-east-1'),
  );
  // Keys come on top: nobody knows before how many there are.
  const sent = aws.front.calls.filter(({ service }) => service !== 'kms');
  expect(sent.length).toBe(Number(counted) + regions.size - 1);
  const policy = dry.stdout.slice(dry.stdout.indexOf('{'));
  const said = everyAction;
  for (const { action } of aws.front.calls) {
    expect(said).toContain(action);
    expect(policy).toContain(`"${action}"`);
  }
});

test('named buckets alone are read, and the file says that it was narrowed', async () => {
  writeFileSync(path.join(collector.folder, 'names.txt'), 'small-hardened\r\nno-such-bucket\r\n');
  const { code, stderr } = await collector.run([...base, '--buckets', '@names.txt']);
  expect(code).toBe(0);
  expect(stderr).toContain('1 of 5 buckets read, as this run was narrowed');
  expect(stderr).toContain('The account has no bucket called no-such-bucket.');
  expect(bucketsAsked()).toEqual(['small-hardened']);
  const { coverage, facts } = await written();
  expect(coverage.scope).toEqual({
    checks: null,
    buckets: ['small-hardened', 'no-such-bucket'],
    regions: null,
  });
  const left = facts.find(({ resource }) => resource === 'small-public-acl')?.facts.policy;
  expect(left).toMatchObject({ known: false, gap: 'skipped', detail: 'OutOfScope' });
});

test('a sample of objects is looked at in the buckets named, and stands in the file', async () => {
  const put = (bucket: string, key: string, acl: string) =>
    fetch(`${aws.moto.url}/${bucket}/${key}`, {
      method: 'PUT',
      body: 'x',
      headers: { 'x-amz-acl': acl },
    });
  await put('small-public-acl', 'open.txt', 'public-read');
  await put('small-public-acl', 'closed.txt', 'private');
  const named = ['--buckets', 'small-public-acl,small-private', '--sample-objects', '10'];
  const { code, stderr } = await collector.run([...base, ...named]);
  expect(code).toBe(0);
  expect(stderr).toContain('A sample of 10 objects of 2 buckets takes at most');
  expect(stderr).toContain('small-public-acl: looked at 2 of 2 object versions.');
  expect(stderr).toContain('small-private: no ACL of an object counts there, by its settings');
  const { facts, calls } = await written();
  const of = (name: string) => facts.find(({ resource }) => resource === name)?.facts.objects;
  expect(of('small-private')).toBeUndefined();
  expect(of('small-public-acl')).toMatchObject({
    known: true,
    from: 'file',
    value: [
      {
        by: 'sample',
        listed: 2,
        all: true,
        acls: { value: { read: 2, publicCount: 1, public: [{ key: 'open.txt' }] } },
        encryption: { known: false, gap: 'skipped' },
      },
    ],
  });
  const counted = calls.flatMap(({ operation, count }) =>
    ['ListObjectVersions', 'GetObjectAcl', 'HeadObject'].includes(operation)
      ? [[operation, count]]
      : [],
  );
  expect(counted).toEqual([
    ['GetObjectAcl', 2],
    ['ListObjectVersions', 1],
  ]);

  aws.front.script([{ when: { operation: 'ListObjectVersions' }, do: 'deny' }]);
  const refused = await collector.run([...base, ...named]);
  expect(refused.stderr).toContain('its objects could not be listed (AccessDenied)');
  const after = (await written()).facts.find(({ resource }) => resource === 'small-public-acl');
  expect(after?.facts.objects).toMatchObject({
    known: false,
    gap: 'denied',
    actions: ['s3:ListBucketVersions'],
  });
  await aws.moto.reset();
});

test('buckets of named Regions alone are read', async () => {
  const { code, stderr } = await collector.run([...base, '--regions', 'eu-west-1,ap-east-1']);
  expect(code).toBe(0);
  expect(stderr).toContain('The account has no bucket in ap-east-1.');
  const there = small.buckets.filter(({ region }) => region === 'eu-west-1');
  expect(there.length).toBeGreaterThan(0);
  expect(bucketsAsked()).toEqual(there.map(({ name }) => name).sort());
  expect((await written()).coverage.scope?.regions).toEqual(['eu-west-1', 'ap-east-1']);
});

test('a role is taken on once, with its external ID and a session that CloudTrail can show', async () => {
  const asRole = ['--role-arn', role, '--external-id', 'ext-42', '--session-name', 'audit-7'];
  expect(await collector.run([...base, ...asRole], 'ASIAOWNKEYS')).toMatchObject({ code: 0 });
  const [first, ...rest] = aws.front.calls;
  expect(first).toMatchObject({ operation: 'AssumeRole', accessKey: 'ASIAOWNKEYS' });
  expect(first?.form).toMatchObject({
    RoleArn: role,
    ExternalId: 'ext-42',
    RoleSessionName: 'audit-7',
  });
  expect(rest.filter(({ operation }) => operation === 'AssumeRole')).toEqual([]);
  for (const { agent } of aws.front.calls) expect(agent).toMatch(/ bucketproof\/\S+$/);
  const keys = new Set(rest.map(({ accessKey }) => accessKey));
  expect([keys.size, keys.has('ASIAOWNKEYS')]).toEqual([1, false]);
  expect((await written()).identity).toBe('arn:aws:sts::123456789012:assumed-role/Reader/audit-7');
});

test('a role that is refused says what must agree, and nothing of the credentials', async () => {
  aws.front.script([{ when: { operation: 'AssumeRole' }, do: 'deny', echoToken: true }]);
  const { code, stdout, stderr } = await collector.run([...base, '--role-arn', role]);
  expect([code, stderr]).toEqual([1, expect.stringContaining('Three things must agree')]);
  expect(stderr).toContain('the external ID, which was left away,');
  aws.front.script([{ when: { operation: 'AssumeRole' }, do: 'expire', echoToken: true }]);
  const expired = await collector.run([...base, '--role-arn', role]);
  expect(expired).toMatchObject({ code: 1, stderr: expect.stringContaining('have expired') });
  for (const word of [secret, token])
    expect(stdout + stderr + expired.stdout + expired.stderr).not.toContain(word);
  expect(aws.front.calls.every(({ operation }) => operation === 'AssumeRole')).toBe(true);
});

test('the text to copy is alone on standard output, and is the file', async () => {
  const { code, stdout, stderr } = await collector.run([...base, '--base64']);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^-----BEGIN BUCKETPROOF SNAPSHOT-----\n[^]*\n-----END BUCKETPROOF SNAPSHOT-----\n$/,
  );
  expect(stderr).toMatch(/Copy the \d+ lines from BEGIN to END/);
  expect(await readSnapshotFile(new TextEncoder().encode(stdout))).toEqual(await written());
});

test('names what it is built of, and writes no credentials anywhere', async () => {
  expect(await collector.run(['--version'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+ \(build [0-9a-f]{12}\)\n$/),
  });
  mkdirSync(path.join(collector.folder, 'sub'), { recursive: true });
  const { stdout, stderr } = await collector.run(base);
  for (const word of [secret, token, 'ASIACOLLECTOR'])
    expect(stdout + stderr + readFileSync(out, 'utf8')).not.toContain(word);
});
