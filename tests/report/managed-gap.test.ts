import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { writers } from '../../src/gather/look/writers.ts';
import { matches } from '../../src/policy/match.ts';
import { actionsToAllow, managedGaps } from '../../src/report/managed-gap.ts';
import { everyAction } from '../gather/every.ts';
import {
  formatted,
  loadManagedPolicies,
  managedFiles,
  type ManagedPolicy,
} from '../aws/managed.ts';

let policies: readonly ManagedPolicy[];
beforeAll(async () => {
  policies = await loadManagedPolicies();
}, 60_000);

const actions = everyAction;

test.each(Object.entries(managedFiles))(
  '%s is what `npm run managed` writes',
  async (file, text) => {
    expect(readFileSync(file, 'utf8')).toBe(await formatted(text(policies)));
  },
);

test.each(['SecurityAudit', 'ViewOnlyAccess'])(
  'what %s lacks is the same by the whole document',
  (name) => {
    const document = policies.find(({ arn }) => arn.endsWith(`/${name}`));
    const allows = (action: string) =>
      document?.statements.some(
        ({ Effect, Action, Resource }) =>
          Effect === 'Allow' &&
          Resource === '*' &&
          [Action ?? []].flat().some((pattern) => matches(pattern, action)),
      );
    const gap = managedGaps(actions).find((one) => one.name === name);
    expect(gap).toMatchObject({ version: document?.version, updatedAt: document?.updatedAt });
    expect(gap?.lacks).toEqual(actionsToAllow(actions).filter((action) => !allows(action)));
  },
);

test('a gap is found by wildcard, and what everybody may call is none', () => {
  const [audit, view] = managedGaps(['s3:GetBucketAcl', 'sts:GetCallerIdentity', 's3:GetObject']);
  expect(audit?.lacks).toEqual(['s3:GetObject']);
  expect(view?.lacks).toEqual(['s3:GetBucketAcl', 's3:GetObject']);
});

test('the policies that write are among AWS’s, and those that read are not', () => {
  expect(writers).toEqual(
    expect.arrayContaining(['AdministratorAccess', 'PowerUserAccess', 'AmazonS3FullAccess']),
  );
  for (const reading of ['SecurityAudit', 'ReadOnlyAccess', 'AmazonS3ReadOnlyAccess'])
    expect(writers).not.toContain(reading);
});
