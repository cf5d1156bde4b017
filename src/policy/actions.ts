/**
 * What a permission lets do with a bucket. `acl` reads the bucket ACL. `settings` is all the rest: it neither lists,
 * reads nor changes anything, but S3 counts it as access too.
 */
export type Kind = 'list' | 'read' | 'write' | 'delete' | 'permissions' | 'acl' | 'settings';
export const kinds: readonly Kind[] = [
  'list',
  'read',
  'write',
  'delete',
  'permissions',
  'acl',
  'settings',
];

/** Kinds by which content, or the list of it, leaves a bucket. */
export const readKinds: readonly Kind[] = ['list', 'read', 'acl'];
/** Kinds that change content, settings or permissions. */
export const writeKinds: readonly Kind[] = ['write', 'delete', 'permissions'];

/**
 * The actions that a bucket policy can allow on a bucket, or on its objects, by what they let do.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
const table: Readonly<Record<'bucket' | 'object', Readonly<Partial<Record<Kind, string>>>>> = {
  bucket: {
    list: 'ListBucket ListBucketMultipartUploads ListBucketVersions',
    write:
      'CreateBucketMetadataTableConfiguration DeleteBucketMetadataTableConfiguration DeleteBucketWebsite PauseReplication PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAbac PutBucketCORS PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration PutMetricsConfiguration PutReplicationConfiguration TagResource UntagResource UpdateBucketMetadataAnnotationTableConfiguration UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration',
    delete: 'DeleteBucket',
    acl: 'GetBucketAcl',
    permissions:
      'DeleteBucketPolicy PutBucketAcl PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock',
    settings:
      'AllowVendedLogDeliveryForResource GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac GetBucketCORS GetBucketLocation GetBucketLogging GetBucketMetadataTableConfiguration GetBucketNotification GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration GetReplicationConfiguration ListTagsForResource',
  },
  object: {
    list: 'ListMultipartUploadParts ListObjectAnnotations ListObjectVersionAnnotations',
    read: 'GetObject GetObjectAcl GetObjectAnnotation GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionAnnotation GetObjectVersionAnnotationForReplication GetObjectVersionAttributes GetObjectVersionForReplication GetObjectVersionTagging GetObjectVersionTorrent',
    write:
      'AbortMultipartUpload DeleteObjectTagging DeleteObjectVersionTagging InitiateReplication PutObject PutObjectAnnotation PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAnnotation PutObjectVersionTagging ReplicateObject ReplicateObjectAnnotation ReplicateTags RestoreObject UpdateObjectEncryption',
    delete:
      'BypassGovernanceRetention DeleteObject DeleteObjectAnnotation DeleteObjectVersion DeleteObjectVersionAnnotation ReplicateDelete',
    permissions: 'ObjectOwnerOverrideToBucketOwner PutObjectAcl PutObjectVersionAcl',
  },
};

/** One action, in lower case as actions are compared. `name` is how AWS writes it. */
export interface Action {
  name: string;
  key: string;
  kind: Kind;
  on: 'bucket' | 'object';
}

/** Every action that concerns a bucket. */
export const actions: readonly Action[] = (['bucket', 'object'] as const).flatMap((on) =>
  kinds.flatMap((kind) =>
    (table[on][kind] ?? '')
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => ({ name: `s3:${name}`, key: `s3:${name.toLowerCase()}`, kind, on })),
  ),
);
