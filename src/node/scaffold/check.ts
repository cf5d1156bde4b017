/** A new check and its test, to be filled in. Both type-check; the test fails until the check is written. */
export const checkFiles = (id: string) => [
  { file: `src/checks/${id}.ts`, text: checkText(id) },
  { file: `tests/checks/${id}.test.ts`, text: testText(id) },
];

/** What is wrong with an id, as a sentence; null where nothing is. */
export const wrongId = (id: string): string | null =>
  /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(id)
    ? null
    : `"${id}" is no id for a check: use two or more words of lower-case letters and digits, joined by hyphens, such as logging-enabled.`;

export const checkSteps = (id: string): readonly string[] => [
  `Name in "needs" the facts of src/model/facts.ts, or the conclusions of src/model/derived.ts, that decide, and no other.`,
  `Write the cases in tests/checks/${id}.test.ts, and run them: npx vitest run tests/checks/${id}.test.ts`,
  `Write evaluate() in src/checks/${id}.ts. Read the fact that can settle the verdict alone first.`,
  'Write its words: title, why, fix, and the AWS page behind it.',
  'Run: npm run docs, then: npm test',
];

const checkText = (id: string) => `import { check, type Verdict } from '../model/check.ts';

export default check({
  id: '${id}',
  title: 'The good state, as a sentence without a full stop: ${id}',
  topic: 'Governance and hygiene',
  severity: 'medium',
  per: 'bucket',
  frameworks: {},
  needs: ['versioning'],
  why: 'What goes wrong where it is not so, in one sentence.',
  fix: { text: 'What to do about it, in one or two sentences.' },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/',
  evaluate(facts): Verdict {
    // Return pass(), fail() or notApplicable() of model/check.ts. An unread fact ends the check by itself.
    throw new Error(\`Not written yet, but it can read \${Object.keys(facts.versioning).join(', ')}.\`);
  },
});
`;

const testText = (id: string) => `import check from '../../src/checks/${id}.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, {
  pass: [{ name: 'the good state', facts: { versioning: { status: 'Enabled', mfaDelete: false } } }],
  fail: [{ name: 'the bad state', facts: { versioning: { status: null, mfaDelete: false } } }],
});
`;
