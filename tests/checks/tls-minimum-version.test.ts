import check from '../../src/checks/tls-minimum-version.ts';
import { deny, denyHttp, policy } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const old = (version: unknown) =>
  deny('s3:*', { Condition: { NumericLessThan: { 's3:TlsVersion': version } } });

testCheck(check, {
  pass: [
    { name: 'both denied', facts: { policy: policy(denyHttp, old('1.2')) } },
    { name: 'a number instead of a text', facts: { policy: policy(denyHttp, old(1.2)) } },
    { name: 'a later version', facts: { policy: policy(denyHttp, old(['1.3'])) } },
  ],
  fail: [
    { name: 'no policy', facts: { policy: null } },
    { name: 'S3 says that there is no policy', facts: { policyStatus: null } },
    { name: 'plain HTTP alone', facts: { policy: policy(denyHttp) } },
    {
      name: 'plain HTTP gets through',
      facts: { policy: policy(old('1.2')) },
      because: /But plain HTTP/,
    },
    {
      name: 'TLS 1.1 gets through',
      facts: { policy: policy(denyHttp, old('1.1')) },
      because: /tatement 2 denies only TLS older than 1\.1, which itself gets through/,
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
