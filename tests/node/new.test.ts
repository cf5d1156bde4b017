import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wrongId } from '../../src/node/scaffold/check.ts';
import { createFact } from '../../src/node/scaffold/create.ts';
import { wrongName, wrongOperation } from '../../src/node/scaffold/fact.ts';
import { type Copy, copyOfTree, tsx } from './copy.ts';

let copy: Copy;
beforeAll(() => {
  copy = copyOfTree();
});
afterAll(() => copy.remove());

const text = (file: string) => readFileSync(path.join(copy.folder, file), 'utf8');
const create = (...args: string[]) => copy.run(tsx, 'src/node/new.ts', ...args);

async function typesHold(files: readonly string[]) {
  const config = { extends: './tsconfig.json', include: [], files };
  writeFileSync(path.join(copy.folder, 'tsconfig.new.json'), JSON.stringify(config));
  const { stdout } = await copy.run('typescript/bin/tsc', '-p', 'tsconfig.new.json');
  // What other files do wrong is not for this test to say.
  const theirs = stdout
    .split('\n')
    .filter((line) => line.startsWith('error') || files.some((file) => line.startsWith(file)));
  expect(theirs).toEqual([]);
}

/** Runs tests of the copy, and gives what they print and which files fail. */
async function outcome(...files: string[]) {
  writeFileSync(path.join(copy.folder, 'vitest.config.ts'), 'export default {};\n');
  const report = path.join(copy.folder, 'report.json');
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code, stdout, stderr } = await copy.run('vitest/vitest.mjs', 'run', ...options, ...files);
  expect(code).not.toBe(0);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { name: string; status: string }[];
  };
  const failed = testResults.filter(({ status }) => status === 'failed');
  return {
    printed: stdout + stderr,
    failed: failed.map(({ name }) => path.relative(copy.folder, name)).toSorted(),
  };
}

const id = 'made-for-this-test';
const checkFiles = [`src/checks/${id}.ts`, `tests/checks/${id}.test.ts`] as const;
const factFiles = [
  'src/gather/s3/request-payment.ts',
  'tests/gather/request-payment.test.ts',
] as const;

describe('npm run new:check', () => {
  test('writes a check and a test, and says what is next', async () => {
    const { code, stdout } = await create('check', id);
    expect(code).toBe(0);
    for (const file of [...checkFiles, 'src/checks/index.ts', 'docs/checks.md']) {
      expect(stdout).toContain(`Wrote ${file}`);
      expect(text(file)).toContain(id);
    }
    expect(stdout).toMatch(/Next:\n1\. .+\n2\. /);
    expect((await copy.run('prettier/bin/prettier.cjs', '--check', ...checkFiles)).code).toBe(0);
  });

  test('does not overwrite', async () => {
    const id = 'versioning-enabled';
    const before = text(`src/checks/${id}.ts`);
    const { code, stderr } = await create('check', id);
    expect([code, stderr]).toEqual([2, `src/checks/${id}.ts exists already.\n`]);
    expect(text(`src/checks/${id}.ts`)).toBe(before);
  });

  test.each([
    'Logging-On',
    'logging',
    'logging_on',
    'logging--on',
    '-on',
    '../evil-path',
    'a-b/c-d',
    '',
  ])('refuses the id "%s"', (id) => expect(wrongId(id)).toContain('is no id for a check'));
});

describe('npm run new:fact', () => {
  test('writes gatherer and test, and adds the fact to the model', async () => {
    const { code, stdout } = await create('fact', 'requestPayment');
    expect(code).toBe(0);
    for (const file of [
      ...factFiles,
      'src/model/facts.ts',
      'src/model/words.ts',
      'src/gather/index.ts',
    ])
      expect(stdout).toContain(`Wrote ${file}`);
    expect(text('src/model/facts.ts')).toContain("  requestPayment: 'bucket',");
    const [, bucketList] = /bucketGatherers[^[]*\[([^\]]*)\]/.exec(
      text('src/gather/index.ts').replaceAll('[]', ''),
    ) as RegExpExecArray;
    expect(bucketList).toContain('requestPayment');
    expect(text('docs/permissions.json')).toContain('s3:GetBucketRequestPayment');
  });

  test('refuses what exists, and what the SDK does not have', async () => {
    const refusal = async (name: string) => {
      const created = await createFact(copy.folder, name);
      return 'wrong' in created ? created.wrong : 'it was created';
    };
    expect(await refusal('versioning')).toContain('a fact named versioning already');
    expect(await refusal('metrics')).toContain('ListBucketMetricsConfigurations');
    expect(existsSync(path.join(copy.folder, 'src/gather/s3/metrics.ts'))).toBe(false);
    expect(wrongOperation('PutBucketPolicy')).not.toBeNull();
  });

  test.each(['Upper', 'kebab-case', 'snake_case', '../evil', '9lives', ''])(
    'refuses "%s"',
    (name) => expect(wrongName(name)).toContain('is no name for a fact'),
  );
});

test('what both wrote type-checks', { timeout: 180_000 }, async () => {
  await typesHold([...checkFiles, ...factFiles, 'src/model/words.ts', 'src/gather/index.ts']);
});

test('the tests that both wrote fail until they are written', { timeout: 180_000 }, async () => {
  const { printed, failed } = await outcome(checkFiles[1], factFiles[1]);
  expect(failed).toEqual([checkFiles[1], factFiles[1]]);
  expect(printed).toContain('a fault of ours');
  expect(printed).toContain('Not written yet');
});

test.each([
  [[]],
  [['check']],
  [['check', 'a-b', 'c']],
  [['thing', 'a-b']],
  [['fact', 'a', 'B', 'c']],
])('says how it is used, given %j', async (args) => {
  const { code, stderr } = await create(...args);
  expect([code, stderr.split('\n')[0]]).toEqual([2, 'Usage:']);
});
