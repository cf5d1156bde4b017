import { complete } from '../src/model/evidence.ts';
import type { Facts, PublicAccessBlock } from '../src/model/facts.ts';
import {
  acl,
  allow,
  block,
  blockAll,
  delegated,
  globalArn,
  here,
  multiRegionPoint,
  pointEntry,
  policy,
} from './samples.ts';

/** What an access point of the bucket is set to, open to the Internet and with nothing blocked. */
export const pointSettings = (publicAccessBlock: PublicAccessBlock = block()) => ({
  bucket: here.bucket,
  bucketAccount: here.account,
  networkOrigin: 'Internet' as const,
  vpcId: null,
  publicAccessBlock,
});

/** A policy of the access point that stands before the bucket, or of the Multi-Region Access Point. */
export const pointPolicy = (Action: string | string[], more: object = {}) =>
  policy(allow(Action, { Resource: [pointEntry().arn, `${pointEntry().arn}/object/*`], ...more }));
export const globalPolicy = (Action: string | string[], more: object = {}) =>
  policy(allow(Action, { Resource: [globalArn, `${globalArn}/object/*`], ...more }));

const left: Partial<Facts> = {
  accountPublicAccessBlock: null,
  publicAccessBlock: null,
  policy: policy(delegated),
  policyStatus: { isPublic: false },
  acl: acl(),
  ownership: null,
};

/** A bucket that leaves everything to one access point, which lets everyone do this. */
export const byPoint = (Action: string | string[]): Partial<Facts> => ({
  ...left,
  accessPoints: complete([pointEntry()]),
  multiRegionAccessPoints: complete([]),
  accessPoint: pointSettings(),
  accessPointPolicy: pointPolicy(Action),
  accessPointPolicyStatus: { isPublic: true },
});

/** The same with a Multi-Region Access Point. */
export const byGlobalPoint = (Action: string | string[]): Partial<Facts> => ({
  ...left,
  accessPoints: complete([]),
  multiRegionAccessPoints: complete([multiRegionPoint(here.bucket)]),
  multiRegionAccessPointPolicy: globalPolicy(Action),
  multiRegionAccessPointPolicyStatus: { isPublic: true },
});

const { accessPointPolicy: _one, ...withoutText } = byPoint('s3:GetObject');
const { multiRegionAccessPointPolicy: _two, ...withoutGlobalText } = byGlobalPoint('s3:GetObject');

/** Cases of a check on public access: what a point lets in, and what S3's word on its policy is enough for. */
export const pointCases = (Action: string) => ({
  open: [
    { name: 'a public access point, to which the decision is left', facts: byPoint(Action) },
    {
      name: 'a public Multi-Region Access Point, to which the decision is left',
      facts: byGlobalPoint(Action),
    },
  ],
  closed: [
    {
      name: 'an access point whose policy is refused, and not public as S3 says',
      facts: { ...withoutText, accessPointPolicyStatus: { isPublic: false } },
    },
    {
      name: 'a Multi-Region Access Point whose policy is refused, and not public as S3 says',
      facts: { ...withoutGlobalText, multiRegionAccessPointPolicyStatus: { isPublic: false } },
    },
    {
      name: 'a public access point that restricts itself',
      facts: { ...byPoint(Action), accessPoint: pointSettings(blockAll) },
    },
  ],
});
