import check from '../../src/checks/policy-cross-account-restricted.ts';
import { acl, allow, delegated, deny, here, policy, toFriend } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const friend = '444455556666';
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
      name: 'an expected account by its access points',
      facts: {
        policy: policy(
          allow('s3:*', { Condition: { StringEquals: { 's3:DataAccessPointAccount': friend } } }),
        ),
      },
      settings: { trustedAccounts: [{ id: friend, label: 'Friend' }] },
    },
    {
      name: 'an expected organisation, to which an account named elsewhere may belong',
      facts: {
        policy: policy(
          allow('s3:GetObject', {
            Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } },
          }),
          deny('s3:PutObject', toFriend),
        ),
      },
      settings: { trustedAccounts: [{ id: 'o-acme', label: 'Acme' }] },
    },
    {
      name: 'an expected organisation, spared by a Deny',
      facts: {
        policy: policy(
          allow('s3:GetObject'),
          deny('s3:*', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-acme' } } }),
          deny('s3:PutObject', toFriend),
        ),
      },
      settings: { trustedAccounts: [{ id: 'o-acme', label: 'Acme' }] },
    },
    {
      name: 'the access points of the own account',
      facts: { policy: policy(delegated) },
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
      name: 'an account whose access points the policy trusts',
      facts: {
        policy: policy(
          allow('s3:*', { Condition: { StringEquals: { 's3:DataAccessPointAccount': friend } } }),
        ),
      },
      because:
        /Statement 1 lets in account 444455556666, and whomever else its access points let in, which only that account can see\.$/,
    },
    {
      name: 'a pattern of such accounts, as it is written',
      facts: {
        policy: policy(
          allow('s3:*', { Condition: { StringLike: { 's3:DataAccessPointAccount': '4444*' } } }),
        ),
      },
      because: /lets in 4444\*, and/,
    },
    {
      name: 'an account whose access points a Deny spares',
      facts: {
        policy: policy(
          allow('s3:GetObject'),
          deny('s3:*', {
            Condition: { StringNotEquals: { 's3:DataAccessPointAccount': [here.account, friend] } },
          }),
        ),
      },
      because: /lets in account 444455556666, and/,
    },
    {
      name: 'an account that is let in through access points of another',
      facts: {
        policy: policy(
          allow('s3:GetObject', {
            Principal: { AWS: '777788889999' },
            Condition: { StringEquals: { 's3:DataAccessPointAccount': friend } },
          }),
        ),
      },
      settings: { trustedAccounts: [{ id: friend, label: 'Friend' }] },
      because: /lets account 777788889999 in through access points of account 444455556666/,
    },
    {
      name: 'an account beside an expected organisation, by its own statement alone',
      facts: {
        policy: policy(
          allow('s3:PutBucketPolicy', {
            Sid: 'Org',
            Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } },
          }),
          allow('s3:GetObject', { Sid: 'Acc', ...toFriend }),
        ),
      },
      settings: { trustedAccounts: [{ id: 'o-acme', label: 'Acme' }] },
      because: /expected ones\. Statement `Acc` lets account 444455556666 in\.$/,
    },
    {
      name: 'an account that a statement spares beside an organisation, in it or not',
      facts: {
        policy: policy(
          allow('s3:GetObject'),
          deny('s3:*', {
            Condition: {
              StringNotEquals: {
                'aws:PrincipalOrgID': 'o-acme',
                'aws:PrincipalAccount': friend,
              },
            },
          }),
        ),
      },
      settings: { trustedAccounts: [{ id: 'o-acme', label: 'Acme' }] },
      because: /expected ones\. Statement 1 lets account 444455556666 in\.$/,
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
