import { GetBucketVersioningCommand } from '@aws-sdk/client-s3';
import { isEnabled, oneOf } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** Versioning and MFA delete; the answer is empty where neither was ever set. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export default gatherer({
  fact: 'versioning',
  service: 's3',
  operation: 'GetBucketVersioning',
  action: 's3:GetBucketVersioning',
  call: GetBucketVersioningCommand,
  input: ofBucket,
  absent: [],
  read: ({ Status, MFADelete }) => ({
    status: Status === undefined ? null : oneOf(['Enabled', 'Suspended'], Status, 'status'),
    mfaDelete: MFADelete !== undefined && isEnabled(MFADelete, 'MFA delete'),
  }),
});
