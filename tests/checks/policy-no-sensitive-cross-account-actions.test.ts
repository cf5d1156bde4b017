import check from '../../src/checks/policy-no-sensitive-cross-account-actions.ts';
import { acl, allow, deny, policy, toFriend } from '../samples.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, {
  pass: [
    { name: 'no policy', facts: { policy: null } },
    { name: 'S3 says that there is no policy', facts: { policyStatus: null } },
    { name: 'reading alone', facts: { policy: policy(allow('s3:Get*', toFriend)) } },
    {
      name: 'a Deny takes the sensitive part back',
      facts: {
        policy: policy(
          allow('s3:PutBucket*', toFriend),
          deny(['s3:PutBucket*', 's3:PutObjectAcl'], toFriend),
        ),
      },
    },
    {
      name: 'the owner by his canonical user id',
      facts: {
        policy: policy(allow('s3:*', { Principal: { CanonicalUser: 'owner-id' } })),
        acl: acl(),
      },
    },
  ],
  fail: [
    {
      name: 'by name',
      facts: { policy: policy(allow('s3:PutBucketPolicy', toFriend)) },
      because:
        'Others may change the bucket. Statement 1 lets account 444455556666 call s3:PutBucketPolicy.',
    },
    { name: 'by a wildcard', facts: { policy: policy(allow('s3:Put*', toFriend)) } },
    { name: 'everyone', facts: { policy: policy(allow('*')) } },
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
