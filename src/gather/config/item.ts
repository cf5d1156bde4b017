import type { Evidence } from '../../model/evidence.ts';
import { regionName } from '../answer.ts';
import type { Target } from '../gatherer.ts';
import { unrecorded } from './gaps.ts';
import { decode, field, type Fields, fieldsOf, text } from './json.ts';
import type { Mapping } from './mapping.ts';

/** The types of resources of S3 that are asked of AWS Config. */
export const typesOfS3 = [
  'AWS::S3::Bucket',
  'AWS::S3::AccountPublicAccessBlock',
  'AWS::S3::AccessPoint',
  'AWS::S3::MultiRegionAccessPoint',
] as const;

/** Those of other services that are asked with them. */
export const typesBeside = [
  'AWS::Backup::BackupPlan',
  'AWS::Backup::BackupSelection',
  'AWS::CloudTrail::Trail',
  'AWS::KMS::Key',
] as const;

/** One that is asked for by itself, for a bucket has thousands. */
export const recoveryPointType = 'AWS::Backup::RecoveryPoint';

/** Every type of resources that is asked of AWS Config. */
export const resourceTypes = [...typesOfS3, ...typesBeside, recoveryPointType] as const;

/** One resource as AWS Config recorded it. https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationItem.html */
export interface Item {
  type: (typeof resourceTypes)[number];
  /** A bucket's or an access point's name; the account's id for its block. */
  name: string;
  account: string;
  region: string;
  arn: string;
  /** ISO time at which it was recorded. */
  at: string;
  createdAt: string | null;
  configuration: Fields;
  supplementary: Fields;
}

/** A bucket has some twenty settings of a few kilobytes; what is far beyond that is not read at all. */
const most = 2_000_000;

/** Only these say that the resource is there. */
const present = ['OK', 'ResourceDiscovered'];

/**
 * One result of a query as an item; null where it is of a resource that is not there, or none that was asked for. Throws
 * where it is nothing that AWS would send. `now` is an ISO time, which no record can be later than.
 */
export function readItem(result: unknown, now: string): Item | null {
  if (typeof result !== 'string' || result.length > most) throw new Error('with a strange result');
  const item = fieldsOf(JSON.parse(result));
  const type = resourceTypes.find((one) => one === field(item, 'resourceType'));
  const status = text(item, 'configurationItemStatus');
  if (type === undefined || (status !== undefined && !present.includes(status))) return null;
  const name = text(item, 'resourceName') || text(item, 'resourceId') || '';
  if (name === '') throw new Error('without a name');
  const at = timeOf(text(item, 'configurationItemCaptureTime'));
  if (at === null) throw new Error('without the time of the record');
  const recorded = (key: string) => fieldsOf(decode(field(item, key)) ?? {});
  const configuration = recorded('configuration');
  return {
    type,
    name,
    account: text(item, 'accountId') ?? '',
    region: regionName(text(item, 'awsRegion') ?? ''),
    arn: text(item, 'arn') ?? '',
    at: at < now ? at : now,
    createdAt: timeOf(text(configuration, 'creationDate') ?? text(item, 'resourceCreationTime')),
    configuration,
    supplementary: recorded('supplementaryConfiguration'),
  };
}

/** A time in any form of ISO 8601 as one in UTC, which alone can be compared as text; null where it is none. */
export function timeOf(value: string | undefined): string | null {
  const at = new Date(value ?? NaN);
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 2006 || at.getUTCFullYear() > 9999
    ? null
    : at.toISOString();
}

/** Whether every field of a record is null or empty, which is how AWS Config writes that nothing is configured. */
const isNone = (recorded: Fields): boolean =>
  Object.keys(recorded).every((name) => {
    const value = field(recorded, name);
    return (
      value === undefined ||
      (typeof value === 'object' && Object.keys(value as object).length === 0)
    );
  });

/** What an item tells of one fact of its bucket. Never throws. */
export function readFact(item: Item, m: Mapping, target: Target): Evidence<unknown> {
  if (!Object.hasOwn(item.supplementary, m.key)) return unrecorded('NotInRecord');
  try {
    const value = decode(item.supplementary[m.key]);
    const none = m.mayBeNone && (value === null || isNone(fieldsOf(value)));
    const told = none ? null : m.read(fieldsOf(value), target);
    return told === undefined ? unrecorded('NotInRecord') : known(item, told);
  } catch {
    return unrecorded('UnknownRecord');
  }
}

/** A value that an item tells. */
export const known = <T>({ at }: Pick<Item, 'at'>, value: T): Evidence<T> => ({
  known: true,
  value,
  from: 'config',
  at,
});
