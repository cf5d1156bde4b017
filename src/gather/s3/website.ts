import { GetBucketWebsiteCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketWebsite.html */
export default gatherer({
  fact: 'website',
  service: 's3',
  operation: 'GetBucketWebsite',
  action: 's3:GetBucketWebsite',
  call: GetBucketWebsiteCommand,
  input: ofBucket,
  absent: ['NoSuchWebsiteConfiguration'],
  read: ({ IndexDocument, ErrorDocument, RedirectAllRequestsTo }) => ({
    indexDocument: IndexDocument?.Suffix ?? null,
    errorDocument: ErrorDocument?.Key ?? null,
    redirectHost: RedirectAllRequestsTo?.HostName ?? null,
  }),
});
