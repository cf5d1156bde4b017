import { GetBucketOwnershipControlsCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

const settings = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketOwnershipControls.html */
export default gatherer({
  fact: 'ownership',
  service: 's3',
  operation: 'GetBucketOwnershipControls',
  action: 's3:GetBucketOwnershipControls',
  call: GetBucketOwnershipControlsCommand,
  input: ofBucket,
  absent: ['OwnershipControlsNotFoundError'],
  read: ({ OwnershipControls }) => {
    const named = OwnershipControls?.Rules?.[0]?.ObjectOwnership;
    const objectOwnership = settings.find((one) => one === named);
    if (!objectOwnership) throw new Error('ownership controls without a known rule');
    return { objectOwnership };
  },
});
