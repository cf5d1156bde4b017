import { GetBucketWebsiteCommand } from '@aws-sdk/client-s3';
import { need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** Static website hosting: pages, or one redirect for everything. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketWebsite.html */
export default gatherer({
  fact: 'website',
  service: 's3',
  operation: 'GetBucketWebsite',
  action: 's3:GetBucketWebsite',
  call: GetBucketWebsiteCommand,
  input: ofBucket,
  absent: ['NoSuchWebsiteConfiguration'],
  read: ({ IndexDocument, ErrorDocument, RedirectAllRequestsTo }) => {
    need(IndexDocument?.Suffix || RedirectAllRequestsTo?.HostName, 'index or redirect');
    return {
      indexDocument: IndexDocument?.Suffix ?? null,
      errorDocument: ErrorDocument?.Key ?? null,
      redirectHost: RedirectAllRequestsTo?.HostName ?? null,
    };
  },
});
