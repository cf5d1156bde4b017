import type { LifecycleRule, LifecycleRuleFilter, ReplicationRule } from '@aws-sdk/client-s3';
import type { Settings } from './settings.ts';

/**
 * A bucket's `supplementaryConfiguration`, written after recorded items: the properties of
 * https://github.com/awslabs/aws-config-resource-schema and the items in the tests of Cloud Custodian and moto. What is
 * not configured is an object of nulls, or has no key at all; Object Ownership, blocked encryption types, inventories
 * and the policy's status are not recorded.
 */
export function supplementary(
  settings: Settings,
  without: readonly string[],
): Readonly<Record<string, unknown>> {
  const { block, cors, encryption, lifecycle, lock, replication, tags, website } = settings;
  const all: Record<string, unknown> = {
    AccessControlList: aclOf(settings),
    BucketAccelerateConfiguration: { status: settings.acceleration.Status ?? null },
    BucketLoggingConfiguration: {
      destinationBucketName: settings.logging.LoggingEnabled?.TargetBucket ?? null,
      logFilePrefix: settings.logging.LoggingEnabled?.TargetPrefix ?? null,
      targetObjectKeyFormat: null,
    },
    BucketNotificationConfiguration: notificationOf(settings),
    BucketPolicy: { policyText: settings.policy?.Policy ?? null },
    BucketVersioningConfiguration: {
      status: settings.versioning.Status ?? 'Off',
      isMfaDeleteEnabled: settings.versioning.MFADelete
        ? settings.versioning.MFADelete === 'Enabled'
        : null,
    },
    IsRequesterPaysEnabled: false,
    ...(block && { PublicAccessBlockConfiguration: lowered(block.PublicAccessBlockConfiguration) }),
    ...(encryption && {
      ServerSideEncryptionConfiguration: {
        rules: (encryption.ServerSideEncryptionConfiguration?.Rules ?? []).map((rule) => ({
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm ?? null,
            kmsMasterKeyID: rule.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID ?? null,
          },
          bucketKeyEnabled: rule.BucketKeyEnabled ?? false,
        })),
      },
    }),
    ...(lifecycle && {
      BucketLifecycleConfiguration: { rules: (lifecycle.Rules ?? []).map(lifecycleRule) },
    }),
    ...(replication && {
      BucketReplicationConfiguration: {
        roleARN: replication.ReplicationConfiguration?.Role ?? null,
        rules: Object.fromEntries(
          (replication.ReplicationConfiguration?.Rules ?? []).map(replicationRule),
        ),
      },
    }),
    ...(tags && {
      BucketTaggingConfiguration: {
        tagSets: [
          { tags: Object.fromEntries((tags.TagSet ?? []).map(({ Key, Value }) => [Key, Value])) },
        ],
      },
    }),
    ...(website && {
      BucketWebsiteConfiguration: {
        indexDocumentSuffix: website.IndexDocument?.Suffix ?? null,
        errorDocument: website.ErrorDocument?.Key ?? null,
        redirectAllRequestsTo: website.RedirectAllRequestsTo
          ? { protocol: null, hostName: website.RedirectAllRequestsTo.HostName ?? null }
          : null,
        routingRules: [],
      },
    }),
    ...(cors && {
      BucketCrossOriginConfiguration: {
        rules: (cors.CORSRules ?? []).map((rule) => ({
          id: rule.ID ?? null,
          allowedMethods: rule.AllowedMethods ?? null,
          allowedOrigins: rule.AllowedOrigins ?? null,
          maxAgeSeconds: rule.MaxAgeSeconds ?? 0,
          exposedHeaders: rule.ExposeHeaders ?? null,
          allowedHeaders: rule.AllowedHeaders ?? null,
        })),
      },
    }),
    ...(lock && {
      ObjectLockConfiguration: {
        objectLockEnabled: lock.ObjectLockConfiguration?.ObjectLockEnabled ?? null,
        rule: lock.ObjectLockConfiguration?.Rule ? { defaultRetention: retentionOf(lock) } : null,
      },
    }),
  };
  for (const key of without) delete all[key];
  return all;
}

const permissions: Readonly<Record<string, string>> = {
  FULL_CONTROL: 'FullControl',
  READ: 'Read',
  READ_ACP: 'ReadAcp',
  WRITE: 'Write',
  WRITE_ACP: 'WriteAcp',
};

function aclOf({ acl }: Settings): object {
  return {
    grantSet: null,
    grantList: (acl.Grants ?? []).map(({ Grantee, Permission }) => ({
      // A group is its bare name, the last part of its URI.
      grantee: Grantee?.URI?.split('/').at(-1) ?? { id: Grantee?.ID ?? null, displayName: null },
      permission: permissions[Permission ?? ''] ?? Permission,
    })),
    owner: { displayName: null, id: acl.Owner?.ID ?? null },
    isRequesterCharged: false,
  };
}

function notificationOf({ notification: n }: Settings): object {
  const targets = [
    ...(n.TopicConfigurations ?? []).map((one) => ({
      ...one,
      type: 'TopicConfiguration',
      topicARN: one.TopicArn,
    })),
    ...(n.QueueConfigurations ?? []).map((one) => ({
      ...one,
      type: 'QueueConfiguration',
      queueARN: one.QueueArn,
    })),
    ...(n.LambdaFunctionConfigurations ?? []).map((one) => ({
      ...one,
      type: 'LambdaConfiguration',
      functionARN: one.LambdaFunctionArn,
    })),
  ].map(({ Id, Events, type, ...one }, at) => {
    const arn = Object.entries(one).filter(([name]) => name.endsWith('ARN'));
    return [
      Id ?? `target-${at}`,
      { type, ...Object.fromEntries(arn), events: Events ?? [], objectPrefixes: [], filter: null },
    ] as const;
  });
  return {
    configurations: Object.fromEntries(targets),
    eventBridgeConfiguration: n.EventBridgeConfiguration ? {} : null,
  };
}

const lowered = (block: object = {}): object =>
  Object.fromEntries(
    Object.entries(block).map(([name, on]) => [`${name[0]?.toLowerCase()}${name.slice(1)}`, on]),
  );

function retentionOf(lock: NonNullable<Settings['lock']>): object {
  const kept = lock.ObjectLockConfiguration?.Rule?.DefaultRetention;
  return { mode: kept?.Mode ?? null, days: kept?.Days ?? null, years: kept?.Years ?? null };
}

/** Conditions of a filter as Java's classes name them, which AWS Config records. */
function predicateOf(filter: LifecycleRuleFilter | undefined): object | null {
  const { Prefix, Tag, And, ObjectSizeGreaterThan, ObjectSizeLessThan } = filter ?? {};
  const of = (found: LifecycleRuleFilter | NonNullable<LifecycleRuleFilter['And']>): object[] => [
    ...(found.Prefix ? [{ type: 'LifecyclePrefixPredicate', prefix: found.Prefix }] : []),
    ...('Tags' in found ? (found.Tags ?? []) : []).map(({ Key, Value }) => ({
      type: 'LifecycleTagPredicate',
      tag: { key: Key, value: Value },
    })),
    ...(found.ObjectSizeGreaterThan === undefined
      ? []
      : [
          {
            type: 'LifecycleObjectSizeGreaterThanPredicate',
            objectSizeGreaterThan: found.ObjectSizeGreaterThan,
          },
        ]),
    ...(found.ObjectSizeLessThan === undefined
      ? []
      : [
          {
            type: 'LifecycleObjectSizeLessThanPredicate',
            objectSizeLessThan: found.ObjectSizeLessThan,
          },
        ]),
  ];
  if (And) return { type: 'LifecycleAndOperator', operands: of(And) };
  if (Tag) return { type: 'LifecycleTagPredicate', tag: { key: Tag.Key, value: Tag.Value } };
  return (
    of({
      ...(Prefix && { Prefix }),
      ...(ObjectSizeGreaterThan !== undefined && { ObjectSizeGreaterThan }),
      ...(ObjectSizeLessThan !== undefined && { ObjectSizeLessThan }),
    })[0] ?? null
  );
}

const lifecycleRule = (rule: LifecycleRule): object => ({
  id: rule.ID ?? null,
  prefix: rule.Filter ? null : (rule.Prefix ?? null),
  status: rule.Status,
  filter: rule.Filter ? { predicate: predicateOf(rule.Filter) } : null,
  expirationInDays: rule.Expiration?.Days ?? -1,
  expiredObjectDeleteMarker: rule.Expiration?.ExpiredObjectDeleteMarker ?? false,
  expirationDate: rule.Expiration?.Date?.toISOString() ?? null,
  noncurrentVersionExpirationInDays: rule.NoncurrentVersionExpiration?.NoncurrentDays ?? -1,
  noncurrentVersionExpiration: rule.NoncurrentVersionExpiration
    ? {
        noncurrentDays: rule.NoncurrentVersionExpiration.NoncurrentDays ?? -1,
        newerNoncurrentVersions: rule.NoncurrentVersionExpiration.NewerNoncurrentVersions ?? -1,
      }
    : null,
  transitions:
    rule.Transitions?.map(({ Days, Date: date, StorageClass }) => ({
      days: Days ?? -1,
      date: date?.toISOString() ?? null,
      storageClass: StorageClass ?? null,
    })) ?? null,
  noncurrentVersionTransitions:
    rule.NoncurrentVersionTransitions?.map(({ NoncurrentDays, StorageClass }) => ({
      days: NoncurrentDays ?? -1,
      storageClass: StorageClass ?? null,
    })) ?? null,
  abortIncompleteMultipartUpload: rule.AbortIncompleteMultipartUpload
    ? { daysAfterInitiation: rule.AbortIncompleteMultipartUpload.DaysAfterInitiation ?? 0 }
    : null,
});

const replicationRule = (rule: ReplicationRule, at: number): [string, object] => [
  rule.ID ?? `rule-${at}`,
  {
    prefix: rule.Filter ? null : (rule.Prefix ?? ''),
    status: rule.Status,
    ...(rule.Filter && { filter: { predicate: null }, priority: rule.Priority ?? 0 }),
    deleteMarkerReplication: rule.DeleteMarkerReplication
      ? { status: rule.DeleteMarkerReplication.Status }
      : null,
    destinationConfig: {
      account: rule.Destination?.Account ?? null,
      bucketARN: rule.Destination?.Bucket ?? null,
      storageClass: rule.Destination?.StorageClass ?? null,
    },
  },
];
