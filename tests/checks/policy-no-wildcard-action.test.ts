import check from '../../src/checks/policy-no-wildcard-action.ts';
import { allow, denyHttp, here, policy, toFriend } from '../samples.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, {
  pass: [
    { name: 'no policy', facts: { policy: null } },
    { name: 'S3 says that there is no policy', facts: { policyStatus: null } },
    {
      name: 'named actions',
      facts: { policy: policy(allow(['s3:GetObject', 's3:Get*'], toFriend)) },
    },
    { name: 'a Deny of everything', facts: { policy: policy(denyHttp) } },
    {
      name: 'a named role of the own account',
      facts: {
        policy: policy(
          allow('s3:*', { Principal: { AWS: `arn:aws:iam::${here.account}:role/admin` } }),
        ),
      },
    },
  ],
  fail: [
    { name: 'T42: a star as text', facts: { policy: policy(allow('*', toFriend)) } },
    {
      name: 'T42: a star in a list',
      facts: { policy: policy(allow(['S3:*'], toFriend)) },
      because: /Statement 1 allows S3:\*, every action/,
    },
    {
      name: 'the own account as a whole',
      facts: { policy: policy(allow('s3:*', { Principal: { AWS: here.account } })) },
    },
    {
      name: 'all but one',
      facts: {
        policy: policy({ ...allow('', toFriend), Action: undefined, NotAction: 's3:PutObject' }),
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
