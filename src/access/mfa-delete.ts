import type { Answer, MfaDeleteReach } from '../model/derived.ts';
import { seeOrLacks, unknown, unreadOf, type View } from './view.ts';

/**
 * MFA delete, and what stands in its place. Switched on, it settles the question alone; otherwise lifecycle rules,
 * which exclude it, or Object Lock in compliance mode, which is stronger, settle it alone too.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html
 */
export function mfaDelete(view: View): Answer<MfaDeleteReach> {
  const versioning = view.see('versioning');
  if (!versioning.known) return unknown(unreadOf(view, 'versioning'));
  const found = (state: MfaDeleteReach['state']): Answer<MfaDeleteReach> => ({
    known: true,
    value: { state, versioned: versioning.value.status === 'Enabled' },
  });
  if (versioning.value.mfaDelete && versioning.value.status === 'Enabled') return found('on');
  const lifecycle = seeOrLacks(view, 'lifecycle');
  if (lifecycle.known && lifecycle.value && lifecycle.value.length > 0) return found('lifecycle');
  const lock = seeOrLacks(view, 'objectLock');
  if (lock.known && lock.value?.enabled && lock.value.defaultRetention?.mode === 'COMPLIANCE')
    return found('locked');
  return lifecycle.known && lock.known
    ? found('off')
    : unknown([
        ...(lifecycle.known ? [] : unreadOf(view, 'lifecycle')),
        ...(lock.known ? [] : unreadOf(view, 'objectLock')),
      ]);
}
