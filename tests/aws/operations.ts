import { serviceNamed } from './services.ts';

/** One way to read something of a bucket: the query key that asks, the operation, the IAM action. */
interface BucketRead {
  key: string;
  operation: string;
  action: string;
}

/**
 * The sub-resources of a bucket that the front knows. Any other query key is refused with 501, so
 * that no gap of the test account is ever read as "not configured".
 */
export const bucketReads: readonly BucketRead[] = [
  { key: 'location', operation: 'GetBucketLocation', action: 's3:GetBucketLocation' },
  {
    key: 'publicAccessBlock',
    operation: 'GetPublicAccessBlock',
    action: 's3:GetBucketPublicAccessBlock',
  },
  { key: 'policy', operation: 'GetBucketPolicy', action: 's3:GetBucketPolicy' },
  { key: 'policyStatus', operation: 'GetBucketPolicyStatus', action: 's3:GetBucketPolicyStatus' },
  { key: 'acl', operation: 'GetBucketAcl', action: 's3:GetBucketAcl' },
  {
    key: 'ownershipControls',
    operation: 'GetBucketOwnershipControls',
    action: 's3:GetBucketOwnershipControls',
  },
  { key: 'encryption', operation: 'GetBucketEncryption', action: 's3:GetEncryptionConfiguration' },
  { key: 'versioning', operation: 'GetBucketVersioning', action: 's3:GetBucketVersioning' },
  { key: 'logging', operation: 'GetBucketLogging', action: 's3:GetBucketLogging' },
  {
    key: 'lifecycle',
    operation: 'GetBucketLifecycleConfiguration',
    action: 's3:GetLifecycleConfiguration',
  },
  {
    key: 'replication',
    operation: 'GetBucketReplication',
    action: 's3:GetReplicationConfiguration',
  },
  {
    key: 'object-lock',
    operation: 'GetObjectLockConfiguration',
    action: 's3:GetBucketObjectLockConfiguration',
  },
  {
    key: 'notification',
    operation: 'GetBucketNotificationConfiguration',
    action: 's3:GetBucketNotification',
  },
  { key: 'website', operation: 'GetBucketWebsite', action: 's3:GetBucketWebsite' },
  { key: 'cors', operation: 'GetBucketCors', action: 's3:GetBucketCORS' },
  { key: 'tagging', operation: 'GetBucketTagging', action: 's3:GetBucketTagging' },
  {
    key: 'accelerate',
    operation: 'GetBucketAccelerateConfiguration',
    action: 's3:GetAccelerateConfiguration',
  },
  {
    key: 'requestPayment',
    operation: 'GetBucketRequestPayment',
    action: 's3:GetBucketRequestPayment',
  },
  {
    key: 'inventory',
    operation: 'ListBucketInventoryConfigurations',
    action: 's3:GetInventoryConfiguration',
  },
  {
    key: 'metrics',
    operation: 'ListBucketMetricsConfigurations',
    action: 's3:GetMetricsConfiguration',
  },
  {
    key: 'analytics',
    operation: 'ListBucketAnalyticsConfigurations',
    action: 's3:GetAnalyticsConfiguration',
  },
  {
    key: 'intelligent-tiering',
    operation: 'ListBucketIntelligentTieringConfigurations',
    action: 's3:GetIntelligentTieringConfiguration',
  },
  { key: 'abac', operation: 'GetBucketAbac', action: 's3:GetBucketAbac' },
  {
    key: 'metadataConfiguration',
    operation: 'GetBucketMetadataConfiguration',
    action: 's3:GetBucketMetadataTableConfiguration',
  },
  { key: 'versions', operation: 'ListObjectVersions', action: 's3:ListBucketVersions' },
  { key: 'uploads', operation: 'ListMultipartUploads', action: 's3:ListBucketMultipartUploads' },
];

const objectReads: readonly BucketRead[] = [
  { key: 'acl', operation: 'GetObjectAcl', action: 's3:GetObjectAcl' },
  { key: 'tagging', operation: 'GetObjectTagging', action: 's3:GetObjectTagging' },
  { key: 'retention', operation: 'GetObjectRetention', action: 's3:GetObjectRetention' },
  { key: 'legal-hold', operation: 'GetObjectLegalHold', action: 's3:GetObjectLegalHold' },
];

/** Query keys that shape an answer and name no sub-resource. */
const parameters =
  /^(list-type|prefix|delimiter|max-keys|max-buckets|bucket-region|continuation-token|start-after|fetch-owner|encoding-type|marker|key-marker|version-id-marker|upload-id-marker|max-uploads|id|x-id|versionId|partNumber|response-.+|x-amz-.+)$/i;

/** The operations of S3 Control that are read, by method and path below `/v20180820`. */
const controlReads: readonly (readonly [method: string, path: RegExp, operation: string])[] = [
  ['GET', /^\/configuration\/publicAccessBlock$/, 'GetPublicAccessBlock'],
  ['PUT', /^\/configuration\/publicAccessBlock$/, 'PutPublicAccessBlock'],
  ['DELETE', /^\/configuration\/publicAccessBlock$/, 'DeletePublicAccessBlock'],
  ['GET', /^\/accesspoint$/, 'ListAccessPoints'],
  ['GET', /^\/accesspoint\/[^/]+$/, 'GetAccessPoint'],
  ['GET', /^\/accesspoint\/[^/]+\/policy$/, 'GetAccessPointPolicy'],
  ['GET', /^\/accesspoint\/[^/]+\/policyStatus$/, 'GetAccessPointPolicyStatus'],
  ['GET', /^\/mrap\/instances$/, 'ListMultiRegionAccessPoints'],
  ['GET', /^\/mrap\/instances\/[^/]+\/policy$/, 'GetMultiRegionAccessPointPolicy'],
  ['GET', /^\/mrap\/instances\/[^/]+\/policystatus$/, 'GetMultiRegionAccessPointPolicyStatus'],
  ['GET', /^\/accessgrantsinstances$/, 'ListAccessGrantsInstances'],
  ['GET', /^\/accessgrantsinstance\/grants$/, 'ListAccessGrants'],
  ['GET', /^\/storagelens$/, 'ListStorageLensConfigurations'],
];

/** Operations whose IAM action is not the service's prefix and the operation's own name. */
const actions: Readonly<Record<string, string>> = {
  's3.ListBuckets': 's3:ListAllMyBuckets',
  's3.HeadBucket': 's3:ListBucket',
  's3.ListObjects': 's3:ListBucket',
  's3.ListObjectsV2': 's3:ListBucket',
  's3.HeadObject': 's3:GetObject',
  's3express.ListDirectoryBuckets': 's3express:ListAllMyDirectoryBuckets',
  's3control.GetPublicAccessBlock': 's3:GetAccountPublicAccessBlock',
  's3control.PutPublicAccessBlock': 's3:PutAccountPublicAccessBlock',
  's3control.DeletePublicAccessBlock': 's3:PutAccountPublicAccessBlock',
  'access-analyzer.ListFindingsV2': 'access-analyzer:ListFindings',
  ...Object.fromEntries(
    [...bucketReads, ...objectReads].map((read) => [`s3.${read.operation}`, read.action]),
  ),
};

/**
 * The IAM action that an operation asks for, for example `s3:GetEncryptionConfiguration` for
 * GetBucketEncryption. `service` is a name of `services.ts`. Exact for every read; a write of S3
 * is given under its own name. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export function actionOf(service: string, operation: string): string {
  const prefix = serviceNamed(service).prefix ?? service;
  return actions[`${service}.${operation}`] ?? `${prefix}:${operation}`;
}

/** What a request to S3 asks; undefined when a query key names a sub-resource that nobody knows. */
export function s3Operation(
  method: string,
  query: URLSearchParams,
  bucket: string | undefined,
  key: string | undefined,
): string | undefined {
  const names = [...query.keys()].filter((name) => !parameters.test(name));
  const [name, ...others] = names;
  if (others.length > 0) return undefined;
  if (!bucket) return name === undefined && method === 'GET' ? 'ListBuckets' : undefined;
  if (name !== undefined) {
    const read = (key ? objectReads : bucketReads).find((r) => r.key === name);
    if (!read) return undefined;
    if (method === 'GET') return read.operation;
    const verb = { PUT: 'Put', DELETE: 'Delete' }[method];
    // The lists that moto has no writing side for are written by the seed alone.
    return verb && read.operation.startsWith('Get')
      ? read.operation.replace('Get', verb)
      : undefined;
  }
  const kind = key ? 'Object' : 'Bucket';
  if (method === 'GET') {
    if (key) return 'GetObject';
    return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
  }
  const verb = { HEAD: 'Head', PUT: key ? 'Put' : 'Create', DELETE: 'Delete' }[method];
  return verb && `${verb}${kind}`;
}

/** What a request to S3 Control asks; `path` begins with `/v20180820`. */
export function controlOperation(method: string, path: string): string | undefined {
  const below = path.replace(/^\/v20180820/, '').replace(/\/$/, '');
  return controlReads.find(([m, pattern]) => m === method && pattern.test(below))?.[2];
}
