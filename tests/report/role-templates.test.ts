import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { factActions } from '../../src/gather/actions.ts';
import { type FactName } from '../../src/model/facts.ts';
import { leastPrivilege } from '../../src/report/least-privilege.ts';
import { newExternalId, roleProblems, type RoleSpec, trustPolicy } from '../../src/report/role.ts';
import { cliLines, cloudFormation, terraform } from '../../src/report/role-templates.ts';
import { readHcl } from './hcl.ts';
import { readPolicy } from './read-policy.ts';

const policy = leastPrivilege(
  Object.entries(factActions).map(([fact, { action }]) => ({ fact: fact as FactName, action })),
  { look: true, buckets: ['a.b-c', '123'] },
);
const spec: RoleSpec = {
  partition: 'aws',
  roleName: 'BucketproofAudit',
  account: '012345678901',
  externalId: '8e1f-0x',
  mfa: true,
  maxSessionSeconds: 7200,
};
const sign = (signs: string) => fc.constantFrom(...signs);
const word = 'ABCXYZabcxyz0123456789_';
const specs: fc.Arbitrary<RoleSpec> = fc.record({
  partition: fc.constantFrom('aws', 'aws-cn', 'aws-us-gov'),
  roleName: fc.string({ unit: sign(`${word}+=,.@-`), minLength: 1, maxLength: 64 }),
  account: fc.string({ unit: sign('0123456789'), minLength: 12, maxLength: 12 }),
  externalId: fc.oneof(
    fc.constant(''),
    fc.constantFrom('true', 'null', '0x1F', '1e3', '2001-01-01', '-', ':/', '..', 'no', '=='),
    fc.string({ unit: sign(`${word}+=,.@:/-`), minLength: 2, maxLength: 40 }),
  ),
  mfa: fc.boolean(),
  maxSessionSeconds: fc.integer({ min: 3600, max: 43_200 }),
});
const valid = (one: RoleSpec) => Object.keys(roleProblems(one)).length === 0;

describe('every valid role reads back as it was meant', () => {
  test('CloudFormation', () => {
    fc.assert(
      fc.property(specs.filter(valid), (one) => {
        const { Resources } = parse(cloudFormation(one, policy), { version: '1.1' }) as {
          Resources: { AuditRole: { Type: string; Properties: Record<string, unknown> } };
        };
        expect(Resources.AuditRole).toEqual({
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: one.roleName,
            MaxSessionDuration: one.maxSessionSeconds,
            AssumeRolePolicyDocument: trustPolicy(one),
            Policies: [{ PolicyName: 'BucketproofReads', PolicyDocument: policy }],
          },
        });
      }),
    );
  });

  test('Terraform', () => {
    fc.assert(
      fc.property(specs.filter(valid), (one) => {
        const [role, attached, output] = readHcl(terraform(one, policy));
        expect(role).toEqual({
          name: 'resource aws_iam_role bucketproof',
          attributes: {
            name: one.roleName,
            max_session_duration: one.maxSessionSeconds,
            assume_role_policy: trustPolicy(one),
          },
        });
        expect(attached?.attributes).toEqual({
          name: 'BucketproofReads',
          role: { reference: 'aws_iam_role.bucketproof.id' },
          policy,
        });
        expect(output?.name).toBe('output bucketproof_role_arn');
      }),
    );
  });

  test('the lines of the AWS CLI, as a shell reads them', () => {
    // A function in the place of the program prints the words that it was given.
    const script = `aws() { printf '%s\\0' "$@"; }\n${cliLines(spec, policy)}`;
    const words = execFileSync('sh', ['-c', script]).toString().split('\0');
    const after = (option: string) => words[words.indexOf(option) + 1] ?? '';
    expect(after('--role-name')).toBe(spec.roleName);
    expect(readPolicy(after('--assume-role-policy-document'))).toEqual(trustPolicy(spec));
    expect(readPolicy(after('--policy-document'))).toEqual(policy);
  });
});

test('a value that would begin a template of Terraform does not', () => {
  const text = terraform({ ...spec, externalId: '${file("x")}%{if}' }, policy);
  expect(readHcl(text)[0]?.attributes['assume_role_policy']).toMatchObject({
    Statement: [{ Condition: { StringEquals: { 'sts:ExternalId': '${file("x")}%{if}' } } }],
  });
});

test('the trust names the account, and asks for what was chosen', () => {
  expect(trustPolicy({ ...spec, partition: 'aws-us-gov' })).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws-us-gov:iam::012345678901:root' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'sts:ExternalId': '8e1f-0x' },
          Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        },
      },
    ],
  });
  const bare = trustPolicy({ ...spec, externalId: '', mfa: false });
  expect(bare.Statement[0]).not.toHaveProperty('Condition');
});

test.each([
  ['account', ['', '12345678901', '1234567890123', '12345678901a', '１２３４５６７８９０１２']],
  ['roleName', ['', 'a b', 'a/b', 'ä', "x'y", 'a\n', 'x'.repeat(65)]],
  ['externalId', ['a', 'a b', 'a$b', '"x"', 'é-é', 'ab\n', 'x'.repeat(1225)]],
] as const)('%s: what AWS would refuse is told', (field, values) => {
  for (const value of values)
    expect(Object.keys(roleProblems({ ...spec, [field]: value })), value).toEqual([field]);
});

test('an external ID is made anew each time, and AWS takes it', () => {
  const made = new Set(Array.from({ length: 20 }, newExternalId));
  expect(made.size).toBe(20);
  for (const externalId of made) expect(roleProblems({ ...spec, externalId })).toEqual({});
});
