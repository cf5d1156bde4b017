import type { Statement } from './parse.ts';

/** Actions by which content or the list of it leaves a bucket. */
export const readActions = [
  's3:ListBucket',
  's3:ListBucketVersions',
  's3:ListBucketMultipartUploads',
  's3:ListMultipartUploadParts',
  's3:GetObject',
  's3:GetObjectVersion',
  's3:GetObjectAcl',
  's3:GetObjectVersionAcl',
  's3:GetObjectAttributes',
  's3:GetObjectVersionAttributes',
  's3:GetObjectTagging',
  's3:GetObjectVersionTagging',
  's3:GetObjectRetention',
  's3:GetObjectLegalHold',
  's3:ListObjectAnnotations',
  's3:ListObjectVersionAnnotations',
  's3:GetObjectAnnotation',
  's3:GetObjectVersionAnnotation',
  's3:GetObjectVersionAnnotationForReplication',
  's3:GetObjectTorrent',
  's3:GetObjectVersionTorrent',
  's3:GetObjectVersionForReplication',
  's3:GetBucketAcl',
] as const;

/** Actions that create, overwrite, delete, restore or re-permission objects, or change the bucket. */
export const writeActions = [
  's3:PutObject',
  's3:PutObjectAcl',
  's3:PutObjectVersionAcl',
  's3:PutObjectTagging',
  's3:PutObjectVersionTagging',
  's3:PutObjectRetention',
  's3:PutObjectLegalHold',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:DeleteObjectTagging',
  's3:DeleteObjectVersionTagging',
  's3:PutObjectAnnotation',
  's3:PutObjectVersionAnnotation',
  's3:DeleteObjectAnnotation',
  's3:DeleteObjectVersionAnnotation',
  's3:UpdateObjectEncryption',
  's3:RestoreObject',
  's3:AbortMultipartUpload',
  's3:ReplicateObject',
  's3:ReplicateDelete',
  's3:ReplicateTags',
  's3:ReplicateObjectAnnotation',
  's3:InitiateReplication',
  's3:PauseReplication',
  's3:ObjectOwnerOverrideToBucketOwner',
  's3:BypassGovernanceRetention',
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:DeleteBucketWebsite',
  's3:CreateBucketMetadataTableConfiguration',
  's3:DeleteBucketMetadataTableConfiguration',
  's3:UpdateBucketMetadataAnnotationTableConfiguration',
  's3:UpdateBucketMetadataInventoryTableConfiguration',
  's3:UpdateBucketMetadataJournalTableConfiguration',
  's3:PutBucketAbac',
  's3:TagResource',
  's3:UntagResource',
  's3:PutBucketPolicy',
  's3:PutBucketAcl',
  's3:PutBucketCORS',
  's3:PutBucketLogging',
  's3:PutBucketNotification',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketRequestPayment',
  's3:PutBucketTagging',
  's3:PutBucketVersioning',
  's3:PutBucketWebsite',
  's3:PutAccelerateConfiguration',
  's3:PutAnalyticsConfiguration',
  's3:PutEncryptionConfiguration',
  's3:PutIntelligentTieringConfiguration',
  's3:PutInventoryConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutMetricsConfiguration',
  's3:PutReplicationConfiguration',
] as const;

/** Whether an IAM pattern (`*` any run, `?` one character) matches a text in any case, as actions are compared. */
export const matches = (pattern: string, text: string): boolean =>
  matchesExactly(pattern.toLowerCase(), text.toLowerCase());

/**
 * The same with upper and lower case told apart, as resources are compared. Takes time in proportion to both
 * lengths multiplied, never more, so that a hostile pattern cannot stall a scan.
 */
export function matchesExactly(pattern: string, text: string): boolean {
  let at = 0;
  let i = 0;
  let star = -1;
  let retry = 0;
  while (i < text.length) {
    if (pattern[at] === '*') {
      star = at++;
      retry = i;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[i])) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++retry;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

/** Whether a statement's Action or NotAction takes in at least one of these actions. */
export function coversAny(statement: Statement, actions: readonly string[]): boolean {
  return actions.some((action) =>
    statement.actions
      ? statement.actions.some((pattern) => matches(pattern, action))
      : !(statement.notActions ?? []).some((pattern) => matches(pattern, action)),
  );
}

/** Whether a statement speaks of everyone: a star as principal of any kind, or NotPrincipal. */
export const speaksOfEveryone = (statement: Statement): boolean =>
  statement.principals === null ||
  statement.principals.some((entry) => {
    const value = entry.slice(entry.indexOf(':') + 1);
    return value === '*' || (entry.startsWith('Federated:') && value.includes('*'));
  });

/** Whether a statement surely takes in every S3 action, also those that this version does not know. */
export const everyAction = (statement: Statement): boolean =>
  statement.actions
    ? statement.actions.some((action) => /^(s3:)?\*+$/i.test(action))
    : (statement.notActions ?? []).every((action) => {
        const service = action.split(':')[0] as string;
        return action.includes(':') && !matches(service, 's3');
      });
