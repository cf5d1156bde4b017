import { need } from '../../answer.ts';
import versioning from '../../s3/versioning.ts';
import { flag, text } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

/** Recorded as `Off` where it was never enabled. MFA delete is null, as in S3's answer, where it was never set. */
export default mapping({
  fact: 'versioning',
  key: 'BucketVersioningConfiguration',
  mayBeNone: false,
  read(recorded, target) {
    const status = need(text(recorded, 'status'), 'a status');
    const mfa = flag(recorded, 'isMfaDeleteEnabled');
    const answer = {
      Status: status === 'Off' ? undefined : status,
      MFADelete: mfa === undefined ? undefined : mfa ? 'Enabled' : 'Disabled',
    };
    return versioning.read(asAnswer(answer), target);
  },
});
