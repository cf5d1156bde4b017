import type { Evidence } from '../../model/evidence.ts';
import type {
  AccessPointEntry,
  BucketEntry,
  BucketFacts,
  MultiRegionAccessPoint,
} from '../../model/facts.ts';
import type { Target } from '../gatherer.ts';
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

function readRecord(item: Item, target: Target): Recorded {
  switch (item.type) {
    case 'AWS::S3::Bucket': {
      const { name, region, createdAt } = item;
      const at = { ...target, region, bucket: name };
      const facts = mappings.map((m) => [m.fact, readFact(item, m, at)]);
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
        at: item.at,
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
      return { type: 'multiRegionAccessPoint', point: readGlobalPoint(item), at: item.at };
  }
}

function told(item: Item, read: () => unknown): Evidence<unknown> {
  try {
    return known(item, read());
  } catch {
    return unrecorded('UnknownRecord');
  }
}
