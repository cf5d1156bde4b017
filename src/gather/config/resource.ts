import type { BackupPlan, BackupSelection, RecoveryPoints } from '../../model/backup.ts';
import type { Evidence } from '../../model/evidence.ts';
import type {
  AccessPointEntry,
  BucketEntry,
  BucketFacts,
  MultiRegionAccessPoint,
} from '../../model/facts.ts';
import type { EncryptionKey } from '../../model/keys.ts';
import type { Trail } from '../../model/trails.ts';
import type { Target } from '../gatherer.ts';
import { readRecordedPlan, readRecordedPoint, readRecordedSelection } from './beside/backup.ts';
import { readRecordedKey } from './beside/key.ts';
import { readRecordedTrail } from './beside/trail.ts';
import { unrecorded } from './gaps.ts';
import { type Item, known, readFact, readItem } from './item.ts';
import { readGlobalPoint, readPoint } from './points.ts';
import { readSwitches } from './read-switches.ts';
import { mappings } from './table.ts';

/** A bucket as AWS Config recorded it: its line in the list of buckets, and each fact that Config may record. */
export interface RecordedBucket {
  type: 'bucket';
  entry: BucketEntry & { region: string };
  facts: { readonly [F in keyof BucketFacts]?: Evidence<unknown> };
}

/** What AWS Config recorded of one resource. */
export type Recorded =
  | RecordedBucket
  | { type: 'account'; block: Evidence<unknown>; at: string }
  | { type: 'accessPoint'; region: string; entry: AccessPointEntry; settings: Evidence<unknown> }
  | { type: 'multiRegionAccessPoint'; point: MultiRegionAccessPoint; at: string }
  | { type: 'plan'; region: string; plan: Omit<BackupPlan, 'selections'>; at: string }
  | { type: 'selection'; region: string; selection: BackupSelection; at: string }
  | {
      type: 'recoveryPoint';
      region: string;
      arn: string;
      bucket: string;
      point: RecoveryPoints;
      at: string;
    }
  | { type: 'trail'; region: string; trail: Trail; at: string }
  | { type: 'key'; region: string; arn: string; key: Evidence<EncryptionKey>; at: string }
  /** A resource is there, but its record cannot be read. */
  | { type: 'unreadable' };

/**
 * One result of a query as what it tells of a resource of the target's account; null where it is of none. Never throws.
 * What is not recorded of a resource is in it as a gap.
 */
export function readResult(result: unknown, target: Target, now: string): Recorded | null {
  try {
    const item = readItem(result, now);
    return item && (item.account === '' || item.account === target.account)
      ? readRecord(item, target)
      : null;
  } catch {
    return { type: 'unreadable' };
  }
}

function readRecord(item: Item, target: Target): Recorded | null {
  const { region, at } = item;
  switch (item.type) {
    case 'AWS::S3::Bucket': {
      const { name, createdAt } = item;
      const of = { ...target, region, bucket: name };
      const facts = mappings.map((m) => [m.fact, readFact(item, m, of)]);
      return {
        type: 'bucket',
        entry: { name, region, createdAt },
        facts: { ...Object.fromEntries(facts), location: known(item, region) },
      };
    }
    case 'AWS::S3::AccountPublicAccessBlock':
      return {
        type: 'account',
        block: told(item, () => readSwitches(item.configuration)),
        at,
      };
    case 'AWS::S3::AccessPoint': {
      const { entry, settings } = readPoint(item);
      return {
        type: 'accessPoint',
        region: item.region,
        entry,
        settings: told(item, settings),
      };
    }
    case 'AWS::S3::MultiRegionAccessPoint':
      return { type: 'multiRegionAccessPoint', point: readGlobalPoint(item), at };
    case 'AWS::Backup::BackupPlan':
      return { type: 'plan', region, plan: readRecordedPlan(item), at };
    case 'AWS::Backup::BackupSelection':
      return { type: 'selection', region, selection: readRecordedSelection(item), at };
    case 'AWS::Backup::RecoveryPoint': {
      const found = readRecordedPoint(item);
      return found && { type: 'recoveryPoint', region, arn: item.name, at, ...found };
    }
    case 'AWS::CloudTrail::Trail':
      return { type: 'trail', region, trail: readRecordedTrail(item), at };
    case 'AWS::KMS::Key': {
      const key = told(item, () => readRecordedKey(item)) as Evidence<EncryptionKey>;
      return { type: 'key', region, arn: item.arn, key, at };
    }
  }
}

function told(item: Item, read: () => unknown): Evidence<unknown> {
  try {
    return known(item, read());
  } catch {
    return unrecorded('UnknownRecord');
  }
}
