import check from '../../src/checks/policy-within-reference.ts';
import { acl, allow, delegated, deny, fromOffice, here, policy, toFriend } from '../samples.ts';
import { testCheck } from '../test-check.ts';

/** A reference as a consultant writes it: once for all buckets. */
const reference = (...statements: object[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((statement) => ({
      Resource: ['arn:{{partition}}:s3:::{{bucket}}', 'arn:{{partition}}:s3:::{{ bucket }}/*'],
      ...statement,
    })),
  });
const set = (...statements: object[]) => ({ referencePolicy: reference(...statements) });
const friendReads = set(allow('s3:Get*', toFriend));
const ownReads = set(allow('s3:GetObject', { Principal: { AWS: '{{account}}' } }));
const byOwnId = policy(allow('s3:GetObject', { Principal: { CanonicalUser: 'owner-id' } }));

testCheck(check, {
  pass: [
    { name: 'no policy', facts: { policy: null }, settings: friendReads },
    { name: 'no policy, as S3 says', facts: { policyStatus: null }, settings: friendReads },
    {
      name: 'less than the reference',
      facts: { policy: policy(allow('s3:GetObject', toFriend)) },
      settings: friendReads,
    },
    {
      name: 'its own account, by a placeholder',
      facts: { policy: policy(allow('s3:GetObject', { Principal: { AWS: here.account } })) },
      settings: ownReads,
    },
    {
      name: 'its own account, by its canonical user id',
      facts: { policy: byOwnId, acl: acl() },
      settings: ownReads,
    },
    {
      name: 'access points of the own account',
      facts: { policy: policy(delegated) },
      settings: set(
        allow('*', { Condition: { StringEquals: { 's3:DataAccessPointAccount': '{{account}}' } } }),
      ),
    },
    {
      name: 'a Deny takes back what goes beyond',
      facts: {
        policy: policy(
          allow('s3:*', toFriend),
          deny('s3:*', { ...toFriend, Action: undefined, NotAction: 's3:Get*' }),
        ),
      },
      settings: friendReads,
    },
  ],
  fail: [
    {
      name: 'a further action',
      facts: {
        policy: policy(allow(['s3:GetObject', 's3:PutObject'], { ...toFriend, Sid: 'Friend' })),
      },
      settings: friendReads,
      because:
        'The policy goes beyond the reference policy. Statement `Friend` lets account 444455556666 call s3:PutObject on objects, in a way that the reference policy does not allow.',
    },
    {
      name: 'everyone',
      facts: { policy: policy(allow('s3:GetObject')) },
      settings: friendReads,
      because: /lets everyone call s3:GetObject/,
    },
    {
      name: 'everyone, from one network',
      facts: { policy: policy(allow('s3:GetObject', fromOffice)) },
      settings: friendReads,
    },
    {
      name: 'somebody else’s canonical user id',
      facts: { policy: byOwnId, acl: { owner: 'another-id', grants: [] } },
      settings: ownReads,
    },
    {
      name: 'on another endpoint too',
      provider: 'other',
      facts: { policy: policy(allow('s3:GetObject')) },
      settings: friendReads,
    },
  ],
  notApplicable: [
    {
      name: 'no reference',
      facts: { policy: policy(allow('s3:GetObject')) },
      because: /^No reference policy is set\. Set one under Settings/,
    },
    { name: 'no reference, and nothing read', facts: {} },
  ],
  notAssessed: [
    {
      name: 'a policy variable decides',
      facts: {
        policy: policy(
          allow('s3:GetObject', {
            ...toFriend,
            Resource: `arn:aws:s3:::${here.bucket}/\${aws:username}/*`,
          }),
        ),
      },
      settings: set(
        allow('s3:GetObject', { ...toFriend, Resource: 'arn:aws:s3:::{{bucket}}/${aws:userid}/*' }),
      ),
      because: /cannot be told: a policy variable/,
    },
    {
      name: 'a policy that cannot be read',
      facts: { policy: '{' },
      settings: friendReads,
      because: 'The policy is not valid JSON: see line 1, column 2, where the text ends.',
    },
    {
      name: 'whose the canonical user id is was not read',
      facts: { policy: byOwnId },
      settings: ownReads,
      because: /stands in the ACL/,
    },
  ],
});
