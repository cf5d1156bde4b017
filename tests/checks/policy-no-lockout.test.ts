import check from '../../src/checks/policy-no-lockout.ts';
import { deny, denyHttp, here, policy } from '../samples.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, {
  pass: [
    { name: 'no policy', facts: { policy: null } },
    { name: 'S3 says that there is no policy', facts: { policyStatus: null } },
    {
      name: 'T81: deletion is denied to everyone',
      facts: { policy: policy(deny(['s3:DeleteObject', 's3:DeleteBucket'])) },
    },
    { name: 'plain HTTP is denied', facts: { policy: policy(denyHttp) } },
    {
      name: 'everyone but an address range',
      facts: {
        policy: policy(
          deny('s3:*', { Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
        ),
      },
    },
    {
      name: 'everyone but one role',
      facts: {
        policy: policy(
          deny('s3:*', {
            Condition: {
              ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${here.account}:role/admin` },
            },
          }),
        ),
      },
    },
    {
      name: 'the policy may be deleted',
      facts: { policy: policy(deny(['s3:GetBucketPolicy', 's3:PutBucketPolicy'])) },
    },
    {
      name: 'objects alone',
      facts: { policy: policy(deny('s3:*', { Resource: `arn:aws:s3:::${here.bucket}/*` })) },
    },
  ],
  fail: [
    {
      name: 'everything is denied to everyone',
      facts: { policy: policy(deny('*')) },
      because: /Statement 1 denies everybody in the account/,
    },
    {
      name: 'everyone but the root user',
      facts: {
        policy: policy(
          deny('s3:*', {
            Condition: {
              ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${here.account}:root` },
            },
          }),
        ),
      },
      because: /^Only the root user can change the policy/,
    },
    {
      name: 'one by one',
      facts: {
        policy: policy(
          deny('s3:GetBucketPolicy'),
          deny('s3:PutBucketPolicy'),
          deny('s3:DeleteBucketPolicy'),
        ),
      },
    },
    {
      name: 'everyone but another account',
      facts: {
        policy: policy(
          deny('s3:*', {
            Condition: { StringNotEquals: { 'aws:PrincipalAccount': '444455556666' } },
          }),
        ),
      },
    },
  ],
  notAssessed: [
    {
      name: 'the policy is refused',
      facts: { policyStatus: { isPublic: false } },
      because: /^The bucket policy could not be read/,
    },
    {
      name: 'the policy cannot be parsed',
      facts: { policy: '{' },
      because: 'The policy is not valid JSON: see line 1, column 2, where the text ends.',
    },
  ],
});
