/**
 * Actions by which a bucket or what is in it can be changed or lost, asked of IAM's simulation and never of S3. In
 * groups, because a simulation takes actions of one kind of resource at a time.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export const writesToTry = {
  object: [
    's3:PutObject',
    's3:DeleteObject',
    's3:DeleteObjectVersion',
    's3:PutObjectAcl',
    's3:BypassGovernanceRetention',
  ],
  bucket: [
    's3:DeleteBucket',
    's3:PutBucketPolicy',
    's3:DeleteBucketPolicy',
    's3:PutBucketAcl',
    's3:PutBucketPublicAccessBlock',
    's3:PutBucketOwnershipControls',
    's3:PutBucketVersioning',
    's3:PutEncryptionConfiguration',
    's3:PutLifecycleConfiguration',
    's3:PutReplicationConfiguration',
  ],
  account: ['s3:PutAccountPublicAccessBlock'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** IAM actions that let a look tell whether its credentials can write. None of them is needed for a scan. */
export const lookActions: readonly string[] = [
  'iam:GetRole',
  'iam:ListAttachedRolePolicies',
  'iam:ListAttachedUserPolicies',
  'iam:SimulatePrincipalPolicy',
];
