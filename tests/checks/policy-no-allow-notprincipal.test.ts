import check from '../../src/checks/policy-no-allow-notprincipal.ts';
import { allow, deny, policy, toFriend } from '../samples.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, {
  pass: [
    { name: 'no policy', facts: { policy: null } },
    { name: 'S3 says that there is no policy', facts: { policyStatus: null } },
    {
      name: 'a Deny with NotPrincipal',
      facts: {
        policy: policy(deny('s3:*', { Principal: undefined, NotPrincipal: toFriend.Principal })),
      },
    },
    {
      name: 'everyone by a star, which is another question',
      facts: { policy: policy(allow('s3:GetObject')) },
    },
  ],
  fail: [
    {
      name: 'an Allow with NotPrincipal',
      facts: {
        policy: policy(
          allow('s3:GetObject', { Principal: undefined, NotPrincipal: toFriend.Principal }),
        ),
      },
    },
  ],
  notAssessed: [
    {
      name: 'the policy is refused',
      facts: { policyStatus: { isPublic: true } },
      because: /^The bucket policy could not be read/,
    },
    {
      name: 'the policy cannot be parsed',
      facts: { policy: '{' },
      because: 'The policy is not valid JSON: see line 1, column 2, where the text ends.',
    },
  ],
});
