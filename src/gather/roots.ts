/**
 * How AWS's answer begins, for calls that would make a value of an empty one. The SDK never looks at it: an empty body,
 * an error page or a list of objects, which some endpoints give for what they do not know, would otherwise read as
 * "off". https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
const roots: Readonly<Record<string, string>> = {
  GetBucketAccelerateConfigurationCommand: 'AccelerateConfiguration',
  GetBucketLocationCommand: 'LocationConstraint',
  GetBucketLoggingCommand: 'BucketLoggingStatus',
  GetBucketNotificationConfigurationCommand: 'NotificationConfiguration',
  GetBucketVersioningCommand: 'VersioningConfiguration',
  GetMultiRegionAccessPointPolicyCommand: 'GetMultiRegionAccessPointPolicyResult',
  // A policy is whatever was put, even where it is no JSON; but no markup, and not nothing.
  GetBucketPolicyCommand: 'text',
  GetObjectLockConfigurationCommand: 'ObjectLockConfiguration',
  GetPublicAccessBlockCommand: 'PublicAccessBlockConfiguration',
  ListAccessPointsCommand: 'ListAccessPointsResult',
  ListBucketInventoryConfigurationsCommand: 'ListInventoryConfigurationsResult',
  ListBucketsCommand: 'ListAllMyBucketsResult',
  ListObjectVersionsCommand: 'ListVersionsResult',
  ListMultiRegionAccessPointsCommand: 'ListMultiRegionAccessPointsResult',
};

/** An answer that is not to the question asked. `name` is what evidence keeps of it. */
class ForeignAnswer extends Error {
  readonly $metadata: { httpStatusCode: number };
  constructor(status: number) {
    super('an answer to another question');
    this.name = 'ForeignAnswer';
    this.$metadata = { httpStatusCode: status };
  }
}

/** Throws `ForeignAnswer` where the body of a good answer to this command begins with another element, or is empty. */
export function checkRoot(command: string, status: number, body: Uint8Array): void {
  const wanted = roots[command];
  if (wanted === undefined || status < 200 || status > 299) return;
  const start = new TextDecoder().decode(body.subarray(0, 1000));
  if (wanted === 'text' && !/^\s*(<|$)/.test(start)) return;
  const root = /^\s*(?:<\?[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(?:[\w-]+:)?([\w-]+)/.exec(start)?.[1];
  if (root !== wanted) throw new ForeignAnswer(status);
}
