import * as s3 from '@aws-sdk/client-s3';

/** What is wrong with a fact's name, as a sentence; null where nothing is. */
export const wrongName = (name: string): string | null =>
  /^[a-z][a-z0-9]*([A-Z][a-z0-9]+)*$/.test(name)
    ? null
    : `"${name}" is no name for a fact: use a noun in camelCase for the thing, not for the API, such as requestPayment.`;

/** The S3 API that a bucket fact of this name most likely comes from. */
export const likelyOperation = (name: string): string =>
  `GetBucket${name[0]?.toUpperCase()}${name.slice(1)}`;

/** What is wrong with an S3 API's name, as a sentence with names that come close; null where nothing is. */
export function wrongOperation(operation: string): string | null {
  if (`${operation}Command` in s3 && /^(Get|List|Head)/.test(operation)) return null;
  const words = operation.match(/[A-Z][a-z]+/g)?.filter((word) => !common.has(word)) ?? [];
  const close = Object.keys(s3)
    .filter((name) => /^(Get|List)\w+Command$/.test(name))
    .map((name) => name.slice(0, -'Command'.length))
    .filter((name) => words.some((word) => name.includes(word)));
  return `The SDK has no reading S3 operation named ${operation}.${close.length > 0 ? ` Close to it: ${close.join(', ')}.` : ''} Name one: npm run new:fact NAME OPERATION`;
}
const common = new Set(['Get', 'List', 'Bucket', 'Configuration']);

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A new gatherer of a bucket fact and its test. The test fails until the gatherer is written. */
export const factFiles = (name: string, operation: string) => [
  { file: `src/gather/s3/${kebab(name)}.ts`, text: gathererText(name, operation) },
  { file: `tests/gather/${kebab(name)}.test.ts`, text: testText(name) },
];

/** The model's own files, each with the place at which a bucket fact is added. */
export const factEdits = (name: string) => [
  {
    file: 'src/model/facts.ts',
    after: /export interface BucketFacts [^{]*\{(?:(?!\n\})[^])*/,
    add: `\n  /** What it is, in one line; null: not configured. */\n  ${name}: string | null;`,
  },
  {
    file: 'src/model/facts.ts',
    after: /export const factScope = \{(?:(?!\n\} )[^])*: 'bucket',/,
    add: `\n  ${name}: 'bucket',`,
  },
  {
    file: 'src/model/words.ts',
    after: /export const factTitle[^]*?(?=\n\};)/,
    add: `\n  ${name}: '${kebab(name).replaceAll('-', ' ')}',`,
  },
];

export const factSteps = (name: string, operation: string): readonly string[] => [
  `Give ${name} its type and its line of explanation in src/model/facts.ts, and its words in src/model/words.ts.`,
  `Look up the IAM action of ${operation} (it is often not the API's name) and the error code by which AWS says "not configured".`,
  `Write read() in src/gather/s3/${kebab(name)}.ts and its cases in tests/gather/${kebab(name)}.test.ts.`,
  'Run: npm run types. It names every table that has a line for each fact; add the line there.',
  'Run: npm run docs, then: npm test',
];

const gathererText = (name: string, operation: string) =>
  `import { ${operation}Command } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_${operation}.html */
export default gatherer({
  fact: '${name}',
  service: 's3',
  operation: '${operation}',
  action: 's3:${operation}',
  call: ${operation}Command,
  input: ofBucket,
  absent: [],
  // Pure and strict: take what must be there with need() of ../answer.ts. What throws never becomes a value.
  read(answer) {
    throw new Error(\`Not written yet, but it can read \${Object.keys(answer).join(', ')}.\`);
  },
});
`;

const testText = (name: string) => `import { expect, test } from 'vitest';
import ${name} from '../../src/gather/s3/${kebab(name)}.ts';

const target = {
  account: '123456789012',
  partition: 'aws',
  region: 'us-east-1',
  bucket: 'example',
  accessPoint: '',
  ownerKnown: true,
};

test('reads what AWS answers', () => {
  expect(${name}.read({ $metadata: {} }, target)).toBe('the fact');
});
`;
