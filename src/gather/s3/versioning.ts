import { GetBucketVersioningCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html */
export default gatherer({
  fact: 'versioning',
  service: 's3',
  operation: 'GetBucketVersioning',
  action: 's3:GetBucketVersioning',
  call: GetBucketVersioningCommand,
  input: ofBucket,
  absent: [],
  read: ({ Status, MFADelete }) => ({ status: Status ?? null, mfaDelete: MFADelete === 'Enabled' }),
});
