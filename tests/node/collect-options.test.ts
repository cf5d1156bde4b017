import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callsOf } from '../../src/gather/gatherer.ts';
import { type CollectOptions, readOptions } from '../../src/node/collect-options.ts';
import { everyGatherer, everyRead } from '../gather/every.ts';
import { dryRun } from '../../src/node/collect/dry-run.ts';
import { resumeLine } from '../../src/node/collect/say.ts';
import { actionsOf, leastPrivilege } from '../../src/report/least-privilege.ts';

const now = new Date('2026-12-01T10:00:00Z');
const arn = 'arn:aws:iam::123456789012:role/audit/Reader';
const read = (...args: string[]) => readOptions(args, now);
function good(...args: string[]): CollectOptions {
  const options = read(...args);
  if (typeof options === 'string' || 'wrong' in options) throw new Error(JSON.stringify(options));
  return options;
}

let folder: string;
let names: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'bucketproof-options-'));
  names = path.join(folder, 'names.txt');
  writeFileSync(names, '\uFEFFone-a\r\ntwo-b, three.c\r\n\r\none-a\r\n');
  writeFileSync(path.join(folder, 'empty.txt'), '\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('without options everything is read, by the credentials that are there', () => {
  expect(good()).toEqual({
    endpoint: undefined,
    provider: 'aws',
    accountName: '',
    region: undefined,
    profile: undefined,
    role: null,
    scope: null,
    sample: null,
    out: 'bucketproof.json',
    base64: false,
    resume: false,
    dryRun: false,
    concurrency: 64,
    quiet: false,
  });
});

test('a scan is narrowed by Regions and buckets, each named once', () => {
  const { scope } = good('--regions', 'eu-west-1,us-east-1', '--buckets', 'one-a, one-a,two-b');
  expect(scope).toEqual({
    checks: null,
    buckets: ['one-a', 'two-b'],
    regions: ['eu-west-1', 'us-east-1'],
  });
  expect(good('--buckets', 'one-a', '--buckets', 'two-b').scope?.buckets).toEqual([
    'one-a',
    'two-b',
  ]);
  expect(good('--buckets', `@${names}`).scope).toEqual({
    checks: null,
    buckets: ['one-a', 'two-b', 'three.c'],
    regions: null,
  });
});

test('objects are looked at in buckets that are named, their encryption only on request', () => {
  const named = ['--buckets', 'one-a', '--sample-objects', '100'];
  expect(good(...named).sample).toEqual({ objects: 100, acls: true, encryption: false });
  expect(good(...named, '--sample-encryption').sample?.encryption).toBe(true);
});

test('a role has an external ID, and a session named after the day', () => {
  expect(good('--role-arn', arn).role).toEqual({
    arn,
    externalId: '',
    sessionName: 'bucketproof-20261201',
  });
  const all = good('--role-arn', arn, '--external-id', 'x:/1', '--session-name', 'audit-7');
  expect(all.role).toEqual({ arn, externalId: 'x:/1', sessionName: 'audit-7' });
});

describe('what is wrong is one sentence that names the option', () => {
  const cases: readonly [string[], RegExp][] = [
    [['--nonsense'], /^Unknown option '--nonsense'\. See --help\.$/],
    [['a.b.c'], /^Unexpected argument 'a\.b\.c'.* See --help\.$/],
    [['--out'], /^Option '--out <value>' argument missing\. See --help\.$/],
    [['--out', ''], /^--out should name a file/],
    [['--out', '-', '--resume'], /^--resume needs a file/],
    [['--out', '-', '--base64'], /^--base64 prints by itself/],
    [['--region', 'x y'], /^--region .*"x y"\.$/],
    [['--regions', 'eu-west-1,EU'], /^--regions .*"EU"\.$/],
    [['--regions', ' , '], /^--regions names nothing/],
    [['--buckets', 'ok-name,a b/c'], /^--buckets .*"a" is no name of a bucket\.$/],
    [['--buckets', '@/nonexistent/names'], /^--buckets .*There is no such file\.$/],
    [['--role-arn', 'Reader'], /^--role-arn .*not "Reader"\.$/],
    [['--role-arn', 'arn:aws:iam::123456789012:user/me'], /^--role-arn /],
    [['--role-arn', arn, '--external-id', 'a b'], /^--external-id /],
    [['--role-arn', arn, '--session-name', 'a b'], /^--session-name /],
    [['--external-id', 'x1'], /^--external-id goes with --role-arn/],
    [['--session-name', 'x1'], /^--session-name goes with --role-arn/],
    [['--endpoint', 'ftp://x', '--provider', 'aws'], /^--endpoint /],
    [['--endpoint', 'https://me:hush@x'], /^--endpoint is an address without a name or password/],
    [['--provider', 'gcp'], /^--provider is aws or other/],
    [['--provider', 'other'], /^--provider other needs --endpoint/],
    [['--endpoint', 'http://x', '--role-arn', arn], /^--role-arn is for AWS/],
    [['--sample-objects', '10'], /^--sample-objects .* --buckets names, which is missing/],
    [['--buckets', 'one-a', '--sample-objects', '0'], /^--sample-objects .*"0"\.$/],
    [['--buckets', 'one-a', '--sample-objects', '1001'], /^--sample-objects .*"1001"\.$/],
    [['--buckets', 'one-a', '--sample-objects', '1e2'], /^--sample-objects .*"1e2"\.$/],
    [['--sample-encryption'], /^--sample-encryption goes with --sample-objects/],
    [['--concurrency', '0'], /^--concurrency .*"0"\.$/],
    [['--concurrency', '1.5'], /^--concurrency /],
  ];
  test.each(cases)('%j', (args, says) => {
    const options = read(...args);
    expect(options).toEqual({ wrong: expect.stringMatching(says) as string });
    // One sentence, or one and where to look.
    expect((options as { wrong: string }).wrong).not.toContain('\n');
  });
  test('an empty file of names', () => {
    expect(read('--buckets', `@${path.join(folder, 'empty.txt')}`)).toEqual({
      wrong: '--buckets names nothing. Name at least one.',
    });
  });
  test('an external ID is not repeated: it may be a secret', () => {
    const { wrong } = read('--role-arn', arn, '--external-id', 'hush hush') as { wrong: string };
    expect(wrong).not.toContain('hush');
  });
});

describe('the dry run', () => {
  test('names every action, call and host, and prints the policy', () => {
    const text = dryRun(good('--dry-run'));
    for (const { action, operation } of everyGatherer.flatMap((g) => callsOf(g))) {
      expect(text).toContain(` ${action} `);
      expect(text).toContain(` ${operation}`);
    }
    const policy = JSON.parse(text.slice(text.indexOf('{'))) as ReturnType<typeof leastPrivilege>;
    expect(policy).toEqual(leastPrivilege(everyRead));
    expect(text).toContain('s3.REGION.amazonaws.com');
  });
  test('says what a sample takes on top, and keeps that out of the policy of the audit', () => {
    const named = ['--dry-run', '--buckets', 'one-a,two-b', '--sample-objects', '100'];
    const text = dryRun(good(...named));
    expect(text).toContain(
      'A sample of 100 objects of 2 buckets takes at most 432 list requests and 200 requests about single objects: less than one US cent',
    );
    const [before = '', policy = ''] = text.split('The IAM policy');
    expect(before).toContain('  s3:GetObjectVersionAcl');
    expect(before).not.toContain('  s3:GetObject\n');
    expect(policy).not.toMatch(/GetObject|ListBucketVersions/);
    const all = dryRun(good(...named, '--sample-encryption'));
    expect(all).toContain('  s3:GetObjectVersion\n');
    expect(all).toContain('may read the objects');
  });
  test('names no host that no call goes to', () => {
    const [, hosts = ''] = /^Sent to (.*) only\.$/m.exec(dryRun(good('--dry-run'))) ?? [];
    const services = new Set(everyGatherer.map(({ service }) => service));
    expect(hosts.split(', ')).toHaveLength(services.size);
  });
  test('follows what is narrowed, and the partition', () => {
    const text = dryRun(good('--dry-run', '--buckets', 'one-a,two-b', '--region', 'cn-north-1'));
    expect(text).toContain('"arn:aws-cn:s3:::one-a"');
    expect(text).toContain('s3.REGION.amazonaws.com.cn');
    expect(text).toMatch(/2 buckets, all in one Region: about \d+ calls/);
    const byRegion = dryRun(good('--dry-run', '--regions', 'eu-west-1,us-east-1'));
    expect(byRegion).toContain('10 buckets, in the 2 Regions named: about');
  });
  test('names the role and what its taker needs', () => {
    const text = dryRun(good('--dry-run', '--role-arn', arn, '--external-id', 'hush1'));
    expect(text).toContain(`on ${arn}, session bucketproof-20261201`);
    expect(text).toContain('sts:AssumeRole');
    expect(text).not.toContain('hush1');
    const policy = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as never;
    expect(actionsOf(policy)).not.toContain('sts:AssumeRole');
  });
  test('asks another store for its buckets alone', () => {
    const text = dryRun(good('--dry-run', '--endpoint', 'http://127.0.0.1:9000'));
    expect(text).toContain('Sent to http://127.0.0.1:9000 only.');
    for (const word of ['sts:', 'ec2:', 's3control']) expect(text).not.toContain(word);
  });
});

test('the line that goes on with a run is the one that began it, quoted for a shell', () => {
  const line = resumeLine([
    '--out',
    "it's here.json",
    '--buckets',
    '@names.txt',
    '--role-arn',
    arn,
  ]);
  expect(line).toMatch(/^node /);
  expect(line).toContain(`--out 'it'\\''s here.json' --buckets '@names.txt' --role-arn ${arn}`);
  expect(line.endsWith(' --resume')).toBe(true);
  expect(resumeLine(['--resume', '--out', 'a.json']).match(/--resume/g)).toHaveLength(1);
});
