import type { VerdictWord } from './check.ts';
import type { Attempt, Gap, Route } from './evidence.ts';
import type { FactName } from './facts.ts';
import { isSessionCode } from './session-code.ts';
import { encryptionUnread, notChosen, ofAnotherAccount, outOfScope } from './snapshot.ts';

/** What screens and sentences call a fact. Lower case, as within a sentence. */
export const factTitle: Readonly<Record<FactName, string>> = {
  identity: 'identity of the credentials',
  buckets: 'list of buckets',
  accountPublicAccessBlock: 'Block Public Access of the account',
  enabledRegions: 'list of Regions',
  multiRegionAccessPoints: 'list of Multi-Region Access Points',
  accessPoints: 'list of access points',
  trails: 'list of CloudTrail trails',
  deliveryChannels: 'list of AWS Config delivery channels',
  metricFilters: 'list of metric filters',
  alarms: 'list of CloudWatch alarms',
  eventRules: 'list of EventBridge rules',
  backupPlans: 'list of backup plans',
  backupVaults: 'list of backup vaults',
  backupSettings: 'AWS Backup settings of the Region',
  macieBuckets: 'what Macie found in buckets',
  location: 'Region',
  publicAccessBlock: 'Block Public Access of the bucket',
  policy: 'bucket policy',
  policyStatus: 'policy status',
  acl: 'bucket ACL',
  ownership: 'Object Ownership',
  encryption: 'default encryption',
  encryptionKey: 'KMS key of the default encryption',
  versioning: 'versioning',
  logging: 'server access logging',
  lifecycle: 'lifecycle rules',
  replication: 'replication rules',
  objectLock: 'Object Lock',
  notification: 'event notifications',
  website: 'static website hosting',
  cors: 'CORS rules',
  tags: 'tags',
  acceleration: 'Transfer Acceleration',
  inventory: 'inventory configurations',
  objects: 'sample of the objects',
  recoveryPoints: 'recovery points',
  accessPoint: 'access point settings',
  accessPointPolicy: 'access point policy',
  accessPointPolicyStatus: 'access point policy status',
  multiRegionAccessPointPolicy: 'Multi-Region Access Point policy',
  multiRegionAccessPointPolicyStatus: 'Multi-Region Access Point policy status',
};

/** Why a fact is unknown, as the end of the sentence "X could not be read: …". */
export const gapTitle: Readonly<Record<Gap, string>> = {
  denied: 'access was denied',
  blocked: 'the browser was not allowed to read the answer',
  network: 'the service stopped answering',
  throttled: 'AWS kept throttling the read',
  unsupported: 'the endpoint does not have this operation',
  gone: 'the bucket no longer exists',
  skipped: 'the scan did not ask',
  unrecorded: 'AWS Config has no full record of it',
  failed: 'the read failed',
};

const choiceTitle: Readonly<Record<string, string>> = {
  [outOfScope]: 'the bucket is outside the scope that was chosen for the scan',
  [notChosen]: 'no check that was chosen for the scan needs it',
  [encryptionUnread]: 'the default encryption, which names it, could not be read',
  RegionUnreachable: 'the Region did not answer, so the scan gave it up',
  Unreachable: 'several reads of the same failed, so the scan did not ask',
  [ofAnotherAccount]: 'only the account that owns it can read it',
};

/** What is missing of the records of AWS Config, by the code that a gap carries. */
const recordTitle: Readonly<Record<string, string>> = {
  NeverRecorded: 'AWS Config never records it',
  RecordedTooLittle: 'AWS Config records too little of it to judge by',
  NotRecorded: 'AWS Config has not recorded it',
  NothingRecorded: 'AWS Config has recorded nothing of Amazon S3 there',
  NotInRecord: 'AWS Config’s record of the resource does not tell it',
  UnknownRecord: 'AWS Config recorded it in a form that is not known',
  OnlyRecorded: 'AWS Config lists only what it records, and that may not be all',
};

/** Where AWS names the session as the cause, no permission would open the fact. */
export const sessionRefused = 'the session was not accepted there';

/** Why a fact is unknown, with AWS's error code behind it where there is one. */
export const gapSays = (gap: Gap, detail: string): string =>
  (gap === 'skipped' && choiceTitle[detail]) ||
  (gap === 'unrecorded' && (recordTitle[detail] ?? gapTitle[gap])) ||
  (gap === 'denied' && isSessionCode(detail) && `${sessionRefused} (${detail})`) ||
  `${gapTitle[gap]}${detail === '' ? '' : ` (${detail})`}`;

/** By which way a value was read, as the beginning of a line that goes on with the time. */
export const routeSays: Readonly<Record<Route, string>> = {
  direct: 'read by this page',
  relay: 'read over a relay',
  config: 'recorded by AWS Config',
  file: 'read by the collector',
};

const wayTitle: Readonly<Record<Route, string>> = {
  direct: 'From this page',
  relay: 'Over a relay',
  config: 'From AWS Config',
  file: 'By the collector',
};

/** What came of one way of several that were tried, without a full stop. */
export const attemptSays = ({ route, gap, detail }: Attempt): string =>
  gap === 'unrecorded' ? gapSays(gap, detail) : `${wayTitle[route]}: ${gapSays(gap, detail)}`;

export const verdictTitle: Readonly<Record<VerdictWord, string>> = {
  pass: 'Pass',
  fail: 'Fail',
  notApplicable: 'Not applicable',
  notAssessed: 'Not assessed',
};

/** Services as people know them, by the name that calls are logged under. */
export const serviceTitle: Readonly<Record<string, string>> = {
  s3: 'Amazon S3',
  s3control: 'Amazon S3 Control',
  sts: 'AWS STS',
  ec2: 'Amazon EC2',
  iam: 'AWS IAM',
  config: 'AWS Config',
  cloudtrail: 'AWS CloudTrail',
  logs: 'Amazon CloudWatch Logs',
  cloudwatch: 'Amazon CloudWatch',
  sns: 'Amazon SNS',
  events: 'Amazon EventBridge',
  backup: 'AWS Backup',
  kms: 'AWS KMS',
};

type Skipped = Readonly<{ region: string; service: string; reason: string }>;

/** What a scan gave up, by service and reason. `where` names the Regions, or counts them where they are many. */
export function skippedGroups(
  skipped: readonly Skipped[],
  most = 4,
): { service: string; where: string; reason: string }[] {
  const groups = new Map<string, Skipped[]>();
  for (const one of skipped) {
    const key = `${one.service} ${one.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => ({
    service: serviceTitle[group[0]?.service ?? ''] ?? group[0]?.service ?? '',
    where:
      group.length > most
        ? `${group.length} Regions`
        : group.map(({ region }) => region).join(', '),
    reason: group[0]?.reason ?? '',
  }));
}

/** The same, a sentence for each. */
export const skippedSays = (skipped: readonly Skipped[]): string[] =>
  skippedGroups(skipped).map(
    ({ service, where, reason }) => `${service} was left out in ${where}. ${reason}`,
  );
