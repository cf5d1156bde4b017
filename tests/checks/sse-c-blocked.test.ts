import check from '../../src/checks/sse-c-blocked.ts';
import { deny, encryptedWith, policy } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const blocked = [
  { algorithm: '', kmsKeyId: null, bucketKeyEnabled: false, blockedTypes: ['SSE-C'] },
];
const denied = deny('s3:PutObject', {
  Condition: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
});

testCheck(check, {
  pass: [
    { name: 'T76: blocked by the default encryption', facts: { encryption: blocked } },
    { name: 'denied by the policy', facts: { policy: policy(denied) } },
    {
      name: 'blocked by the second rule',
      facts: { encryption: [...encryptedWith('AES256'), ...blocked] },
    },
    {
      name: 'the organisation blocks it, whatever the bucket says',
      facts: { encryption: null, policy: null },
      settings: { organisationBlocksSseC: true },
      because: 'The settings of the audit say that a policy of the organisation blocks SSE-C.',
    },
  ],
  fail: [
    { name: 'T76: neither', facts: { encryption: encryptedWith('AES256'), policy: null } },
    {
      name: 'denied for a prefix',
      facts: {
        encryption: null,
        policy: policy({ ...denied, Resource: 'arn:aws:s3:::acme-data/private/*' }),
      },
    },
    { name: 'S3 says that there is no policy', facts: { encryption: null, policyStatus: null } },
  ],
  notAssessed: [
    { name: 'the policy is refused', facts: { encryption: null } },
    { name: 'the encryption is refused', facts: { policy: null } },
  ],
});
