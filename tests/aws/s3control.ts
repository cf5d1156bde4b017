import { allOn, type AccessPoint, type Account } from './accounts/account.ts';
import { escapeXml, xml, type Answer } from './answer.ts';
import type { Context } from './context.ts';
import { errorAnswer } from './errors.ts';
import { faultOf } from './faults.ts';
import { switches } from './render.ts';
import type { AwsRequest } from './request.ts';
import { isPublicText } from './s3.ts';
import { unknownAnswer } from './unknown.ts';

const namespace = 'http://awss3control.amazonaws.com/doc/2018-08-20/';
const root = (name: string, content: string): string =>
  `<${name} xmlns="${namespace}">${content}</${name}>`;

/**
 * Answers S3 Control. The account's block lives in moto; access points are held here, because moto
 * knows neither their Region nor their bucket's owner, and calls every policy public.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html
 */
export async function answerS3Control(request: AwsRequest, context: Context): Promise<Answer> {
  const { operation, account } = request;
  if (!operation) return unknownAnswer(request, context, 'an unknown operation of S3 Control');
  const caller = context.identity(request).account;
  if (request.signed === 'none') return errorAnswer(request, faultOf(request, 'noSignature'));
  if (account !== caller) return errorAnswer(request, faultOf(request, 'denied'));
  const refused = context.permission(request);
  if (refused?.kind === 'answer') return refused.answer;

  const name = decodeURIComponent(request.path.split('/')[3] ?? '');
  const stand =
    context.overlay.get(request, name || caller) ?? context.overlay.get(request, caller);
  if (stand) return stand;
  const told = context.world.account(caller) ?? { id: caller, buckets: [] };
  switch (operation) {
    case 'ListAccessPoints':
      return listAccessPoints(request, told);
    case 'GetAccessPoint':
    case 'GetAccessPointPolicy':
    case 'GetAccessPointPolicyStatus':
      return ofAccessPoint(request, told, name);
    case 'ListMultiRegionAccessPoints':
      return listMultiRegion(request, told);
    case 'ListAccessGrantsInstances':
      return xml(
        root(
          'ListAccessGrantsInstancesResult',
          '<AccessGrantsInstancesList></AccessGrantsInstancesList>',
        ),
      );
    case 'ListStorageLensConfigurations':
      return xml(root('ListStorageLensConfigurationsResult', ''));
    case 'ListAccessGrants':
      return notFound(
        request,
        'AccessGrantsInstanceNotExistsError',
        'Access Grants Instance does not exist',
      );
    case 'GetMultiRegionAccessPointPolicy':
    case 'GetMultiRegionAccessPointPolicyStatus':
      return multiRegionPolicy(request, told, decodeURIComponent(request.path.split('/')[4] ?? ''));
  }
  return context.backend.pass(withAccountHeader(request, caller), caller);
}

/** The account may stand before the host alone; moto reads the header. */
const withAccountHeader = (request: AwsRequest, account: string): AwsRequest => ({
  ...request,
  headers: { ...request.headers, 'x-amz-account-id': account },
});

const notFound = (request: AwsRequest, code: string, message: string): Answer =>
  errorAnswer(request, { status: 404, code, message });

const regionOf = (account: Account, point: AccessPoint): string =>
  account.buckets.find((b) => b.name === point.bucket)?.region ?? 'us-east-1';

const origin = (point: AccessPoint): string =>
  `<NetworkOrigin>${point.vpc ? 'VPC' : 'Internet'}</NetworkOrigin>` +
  (point.vpc ? `<VpcConfiguration><VpcId>${escapeXml(point.vpc)}</VpcId></VpcConfiguration>` : '');

const arn = (account: Account, point: AccessPoint): string =>
  `arn:aws:s3:${regionOf(account, point)}:${account.id}:accesspoint/${point.name}`;

function listAccessPoints(request: AwsRequest, account: Account): Answer {
  const { query } = request;
  const bucket = query.get('bucket');
  const here = (account.accessPoints ?? [])
    .filter((point) => regionOf(account, point) === request.region)
    .filter((point) => !bucket || point.bucket === bucket)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { page, next } = cut(here, query.get('maxResults'), query.get('nextToken'));
  const list = page.map(
    (point) =>
      `<AccessPoint><Name>${point.name}</Name>${origin(point)}<Bucket>${point.bucket}</Bucket>` +
      `<AccessPointArn>${arn(account, point)}</AccessPointArn>` +
      `<BucketAccountId>${account.id}</BucketAccountId></AccessPoint>`,
  );
  return xml(
    root(
      'ListAccessPointsResult',
      `<AccessPointList>${list.join('')}</AccessPointList>` +
        (next ? `<NextToken>${next}</NextToken>` : ''),
    ),
  );
}

/** One page of a list, and the token of the next. Access points come 1000 at a time at most. */
function cut<T>(all: readonly T[], size: string | null, token: string | null) {
  const from = token ? Number(Buffer.from(token, 'base64url').toString()) : 0;
  const to = from + Math.min(Number(size ?? 1000), 1000);
  const next = to < all.length ? Buffer.from(String(to)).toString('base64url') : undefined;
  return { page: all.slice(from, to), next };
}

function ofAccessPoint(request: AwsRequest, account: Account, name: string): Answer {
  const point = account.accessPoints?.find(
    (p) => p.name === name && regionOf(account, p) === request.region,
  );
  if (!point) {
    return notFound(request, 'NoSuchAccessPoint', 'The specified accesspoint does not exist');
  }
  if (request.operation === 'GetAccessPoint') {
    const block = switches(point.publicAccessBlock ?? allOn);
    return xml(
      root(
        'GetAccessPointResult',
        `<Name>${point.name}</Name><Bucket>${point.bucket}</Bucket>${origin(point)}` +
          `<PublicAccessBlockConfiguration>${block}</PublicAccessBlockConfiguration>` +
          `<CreationDate>2025-03-01T09:00:00Z</CreationDate>` +
          `<AccessPointArn>${arn(account, point)}</AccessPointArn>` +
          `<BucketAccountId>${account.id}</BucketAccountId>`,
      ),
    );
  }
  if (point.policy === undefined) {
    return notFound(
      request,
      'NoSuchAccessPointPolicy',
      'The specified accesspoint policy does not exist',
    );
  }
  const text = typeof point.policy === 'string' ? point.policy : JSON.stringify(point.policy);
  if (request.operation === 'GetAccessPointPolicy') {
    return xml(root('GetAccessPointPolicyResult', `<Policy>${escapeXml(text)}</Policy>`));
  }
  // Behind a VPC nothing is public, whatever the policy says.
  const isPublic = !point.vpc && isPublicText(text);
  return xml(
    root(
      'GetAccessPointPolicyStatusResult',
      `<PolicyStatus><IsPublic>${isPublic}</IsPublic></PolicyStatus>`,
    ),
  );
}

/** Only us-west-2 knows the Multi-Region access points. */
const elsewhere = (request: AwsRequest): Answer | null =>
  request.region === 'us-west-2'
    ? null
    : errorAnswer(request, {
        status: 400,
        code: 'InvalidRequest',
        message: 'This operation is only supported in the us-west-2 Region.',
      });

/** The policy in force of one of them, or S3's word on it. moto answers neither as AWS does, so both are held here. */
function multiRegionPolicy(request: AwsRequest, account: Account, name: string): Answer {
  const wrong = elsewhere(request);
  if (wrong) return wrong;
  const point = account.multiRegionAccessPoints?.find((one) => one.name === name);
  if (!point) {
    const message = 'The specified Multi-Region Access Point does not exist.';
    return notFound(request, 'NoSuchMultiRegionAccessPoint', message);
  }
  if (point.policy === undefined) {
    const message = 'The Multi-Region Access Point does not have a policy.';
    return notFound(request, 'NoSuchMultiRegionAccessPointPolicy', message);
  }
  const text = typeof point.policy === 'string' ? point.policy : JSON.stringify(point.policy);
  if (request.operation === 'GetMultiRegionAccessPointPolicy') {
    const established = `<Established><Policy>${escapeXml(text)}</Policy></Established>`;
    return xml(root('GetMultiRegionAccessPointPolicyResult', `<Policy>${established}</Policy>`));
  }
  return xml(
    root(
      'GetMultiRegionAccessPointPolicyStatusResult',
      `<Established><IsPublic>${isPublicText(text)}</IsPublic></Established>`,
    ),
  );
}

function listMultiRegion(request: AwsRequest, account: Account): Answer {
  const wrong = elsewhere(request);
  if (wrong) return wrong;
  const all = account.multiRegionAccessPoints ?? [];
  const { page, next } = cut(all, request.query.get('maxResults'), request.query.get('nextToken'));
  const list = page.map((point) => {
    const regions = point.buckets.map((bucket) => {
      const region = account.buckets.find((b) => b.name === bucket)?.region ?? 'us-east-1';
      return (
        `<Region><Bucket>${bucket}</Bucket><Region>${region}</Region>` +
        `<BucketAccountId>${account.id}</BucketAccountId></Region>`
      );
    });
    const block = switches(point.publicAccessBlock ?? allOn);
    return (
      `<AccessPoint><Name>${point.name}</Name><Alias>${point.alias}</Alias>` +
      `<CreatedAt>2025-03-01T09:00:00Z</CreatedAt><PublicAccessBlock>${block}</PublicAccessBlock>` +
      `<Status>READY</Status><Regions>${regions.join('')}</Regions></AccessPoint>`
    );
  });
  return xml(
    root(
      'ListMultiRegionAccessPointsResult',
      `<AccessPoints>${list.join('')}</AccessPoints>` +
        (next ? `<NextToken>${next}</NextToken>` : ''),
    ),
  );
}
