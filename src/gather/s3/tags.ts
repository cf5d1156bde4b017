import { GetBucketTaggingCommand } from '@aws-sdk/client-s3';
import { need, needList } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** The bucket's tags, in the order of the answer. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html */
export default gatherer({
  fact: 'tags',
  service: 's3',
  operation: 'GetBucketTagging',
  action: 's3:GetBucketTagging',
  call: GetBucketTaggingCommand,
  input: ofBucket,
  absent: ['NoSuchTagSet'],
  read: ({ TagSet }) =>
    needList(TagSet, 'a set').map(({ Key, Value }) => ({
      key: need(Key, 'a key'),
      value: Value ?? '', // an empty value may be left out
    })),
});
