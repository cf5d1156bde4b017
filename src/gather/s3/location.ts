import { GetBucketLocationCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export default gatherer({
  fact: 'location',
  service: 's3',
  operation: 'GetBucketLocation',
  action: 's3:GetBucketLocation',
  call: GetBucketLocationCommand,
  input: ofBucket,
  absent: [],
  read: ({ LocationConstraint }) => {
    // Two Regions answer by names of the past: none at all for the first, and "EU" for Ireland.
    const name: string = LocationConstraint || 'us-east-1';
    return name === 'EU' ? 'eu-west-1' : name;
  },
});
