import check from '../../src/checks/bucket-policy-present.ts';
import { denyHttp, policy } from '../samples.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, {
  pass: [{ name: 'a policy', facts: { policy: policy(denyHttp) } }],
  fail: [
    { name: 'no policy', facts: { policy: null } },
    { name: 'S3 says that there is no policy', facts: { policyStatus: null } },
  ],
  notAssessed: [
    {
      name: 'the policy cannot be parsed',
      facts: { policy: '{' },
      because: 'The policy is not valid JSON.',
    },
  ],
});
