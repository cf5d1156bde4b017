import { GetBucketLocationCommand } from '@aws-sdk/client-s3';
import { regionName } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** The Region of a bucket, for lists that do not say it. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export default gatherer({
  fact: 'location',
  service: 's3',
  operation: 'GetBucketLocation',
  action: 's3:GetBucketLocation',
  call: GetBucketLocationCommand,
  input: ofBucket,
  absent: [],
  // The first Region has no name here.
  read: ({ LocationConstraint }) => regionName(LocationConstraint || 'us-east-1'),
});
