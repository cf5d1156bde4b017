import { GetBucketOwnershipControlsCommand } from '@aws-sdk/client-s3';
import { need, oneOf } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

const settings = ['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter'] as const;

/** Object Ownership, which S3 gives as a list of exactly one rule. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketOwnershipControls.html */
export default gatherer({
  fact: 'ownership',
  service: 's3',
  operation: 'GetBucketOwnershipControls',
  action: 's3:GetBucketOwnershipControls',
  call: GetBucketOwnershipControlsCommand,
  input: ofBucket,
  absent: ['OwnershipControlsNotFoundError'],
  read: ({ OwnershipControls }) => {
    const [rule, ...others] = need(OwnershipControls?.Rules, 'a rule');
    if (others.length > 0) throw new Error('with more rules than one');
    return { objectOwnership: oneOf(settings, rule?.ObjectOwnership, 'setting') };
  },
});
