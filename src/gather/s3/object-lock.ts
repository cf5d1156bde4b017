import { GetObjectLockConfigurationCommand } from '@aws-sdk/client-s3';
import type { DefaultRetention } from '@aws-sdk/client-s3';
import type { ObjectLock } from '../../model/facts.ts';
import { count, need, oneOf } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** Null where there is none, or only a hold until an event, which keeps objects without a mode. */
function readRetention(kept: DefaultRetention | undefined): ObjectLock['defaultRetention'] {
  if (!kept) return null;
  // A length of 0 is none: some endpoints send both units.
  const days = count(kept.Days, 'length') || null;
  const years = count(kept.Years, 'length') || null;
  if (kept.DefaultEventHold && !kept.Mode && (days ?? years) === null) return null;
  need(days ?? years, 'a length');
  return { mode: need(kept.Mode, 'a mode'), days, years };
}

/** Object Lock and its default retention. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLockConfiguration.html */
export default gatherer({
  fact: 'objectLock',
  service: 's3',
  operation: 'GetObjectLockConfiguration',
  action: 's3:GetBucketObjectLockConfiguration',
  call: GetObjectLockConfigurationCommand,
  input: ofBucket,
  absent: ['ObjectLockConfigurationNotFoundError'],
  read: ({ ObjectLockConfiguration }) => {
    const { ObjectLockEnabled, Rule } = need(ObjectLockConfiguration, 'a configuration');
    return {
      enabled: oneOf(['Enabled', ''], ObjectLockEnabled ?? '', 'state') === 'Enabled',
      defaultRetention: readRetention(Rule?.DefaultRetention),
    };
  },
});
