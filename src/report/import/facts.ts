import type { FactName, Facts, Inventory, PublicAccessBlock } from '../../model/facts.ts';
import { backupPlan, backupVault, recoveryPoints } from './backup.ts';
import { collectionOf } from './collections.ts';
import { eventRule, metricAlarm, metricFilter } from './alarms.ts';
import { grant } from './grant.ts';
import { encryptionKey } from './keys.ts';
import { deliveryChannel, trail } from './trails.ts';
import { objectLooks } from './objects.ts';
import {
  count,
  fields,
  flag,
  listOf,
  name,
  nameOrEmpty,
  notRecordedOr,
  oneOf,
  orNull,
  type Shape,
  text,
  time,
  whole,
  withOptional,
} from './shape.ts';

/** A policy as AWS gives it out, byte for byte. AWS allows 20 kB; other stores may allow more. */
const policy = text();

const publicAccessBlock = fields<PublicAccessBlock>({
  blockPublicAcls: flag,
  ignorePublicAcls: flag,
  blockPublicPolicy: flag,
  restrictPublicBuckets: flag,
});

const policyStatus = orNull(fields<{ isPublic: boolean }>({ isPublic: flag }));
const origin = oneOf(['Internet', 'VPC']);

/** The shape of every fact's value. The compiler holds it against `Facts`, so none can be forgotten. */
export const factShapes: { [F in FactName]: Shape<Facts[F]> } = {
  identity: fields({ account: name(), arn: name(2048), userId: name() }),
  buckets: collectionOf(
    fields({ name: name(), region: orNull(nameOrEmpty(100)), createdAt: orNull(time) }),
  ),
  accountPublicAccessBlock: orNull(publicAccessBlock),
  enabledRegions: listOf(
    fields({ name: name(100), optIn: oneOf(['opt-in-not-required', 'opted-in', 'not-opted-in']) }),
  ),
  multiRegionAccessPoints: collectionOf(
    fields({
      name: name(),
      alias: nameOrEmpty(),
      status: nameOrEmpty(100),
      buckets: listOf(name()),
      publicAccessBlock: orNull(publicAccessBlock),
    }),
  ),
  accessPoints: collectionOf(
    fields({
      name: name(),
      arn: nameOrEmpty(2048),
      bucket: name(),
      bucketAccount: orNull(nameOrEmpty()),
      networkOrigin: origin,
      vpcId: orNull(nameOrEmpty()),
    }),
  ),
  trails: collectionOf(trail),
  deliveryChannels: collectionOf(deliveryChannel),
  metricFilters: collectionOf(metricFilter),
  alarms: collectionOf(metricAlarm),
  eventRules: collectionOf(eventRule),
  backupPlans: collectionOf(backupPlan),
  backupVaults: collectionOf(backupVault),
  backupSettings: fields({ s3OptedIn: orNull(flag) }),
  macieBuckets: orNull(
    collectionOf(
      fields({
        bucket: name(),
        score: orNull(whole(-1, 100)),
        monitored: orNull(flag),
      }),
    ),
  ),
  location: name(100),
  publicAccessBlock: orNull(publicAccessBlock),
  policy: orNull(policy),
  policyStatus,
  acl: fields({
    owner: nameOrEmpty(),
    grants: listOf(grant),
  }),
  ownership: orNull(
    fields({
      objectOwnership: oneOf(['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter']),
    }),
  ),
  encryption: orNull(
    listOf(
      fields({
        algorithm: nameOrEmpty(100),
        kmsKeyId: orNull(nameOrEmpty(2048)),
        bucketKeyEnabled: flag,
        blockedTypes: notRecordedOr(listOf(nameOrEmpty(100))),
      }),
    ),
  ),
  encryptionKey: orNull(encryptionKey),
  versioning: fields({ status: orNull(oneOf(['Enabled', 'Suspended'])), mfaDelete: flag }),
  logging: orNull(fields({ targetBucket: name(), targetPrefix: text(1024) })),
  lifecycle: orNull(
    listOf(
      fields({
        id: text(1024),
        enabled: flag,
        wholeBucket: flag,
        prefix: orNull(text(4096)),
        expirationAgeDays: orNull(count),
        expirationDate: orNull(text(100)),
        expiresDeleteMarkers: flag,
        noncurrentExpirationAgeDays: orNull(count),
        noncurrentVersionsKept: orNull(count),
        abortUploadsAgeDays: orNull(count),
        transitions: listOf(
          fields({ storageClass: nameOrEmpty(100), ageDays: orNull(count), noncurrent: flag }),
        ),
      }),
    ),
  ),
  replication: orNull(
    listOf(
      withOptional(
        fields({
          id: text(1024),
          enabled: flag,
          destinationBucketArn: nameOrEmpty(2048),
          destinationAccount: orNull(nameOrEmpty()),
          deleteMarkers: flag,
        }),
        { wholeBucket: flag },
      ),
    ),
  ),
  objectLock: orNull(
    fields({
      enabled: flag,
      defaultRetention: orNull(
        fields<{ mode: string; days: number | null; years: number | null }>({
          mode: nameOrEmpty(100),
          days: orNull(count),
          years: orNull(count),
        }),
      ),
    }),
  ),
  notification: fields({
    topics: count,
    queues: count,
    functions: count,
    eventBridge: notRecordedOr(flag),
  }),
  website: orNull(
    fields({
      indexDocument: orNull(text(4096)),
      errorDocument: orNull(text(4096)),
      redirectHost: orNull(text(4096)),
    }),
  ),
  cors: orNull(
    listOf(
      fields({
        allowedOrigins: listOf(text(4096)),
        allowedMethods: listOf(text(100)),
        allowedHeaders: listOf(text(4096)),
      }),
    ),
  ),
  tags: orNull(listOf(fields({ key: text(1024), value: text(4096) }))),
  acceleration: orNull(oneOf(['Enabled', 'Suspended'])),
  inventory: collectionOf(
    withOptional<
      Pick<Inventory, 'id' | 'enabled' | 'destinationBucketArn' | 'frequency'>,
      { destinationAccount: string | null; wholeBucket: boolean; allVersions: boolean }
    >(
      fields({
        id: text(1024),
        enabled: flag,
        destinationBucketArn: nameOrEmpty(2048),
        frequency: nameOrEmpty(100),
      }),
      { destinationAccount: orNull(nameOrEmpty()), wholeBucket: flag, allVersions: flag },
    ),
  ),
  recoveryPoints: collectionOf(recoveryPoints),
  objects: objectLooks,
  accessPoint: fields({
    bucket: name(),
    bucketAccount: orNull(nameOrEmpty()),
    networkOrigin: origin,
    vpcId: orNull(nameOrEmpty()),
    publicAccessBlock,
  }),
  accessPointPolicy: orNull(policy),
  accessPointPolicyStatus: policyStatus,
  multiRegionAccessPointPolicy: orNull(policy),
  multiRegionAccessPointPolicyStatus: policyStatus,
};
