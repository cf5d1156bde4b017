import check from '../../src/checks/policy-cross-account-restricted.ts';
import { acl, allow, deny, here, policy, toFriend } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const principal = (Principal: unknown) => policy(allow('s3:GetObject', { Principal }));

testCheck(check, {
  pass: [
    { name: 'no policy', facts: { policy: null } },
    { name: 'S3 says that there is no policy', facts: { policyStatus: null } },
    { name: 'the own account', facts: { policy: principal({ AWS: here.account }) } },
    {
      name: 'an expected account',
      facts: { policy: policy(allow('s3:*', toFriend)) },
      settings: { trustedAccounts: [{ id: '444455556666', label: 'Friend' }] },
    },
    {
      name: 'a load balancer of AWS',
      facts: { policy: principal({ AWS: 'arn:aws:iam::127311923021:root' }) },
    },
    { name: 'a service', facts: { policy: principal({ Service: 'cloudtrail.amazonaws.com' }) } },
    {
      name: 'what is left of a deleted role, which lets nobody in',
      facts: { policy: principal({ AWS: 'AROAEXAMPLEEXAMPLE12' }) },
      because: /AROAEXAMPLEEXAMPLE12, which is left of a deleted principal/,
    },
    {
      name: 'the owner by his canonical user id',
      facts: { policy: principal({ CanonicalUser: 'owner-id' }), acl: acl() },
    },
    {
      name: 'another account that a Deny takes back',
      facts: { policy: policy(allow('s3:*', toFriend), deny('s3:*', toFriend)) },
    },
    {
      name: 'everyone, whom another check judges',
      facts: { policy: policy(allow('s3:*')) },
      because:
        'The policy names no other account that is not expected. Statement 1 lets everyone in, other accounts included, which bucket-not-public judges.',
    },
  ],
  fail: [
    {
      name: 'another account',
      facts: { policy: policy(allow('s3:GetObject', toFriend)) },
      because: /Statement 1 lets account 444455556666 in\.$/,
    },
    {
      name: 'a foreign role whose name holds the own account',
      facts: {
        policy: principal({ AWS: `arn:aws:iam::444455556666:role/backup-${here.account}` }),
      },
    },
    {
      name: 'T25: an organisation',
      facts: {
        policy: policy(
          allow('s3:GetObject', {
            Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } },
          }),
        ),
      },
      because: /every account of the organisation o-acme/,
    },
    {
      name: 'a foreign canonical user id',
      facts: { policy: principal({ CanonicalUser: 'another-id' }), acl: acl() },
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
    {
      name: 'a canonical user id, and the ACL is refused',
      facts: { policy: principal({ CanonicalUser: 'owner-id' }) },
      because: /^Statement 1 names a canonical user id/,
    },
  ],
});
