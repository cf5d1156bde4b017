import {
  appendFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ResourceFacts, Snapshot } from '../../src/model/snapshot.ts';
import { readSnapshotFile } from '../../src/report/import.ts';
import { type Front, startFront } from '../aws/front.ts';
import { auditor } from '../aws/identity.ts';
import { builtCollector, type Collector, secret, token } from './collector.ts';

const buckets = 24;
let front: Front;
let collector: Collector;
let out: string;
let part: string;
let base: readonly string[];

beforeAll(async () => {
  front = await startFront({ generated: { buckets } });
  collector = await builtCollector();
  out = path.join(collector.folder, 'account.json');
  part = `${out}.part`;
  base = ['--endpoint', front.url, '--provider', 'aws', '--region', 'us-east-1', '--out', out];
});
beforeEach(() => {
  front.identity = auditor;
  front.script([]);
  front.calls.length = 0;
  for (const file of [out, part, `${out}.new`]) rmSync(file, { force: true });
});
afterAll(async () => {
  expect(front.unknown).toEqual([]);
  await front.stop();
  collector.remove();
});

const written = async (): Promise<Snapshot> => readSnapshotFile(readFileSync(out));
/** The values that a snapshot knows, without when they were read. */
const values = ({ facts }: { facts: readonly ResourceFacts[] }) =>
  Object.fromEntries(
    facts.map(({ type, region, resource, facts: set }) => [
      `${type} ${type === 'bucket' ? '' : region} ${resource}`,
      Object.fromEntries(
        Object.entries(set).map(([fact, one]) => [fact, one.known ? one.value : one.gap]),
      ),
    ]),
  );
/** Buckets that a progress file holds as read. Its last line may be half written. */
const kept = () =>
  readFileSync(part, 'utf8')
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{"resource":{"type":"bucket"'))
    .map((line) => (JSON.parse(line) as { resource: ResourceFacts }).resource.resource);
const slowly = () => front.script([{ when: { service: 's3' }, do: { latencyMs: 40 } }]);
const until = async (isSo: () => boolean) => {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 5000) throw new Error('it never came to that');
    await new Promise((done) => setTimeout(done, 10));
  }
};

/** Starts a run of few connections and kills it once some buckets are read. */
async function killed(args: readonly string[] = []): Promise<string[]> {
  slowly();
  const { child, ended } = collector.start([...base, '--concurrency', '6', ...args]);
  try {
    await until(() => existsSync(part) && kept().length >= 4);
  } finally {
    child.kill('SIGKILL');
  }
  expect((await ended).code).toBeNull();
  front.script([]);
  return kept();
}

test('a killed run goes on: nothing that was read is read again, and the result is that of a whole run', async () => {
  expect(await collector.run(base)).toMatchObject({ code: 0 });
  const whole = await written();
  rmSync(out);
  front.calls.length = 0;

  const before = await killed();
  expect(before.length).toBeLessThan(buckets);
  expect(existsSync(out)).toBe(false);
  expect(statSync(part).mode & 0o777).toBe(0o600);
  // Of what was asked before the kill, no more than the buckets in flight is lost.
  const asked = new Set(front.calls.flatMap(({ bucket }) => bucket ?? []));
  expect(asked.size - before.length).toBeLessThanOrEqual(2);

  front.calls.length = 0;
  const { code, stderr } = await collector.run([...base, '--resume']);
  expect([code, stderr]).toEqual([0, expect.stringContaining('24 of 24 buckets read')]);
  expect(stderr).toMatch(
    new RegExp(
      `Going on with the run of account 123456789012 .*: ${before.length} buckets are read`,
    ),
  );
  const again = new Set(front.calls.map(({ bucket }) => bucket));
  for (const name of before) expect([name, again.has(name)]).toEqual([name, false]);
  const result = await written();
  expect(values(result)).toEqual(values(whole));
  expect(result.coverage).toMatchObject({ bucketsRead: buckets, ended: 'complete' });
  expect(existsSync(part), 'progress is gone once all is written').toBe(false);
});

test('a run that finds what an earlier one left does not begin anew by itself', async () => {
  await killed();
  const left = readFileSync(part, 'utf8');
  const { code, stderr } = await collector.run(base);
  expect([code, stderr.trim()]).toEqual([
    2,
    `${part} holds what an earlier run has read. Add --resume to go on with it, or delete it to begin anew.`,
  ]);
  expect(readFileSync(part, 'utf8')).toBe(left);
});

test('--resume without anything to go on with begins anew, and says so', async () => {
  const { code, stderr } = await collector.run([...base, '--resume']);
  expect([code, stderr]).toEqual([0, expect.stringContaining('so this run begins anew')]);
});

test('credentials that expire in mid-run: what there is is written, and new ones go on from there', async () => {
  front.script([{ when: { accessKey: 'ASIAOLD' }, do: 'expire', after: 320, echoToken: true }]);
  const { code, stderr, stdout } = await collector.run([...base, '--concurrency', '6'], 'ASIAOLD');
  expect(code).toBe(3);
  expect(stderr).toContain('The credentials have expired. Get new ones for the same account');
  expect(stderr).toMatch(/To go on where this run ended:\n {2}node .*collect\.mjs .* --resume\n/);
  for (const word of [secret, token])
    expect(stderr + stdout + readFileSync(part)).not.toContain(word);
  const half = await written();
  expect(half.coverage.ended).toBe('interrupted');
  expect(half.coverage.bucketsRead).toBeGreaterThan(0);
  expect(half.coverage.bucketsRead).toBeLessThan(buckets);

  front.calls.length = 0;
  expect(await collector.run([...base, '--resume'], 'ASIANEW')).toMatchObject({ code: 0 });
  const result = await written();
  expect(result.coverage).toMatchObject({ bucketsRead: buckets, ended: 'complete' });
  expect(result.startedAt).toBe(half.startedAt);
  const gaps = result.facts
    .flatMap(({ facts }) => Object.values(facts))
    .filter((one) => !one.known);
  expect(gaps.filter(({ gap }) => gap === 'skipped')).toEqual([]);
  // The calls of both runs are in the log.
  const counted = (snapshot: Snapshot) => snapshot.calls.reduce((sum, { count }) => sum + count, 0);
  expect(counted(result)).toBe(counted(half) + front.calls.length);
});

test('credentials that are refused at once leave an earlier run’s progress as it was', async () => {
  await killed();
  const left = kept();
  front.script([{ do: 'expire' }]);
  const { code, stderr } = await collector.run([...base, '--resume']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('The credentials have expired.')]);
  expect(kept()).toEqual(left);
  front.script([]);
  expect(await collector.run([...base, '--resume'])).toMatchObject({ code: 0 });
});

test('another account’s credentials do not go on with it', async () => {
  await killed();
  const left = readFileSync(part, 'utf8');
  front.identity = { ...auditor, account: '999999999999' };
  front.calls.length = 0;
  const { code, stderr } = await collector.run([...base, '--resume']);
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining(
      `${part} is of account 123456789012, and these credentials are of account 999999999999.`,
    ),
  ]);
  expect(readFileSync(part, 'utf8')).toBe(left);
  expect(front.calls.filter(({ bucket }) => bucket !== undefined)).toEqual([]);
});

test('a narrowed run goes on as it was narrowed, and not as another', async () => {
  await killed(['--regions', 'eu-west-1']);
  const other = await collector.run([...base, '--regions', 'us-east-1', '--resume']);
  expect([other.code, other.stderr]).toEqual([
    2,
    expect.stringContaining('is of a run that was to read other buckets or Regions'),
  ]);
  const { code } = await collector.run([...base, '--resume']);
  expect(code).toBe(0);
  const { coverage } = await written();
  expect(coverage.scope).toEqual({ checks: null, buckets: null, regions: ['eu-west-1'] });
  expect(coverage.bucketsRead).toBe(buckets / 2);
});

test('a line that was being written, and lines that are damaged, are read again', async () => {
  const before = await killed();
  const lines = readFileSync(part, 'utf8').trimEnd().split('\n');
  const at = lines.findIndex((line) => line.includes(`"resource":"${before[1]}"`));
  lines[at] = '\0\0\0\0';
  writeFileSync(part, lines.join('\n'));
  appendFileSync(part, '\n{"resource":{"type":"bucket","region":"us-ea');
  const { code, stderr } = await collector.run([...base, '--resume']);
  expect([code, stderr]).toEqual([
    0,
    expect.stringContaining('1 of its lines could not be read; what stood in them is read again'),
  ]);
  const result = await written();
  expect(result.coverage).toMatchObject({ bucketsRead: buckets, ended: 'complete' });
});

test.each([
  ['empty', (file: string) => truncateSync(file, 0), /is empty\. Delete it/],
  [
    'another file',
    (file: string) => writeFileSync(file, 'shopping list\n'),
    /is not what a collector left/,
  ],
  [
    'a later version',
    (file: string) =>
      writeFileSync(file, readFileSync(file, 'utf8').replace('"version":1', '"version":9')),
    /is of another version of the collector/,
  ],
  [
    'facts that are none',
    (file: string) =>
      appendFileSync(file, '{"resource":{"type":"bucket","region":"","resource":"x","facts":7}}\n'),
    /is damaged/,
  ],
])('progress that is %s is refused before anything is sent, and stays', async (_, spoil, says) => {
  await killed();
  spoil(part);
  const left = readFileSync(part, 'utf8');
  front.calls.length = 0;
  const { code, stderr } = await collector.run([...base, '--resume']);
  expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
  expect(readFileSync(part, 'utf8')).toBe(left);
  expect(front.calls).toEqual([]);
});

test('Ctrl+C and the end of the session write what there is', async () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    slowly();
    const { child, ended } = collector.start([...base, '--concurrency', '6']);
    await until(() => existsSync(part) && kept().length >= 2);
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 3, stderr: expect.stringContaining('--resume') });
    expect((await written()).coverage.ended).toBe('cancelled');
    front.script([]);
    expect(await collector.run([...base, '--resume'])).toMatchObject({ code: 0 });
  }
});

test('a disk that is full at the end: no half file, and what was read is kept until there is room', async () => {
  // Whatever is written to this device, the system answers that the disk is full.
  symlinkSync('/dev/full', `${out}.new`);
  const { code, stderr } = await collector.run(base);
  expect(code).toBe(1);
  expect(stderr).toContain(`${out} could not be written (the disk is full).`);
  expect(stderr).toContain(`What was read is kept in ${part}. Make room there, then run:`);
  expect(existsSync(out)).toBe(false);
  front.calls.length = 0;
  expect(await collector.run([...base, '--resume'])).toMatchObject({ code: 0 });
  expect(front.calls.filter(({ bucket }) => bucket !== undefined)).toEqual([]);
  expect((await written()).coverage).toMatchObject({ bucketsRead: buckets, ended: 'complete' });
});

test('a disk that takes no more in mid-run: the run goes on, says so, and can still print', async () => {
  // The system refuses every byte of a file beyond so many; pipes are not concerned.
  const limited = (args: readonly string[]) =>
    collector.run(args, 'ASIADISK', ['sh', '-c', 'ulimit -f 16; exec "$@"', 'sh']);
  const { code, stderr } = await limited(base);
  expect(code).toBe(1);
  expect(stderr).toContain(`Progress could not be written to ${part} (EFBIG). The run goes on`);
  expect(stderr).toContain(`${out} could not be written (EFBIG).`);
  expect(stderr).toContain('Name another place with --out, or print the result with --base64.');
  expect(existsSync(out) || existsSync(`${out}.new`)).toBe(false);
  rmSync(part);
  const { stdout } = await limited([...base, '--base64']);
  const printed = await readSnapshotFile(new TextEncoder().encode(stdout));
  expect(printed.coverage).toMatchObject({ bucketsRead: buckets, ended: 'complete' });
});

test('a folder or a place that cannot be written is told before anything is sent', async () => {
  const args = base.slice(0, -1);
  expect(await collector.run([...args, collector.folder])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is a folder'),
  });
  expect(await collector.run([...args, '/nonexistent/account.json'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('could not be written (ENOENT). Name another place'),
  });
  expect(front.calls).toEqual([]);
  symlinkSync('/nonexistent', part);
  expect(await collector.run(base)).toMatchObject({ code: 1 });
});
