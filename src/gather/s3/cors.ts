import { GetBucketCorsCommand } from '@aws-sdk/client-s3';
import { need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

/** CORS rules, as they are written. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html */
export default gatherer({
  fact: 'cors',
  service: 's3',
  operation: 'GetBucketCors',
  action: 's3:GetBucketCORS',
  call: GetBucketCorsCommand,
  input: ofBucket,
  absent: ['NoSuchCORSConfiguration'],
  read: ({ CORSRules }) =>
    need(CORSRules, 'rules').map((rule) => ({
      allowedOrigins: need(rule.AllowedOrigins, 'an origin'),
      allowedMethods: need(rule.AllowedMethods, 'a method'),
      allowedHeaders: rule.AllowedHeaders ?? [],
    })),
});
