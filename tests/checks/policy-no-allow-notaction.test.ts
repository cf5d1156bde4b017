import check from '../../src/checks/policy-no-allow-notaction.ts';
import { allow, deny, policy, toFriend } from '../samples.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, {
  pass: [
    { name: 'no policy', facts: { policy: null } },
    { name: 'S3 says that there is no policy', facts: { policyStatus: null } },
    {
      name: 'a Deny with NotAction',
      facts: { policy: policy(deny('', { Action: undefined, NotAction: 's3:GetObject' })) },
    },
  ],
  fail: [
    {
      name: 'an Allow with NotAction',
      facts: {
        policy: policy(allow('', { ...toFriend, Action: undefined, NotAction: 's3:PutObject' })),
      },
    },
    {
      name: 'an Allow with NotResource',
      facts: {
        policy: policy(
          allow('s3:GetObject', {
            ...toFriend,
            Resource: undefined,
            NotResource: 'arn:aws:s3:::acme-x/*',
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
