import check from '../../src/checks/policy-enforces-sse.ts';
import { deny, denyHttp, encryptedWith, policy } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const put = (Condition: object, more = {}) => policy(deny('s3:PutObject', { Condition, ...more }));
const header = 's3:x-amz-server-side-encryption';

testCheck(check, {
  pass: [
    {
      name: 'SSE-KMS alone',
      facts: { policy: put({ StringNotEquals: { [header]: 'aws:kms' } }) },
    },
    {
      name: 'SSE-S3 alone',
      facts: { policy: put({ StringNotEquals: { [header]: 'AES256' } }) },
      because: /other than SSE-S3/,
    },
    {
      name: 'SSE-S3 refused, and SSE-KMS by default',
      facts: {
        policy: put({ StringEquals: { [header]: 'AES256' } }),
        encryption: encryptedWith('aws:kms'),
      },
      because: /in place of the default/,
    },
    {
      name: 'T46: a star among AWS principals',
      facts: {
        policy: put({ StringNotEquals: { [header]: 'aws:kms' } }, { Principal: { AWS: '*' } }),
      },
    },
  ],
  fail: [
    { name: 'no policy', facts: { policy: null } },
    { name: 'S3 says that there is no policy', facts: { policyStatus: null } },
    { name: 'nothing about it', facts: { policy: policy(denyHttp) } },
    {
      name: 'SSE-S3 refused, and given by default',
      facts: {
        policy: put({ StringEquals: { [header]: 'AES256' } }),
        encryption: encryptedWith('AES256'),
      },
      because: /ask for nothing get through/,
    },
    {
      name: 'any that is stated',
      facts: { policy: put({ Null: { [header]: 'true' } }) },
      because: /may state any/,
    },
    {
      name: 'one algorithm of KMS refused',
      facts: { policy: put({ StringEquals: { [header]: 'aws:kms:dsse' } }) },
      because: /^Some uploads are refused/,
    },
    {
      name: 'the bucket instead of its objects',
      facts: {
        policy: put(
          { StringNotEquals: { [header]: 'aws:kms' } },
          { Resource: 'arn:aws:s3:::acme-data' },
        ),
      },
    },
  ],
  notAssessed: [
    {
      name: 'SSE-S3 refused, and the default unread',
      facts: { policy: put({ StringEquals: { [header]: 'AES256' } }) },
    },
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
