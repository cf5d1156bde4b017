import { GetBucketTaggingCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html */
export default gatherer({
  fact: 'tags',
  service: 's3',
  operation: 'GetBucketTagging',
  action: 's3:GetBucketTagging',
  call: GetBucketTaggingCommand,
  input: ofBucket,
  absent: ['NoSuchTagSet'],
  read: ({ TagSet }) =>
    (TagSet ?? []).map(({ Key, Value }) => ({ key: Key ?? '', value: Value ?? '' })),
});
