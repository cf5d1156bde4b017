import type { MissingFact } from '../model/derived.ts';
import { type Evidence, unasked } from '../model/evidence.ts';
import type { FactName, PublicAccessBlock } from '../model/facts.ts';
import { parsePolicy, type Parsed } from '../policy/parse.ts';
import { judgeEveryone } from '../policy/fixed.ts';
import type { Point } from '../policy/through-point.ts';
import { missing, type View } from './view.ts';

/** An access point before a bucket, or a Multi-Region Access Point, with what is known of it. */
export interface PointSeen {
  name: string;
  /** As sentences name it. */
  title: string;
  point: Point;
  /** The VPC it is bound to. */
  vpc: string | null;
  /** Its policy: none, or as it was read; null where it was not. */
  policy: Parsed | 'none' | null;
  /** S3's word on its policy; null where it was not read. */
  byS3: boolean | null;
  /** Whether its policy is public in S3's sense; what is bound to a VPC never is. */
  isPublic: boolean | null;
  /** Its own Restrict Public Buckets, which can never be changed. */
  restricted: boolean | null;
  /** What is unread of its policy, and of its settings. */
  policyUnread: readonly MissingFact[];
  settingsUnread: readonly MissingFact[];
  facts: { policy: FactName; status: FactName; settings: FactName };
}

/** The account's access points before the bucket. */
export function accessPointsOf(view: View): PointSeen[] {
  return (view.index.accessPoints.get(view.resource) ?? []).map(({ entry, facts }) => {
    const settings = facts.accessPoint;
    const vpc = entry.networkOrigin === 'VPC' ? (entry.vpcId ?? 'its VPC') : null;
    return {
      name: entry.name,
      title: `access point ${entry.name}`,
      point: {
        arn: entry.arn,
        account: view.account,
        networkOrigin: entry.networkOrigin,
        global: false,
      },
      vpc,
      ...policyOf(
        entry.name,
        vpc !== null,
        facts.accessPointPolicy,
        facts.accessPointPolicyStatus,
        {
          policy: 'accessPointPolicy',
          status: 'accessPointPolicyStatus',
          settings: 'accessPoint',
          action: 's3:GetAccessPointPolicy',
        },
      ),
      ...settingsOf(
        settings?.known ? settings.value.publicAccessBlock : null,
        'accessPoint',
        settings ?? unasked(['s3:GetAccessPoint']),
        entry.name,
      ),
    };
  });
}

/** Being made, or deleted, so that no request comes through it. */
const away = /^(CREATING|DELETING)$/;

/** The account's Multi-Region Access Points before the bucket. */
export function globalPointsOf(view: View): PointSeen[] {
  const there = (view.index.globalPoints.get(view.resource) ?? []).filter(
    ({ entry }) => !away.test(entry.status),
  );
  const list = view.see('multiRegionAccessPoints');
  return there.map(({ entry, facts }) => ({
    name: entry.name,
    title: `Multi-Region Access Point ${entry.name}`,
    point: {
      arn: `arn:${view.partition}:s3::${view.account}:accesspoint/${entry.alias}`,
      account: view.account,
      networkOrigin: 'Internet' as const,
      global: true,
    },
    vpc: null,
    ...policyOf(
      entry.name,
      false,
      facts.multiRegionAccessPointPolicy,
      facts.multiRegionAccessPointPolicyStatus,
      {
        policy: 'multiRegionAccessPointPolicy',
        status: 'multiRegionAccessPointPolicyStatus',
        settings: 'multiRegionAccessPoints',
        action: 's3:GetMultiRegionAccessPointPolicy',
      },
    ),
    ...settingsOf(entry.publicAccessBlock, 'multiRegionAccessPoints', list, entry.name),
  }));
}

function policyOf(
  name: string,
  bound: boolean,
  text: Evidence<string | null> | undefined,
  status: Evidence<{ isPublic: boolean } | null> | undefined,
  { action, ...facts }: PointSeen['facts'] & { action: string },
): Pick<PointSeen, 'policy' | 'byS3' | 'isPublic' | 'policyUnread' | 'facts'> {
  const absent = text?.known ? text.value === null : status?.known && status.value === null;
  const policy = absent ? 'none' : text?.known && text.value ? parsePolicy(text.value) : null;
  const byS3 = status?.known ? (status.value?.isPublic ?? null) : null;
  const ours =
    policy !== null && policy !== 'none' && policy.ok
      ? judgeEveryone(policy.statements, 'accessPoint').some((one) => one.public)
      : null;
  const gaps = text?.known ? [] : [missing(facts.policy, text ?? unasked([action]), name)];
  return {
    policy,
    byS3,
    isPublic: bound || absent ? false : (byS3 ?? ours),
    policyUnread: gaps,
    facts,
  };
}

function settingsOf(
  block: PublicAccessBlock | null,
  fact: FactName,
  evidence: Evidence<unknown>,
  name: string,
): Pick<PointSeen, 'restricted' | 'settingsUnread'> {
  return {
    restricted: block?.restrictPublicBuckets ?? null,
    settingsUnread: evidence.known ? [] : [missing(fact, evidence, name)],
  };
}

/** Why a list is unread or has gaps; empty where it is whole. */
export function listOf(
  view: View,
  fact: 'accessPoints' | 'multiRegionAccessPoints',
): MissingFact[] {
  const list = view.see(fact);
  // Partitions without Multi-Region Access Points do not answer for them, and have none.
  if (!list.known)
    return fact === 'multiRegionAccessPoints' && list.gap === 'unsupported'
      ? []
      : [missing(fact, list)];
  if (list.value.complete) return [];
  return list.value.gaps.length > 0
    ? list.value.gaps.map((gap) => ({ fact, ...gap, tried: [] }))
    : [{ fact, gap: 'failed', actions: [], tried: [], detail: 'Incomplete' }];
}
