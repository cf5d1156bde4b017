import { GetObjectLockConfigurationCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLockConfiguration.html */
export default gatherer({
  fact: 'objectLock',
  service: 's3',
  operation: 'GetObjectLockConfiguration',
  action: 's3:GetBucketObjectLockConfiguration',
  call: GetObjectLockConfigurationCommand,
  input: ofBucket,
  absent: ['ObjectLockConfigurationNotFoundError'],
  read: ({ ObjectLockConfiguration }) => {
    if (!ObjectLockConfiguration) throw new Error('an answer without a configuration');
    const kept = ObjectLockConfiguration.Rule?.DefaultRetention;
    // A length of 0 is none: some endpoints send both units.
    const days = kept?.Days || null;
    const years = kept?.Years || null;
    return {
      enabled: ObjectLockConfiguration.ObjectLockEnabled === 'Enabled',
      defaultRetention: kept?.Mode && (days ?? years) ? { mode: kept.Mode, days, years } : null,
    };
  },
});
