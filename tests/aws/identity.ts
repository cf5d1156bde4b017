import { element, escapeXml, xml, type Answer } from './answer.ts';
import type { Context, Identity } from './context.ts';
import { errorAnswer } from './errors.ts';
import { faultOf } from './faults.ts';
import { defaultRegions, optInRegions } from './regions.ts';
import type { AwsRequest } from './request.ts';

const requestId = '11111111-2222-3333-4444-555555555555';

/** The role that the front's clients hold unless a test says otherwise. */
export const auditor: Identity = {
  account: '123456789012',
  arn: 'arn:aws:sts::123456789012:assumed-role/Auditor/bucketproof',
  userId: 'AROAAUDITOR000000EXAM:bucketproof',
};

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function callerIdentity(request: AwsRequest, identity: Identity): Answer {
  return xml(
    `<GetCallerIdentityResponse xmlns="${request.service.xmlns ?? ''}">` +
      `<GetCallerIdentityResult><Arn>${escapeXml(identity.arn)}</Arn>` +
      `<UserId>${escapeXml(identity.userId)}</UserId><Account>${identity.account}</Account>` +
      `</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId>` +
      `</ResponseMetadata></GetCallerIdentityResponse>`,
  );
}

/** Lets the account hand out role keys, and remembers whose they are. */
export async function assumeRole(request: AwsRequest, context: Context): Promise<Answer> {
  const answer = await context.backend.pass(request, context.identity(request).account);
  const body = answer.body.toString();
  const accessKey = element(body, 'AccessKeyId');
  const arn = element(body, 'Arn');
  const account = arn?.split(':')[4];
  if (answer.status === 200 && accessKey && arn && account) {
    const userId = element(body, 'AssumedRoleId') ?? '';
    context.introduce(accessKey, { account, arn, userId });
  }
  return answer;
}

/**
 * Whether the account of the caller has this Region on. An opt-in Region is off unless the
 * account's description has a bucket there or names it.
 */
export function isEnabled(region: string, context: Context, account: string): boolean {
  if (!optInRegions.includes(region)) return true;
  const told = context.world.account(account);
  return (
    told?.enabledRegions?.includes(region) === true ||
    told?.buckets.some((bucket) => bucket.region === region) === true
  );
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html */
export function describeRegions(request: AwsRequest, context: Context, account: string): Answer {
  const form = new URLSearchParams(request.body.toString());
  const asked = (name: string): string | null => form.get(name) ?? request.query.get(name);
  if (asked('DryRun') === 'true') {
    const message = 'Request would have succeeded, but DryRun flag is set.';
    return errorAnswer(request, {
      ...faultOf(request, 'denied'),
      code: 'DryRunOperation',
      message,
    });
  }
  const all = [...defaultRegions, ...optInRegions];
  const shown =
    asked('AllRegions') === 'true' ? all : all.filter((r) => isEnabled(r, context, account));
  const named = [...form, ...request.query].flatMap(([key, value]) =>
    key.startsWith('RegionName.') ? [value] : [],
  );
  const items = shown
    .filter((region) => named.length === 0 || named.includes(region))
    .map((region) => {
      const state = !optInRegions.includes(region)
        ? 'opt-in-not-required'
        : isEnabled(region, context, account)
          ? 'opted-in'
          : 'not-opted-in';
      return (
        `<item><regionName>${region}</regionName><optInStatus>${state}</optInStatus>` +
        `<regionEndpoint>ec2.${region}.amazonaws.com</regionEndpoint></item>`
      );
    });
  return xml(
    '<DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">' +
      `<requestId>${requestId}</requestId><regionInfo>${items.join('')}</regionInfo>` +
      '</DescribeRegionsResponse>',
  );
}
