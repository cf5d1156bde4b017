import check from '../../src/checks/bucket-policy-present.ts';
import { denyHttp, policy } from '../samples.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, {
  pass: [
    { name: 'a policy', facts: { policy: policy(denyHttp) }, because: 'There is a bucket policy.' },
    {
      name: 'a policy that is no JSON',
      facts: { policy: '{' },
      because:
        'There is a bucket policy, but it is malformed. The policy is not valid JSON: see line 1, column 2, where the text ends.',
    },
    {
      name: 'a policy with an element twice',
      facts: { policy: '{"Statement":[],\n"Statement":[]}' },
      because: /malformed\. The policy names Statement twice .* in line 2, column 1\./,
    },
  ],
  fail: [
    { name: 'no policy', facts: { policy: null } },
    { name: 'S3 says that there is no policy', facts: { policyStatus: null } },
  ],
});
