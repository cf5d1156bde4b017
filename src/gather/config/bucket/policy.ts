import policy from '../../s3/policy.ts';
import { anyText } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

/** The policy's text as S3 gave it out; without one where there is none. */
export default mapping({
  fact: 'policy',
  key: 'BucketPolicy',
  mayBeNone: true,
  read: (recorded, target) =>
    policy.read(asAnswer({ Policy: anyText(recorded, 'policyText') }), target),
});
