import { GetBucketCorsCommand } from '@aws-sdk/client-s3';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html */
export default gatherer({
  fact: 'cors',
  service: 's3',
  operation: 'GetBucketCors',
  action: 's3:GetBucketCORS',
  call: GetBucketCorsCommand,
  input: ofBucket,
  absent: ['NoSuchCORSConfiguration'],
  read: ({ CORSRules }) =>
    (CORSRules ?? []).map((rule) => ({
      allowedOrigins: rule.AllowedOrigins ?? [],
      allowedMethods: rule.AllowedMethods ?? [],
      allowedHeaders: rule.AllowedHeaders ?? [],
    })),
});
