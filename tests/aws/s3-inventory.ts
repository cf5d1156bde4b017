import { escapeXml, s3Namespace, xml, type Answer } from './answer.ts';
import type { Context } from './context.ts';
import type { AwsRequest } from './request.ts';

const largestPage = 100;

/**
 * The inventories of a bucket as its description has them, a hundred to a page.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBucketInventoryConfigurations.html
 */
export function listInventories(request: AwsRequest, context: Context): Answer {
  const all = context.world.find(request.bucket ?? '')?.bucket.inventory ?? [];
  const token = request.query.get('continuation-token');
  const from = token ? Number(Buffer.from(token, 'base64url').toString()) : 0;
  const page = all.slice(from, from + largestPage);
  const next = from + largestPage < all.length ? String(from + largestPage) : undefined;
  const list = page.map(
    ({ id, bucket, enabled }) =>
      '<InventoryConfiguration><Destination><S3BucketDestination><Format>CSV</Format>' +
      `<Bucket>arn:aws:s3:::${escapeXml(bucket)}</Bucket></S3BucketDestination></Destination>` +
      `<IsEnabled>${enabled !== false}</IsEnabled><Id>${escapeXml(id)}</Id>` +
      '<IncludedObjectVersions>All</IncludedObjectVersions>' +
      '<Schedule><Frequency>Weekly</Frequency></Schedule></InventoryConfiguration>',
  );
  return xml(
    `<ListInventoryConfigurationsResult xmlns="${s3Namespace}">${list.join('')}` +
      `<IsTruncated>${next !== undefined}</IsTruncated>` +
      (next
        ? `<NextContinuationToken>${Buffer.from(next).toString('base64url')}</NextContinuationToken>`
        : '') +
      '</ListInventoryConfigurationsResult>',
  );
}
