import { effectiveAcl } from './s3-acl.ts';
import { listInventories } from './s3-inventory.ts';
import { listBuckets } from './s3-list.ts';
import { anonymousMayRead } from './s3-anonymous.ts';
import { element, empty, s3Namespace, withHeaders, xml, type Answer } from './answer.ts';
import type { Context } from './context.ts';
import { errorAnswer } from './errors.ts';
import { faultOf } from './faults.ts';
import { looksPublic } from './public.ts';
import { renderers } from './render.ts';
import type { AwsRequest } from './request.ts';
import { regionOf, wrongRegion } from './s3-region.ts';
import { unknownAnswer } from './unknown.ts';

/** Answers a request to S3 as S3 does, with the account behind it as the store. */
export async function answerS3(request: AwsRequest, context: Context): Promise<Answer> {
  const { operation, bucket } = request;
  if (!operation) return unknownAnswer(request, context, 'a sub-resource that nobody knows');
  const refuse = (): Answer => errorAnswer(request, faultOf(request, 'denied'));
  const caller = context.identity(request).account;
  if (!bucket) {
    if (request.signed === 'none') return refuse();
    const refused = context.permission(request);
    if (refused?.kind === 'answer') return refused.answer;
    return listBuckets(request, context, caller);
  }
  if (operation === 'CreateBucket') {
    context.regions.delete(bucket);
    return context.backend.pass(request, caller);
  }
  const region = await regionOf(bucket, context, caller);
  if (!region) {
    const message = 'The specified bucket does not exist';
    const extra = { BucketName: bucket };
    return errorAnswer(request, { status: 404, code: 'NoSuchBucket', message, extra });
  }
  if (operation === 'DeleteBucket') context.regions.delete(bucket);
  const elsewhere = wrongRegion(request, region, context);
  if (elsewhere) return elsewhere;
  const owner = context.world.find(bucket)?.account.id ?? caller;
  if (request.signed === 'none' && !(await anonymousMayRead(request, context, owner))) {
    return refuse();
  }
  const refused = refusal(request, context, owner, caller);
  if (refused) {
    return request.method === 'HEAD'
      ? withHeaders(refused, { 'x-amz-bucket-region': region })
      : refused;
  }
  const stand = context.overlay.get(request, bucket);
  if (stand) return stand;
  return settled(request, context, owner, region);
}

function refusal(
  request: AwsRequest,
  context: Context,
  owner: string,
  caller: string,
): Answer | undefined {
  const expected =
    request.headers['x-amz-expected-bucket-owner'] ??
    request.query.get('x-amz-expected-bucket-owner');
  if (expected && expected !== owner) return errorAnswer(request, faultOf(request, 'denied'));
  if (request.signed !== 'none' && owner !== caller) {
    if (request.operation !== 'GetBucketPolicy') {
      return errorAnswer(request, faultOf(request, 'denied'));
    }
    const message = 'The specified method is not allowed against this resource.';
    return errorAnswer(request, { status: 405, code: 'MethodNotAllowed', message });
  }
  const scripted = context.permission(request);
  return scripted?.kind === 'answer' ? scripted.answer : undefined;
}

/** The answer to a permitted request in the right Region. */
async function settled(
  request: AwsRequest,
  context: Context,
  owner: string,
  region: string,
): Promise<Answer> {
  const bucket = request.bucket ?? '';
  switch (request.operation) {
    case 'PutBucketPolicy':
      return putPolicy(request, context, owner);
    case 'DeleteBucketPolicy':
    case 'DeleteBucket':
      context.overlay.delete('s3', 'GetBucketPolicy', bucket);
      break;
    case 'HeadBucket': {
      const headers = { 'x-amz-bucket-region': region, 'content-type': 'application/xml' };
      return { ...empty(200), headers };
    }
    case 'GetBucketAcl':
      return effectiveAcl(request, context, owner);
    case 'GetBucketPolicyStatus':
      return policyStatus(request, context, owner);
    case 'ListBucketInventoryConfigurations':
      return listInventories(request, context);
    case 'ListBucketMetricsConfigurations':
      return xml(unlisted('ListMetricsConfigurationsResult'));
    case 'ListBucketAnalyticsConfigurations':
      return xml(unlisted('ListBucketAnalyticsConfigurationResult'));
    case 'ListBucketIntelligentTieringConfigurations':
      return xml(unlisted('ListBucketIntelligentTieringConfigurationsResult'));
    case 'GetBucketRequestPayment':
      return xml(renderers['requestPayment']?.({ name: bucket }, owner) ?? '');
    case 'GetBucketAbac':
      return xml(renderers['abac']?.({ name: bucket }, owner) ?? '');
    case 'GetBucketMetadataConfiguration': {
      const code = 'MetadataConfigurationNotFound';
      const message = 'The metadata configuration was not found';
      return errorAnswer(request, { status: 404, code, message });
    }
  }
  const answer = await context.backend.pass(request, owner);
  // An object may well be a page; everything else that is one is moto's way to say "unknown".
  if (!request.key && /^\s*<(!doctype\s+)?html/i.test(answer.body.toString().slice(0, 40))) {
    return unknownAnswer(request, context, 'answered by a page of moto');
  }
  return inS3Form(request, answer);
}

/** moto's root elements that S3 does not know. */
const roots: readonly (readonly [moto: string, s3: string])[] = [
  ['GetBucketVersioningResponse', 'VersioningConfiguration'],
  ['GetBucketNotificationResponse', 'NotificationConfiguration'],
  ['GetBucketAccelerateConfigurationResponse', 'AccelerateConfiguration'],
];

function inS3Form(request: AwsRequest, answer: Answer): Answer {
  if (request.operation === 'GetBucketPolicy' && answer.status === 200) {
    return withHeaders(answer, { 'content-type': 'application/json' });
  }
  const root = request.key ? undefined : roots.find(([moto]) => answer.body.includes(`<${moto}`));
  return root ? { ...answer, body: answer.body.toString().replaceAll(...root) } : answer;
}

const unlisted = (name: string): string =>
  `<${name} xmlns="${s3Namespace}"><IsTruncated>false</IsTruncated></${name}>`;

async function policyStatus(request: AwsRequest, context: Context, owner: string): Promise<Answer> {
  const bucket = request.bucket ?? '';
  const url = `/${encodeURIComponent(bucket)}?policy`;
  const policy = await context.backend.ask({ url, account: owner });
  if (policy.status !== 200) {
    const text = policy.body.toString();
    return errorAnswer(request, {
      status: policy.status,
      code: element(text, 'Code') ?? 'NoSuchBucketPolicy',
      message: element(text, 'Message') ?? 'The bucket policy does not exist',
      extra: { BucketName: bucket },
    });
  }
  const told = context.world.find(bucket)?.bucket.policyIsPublic;
  return xml(policyStatusXml(told ?? isPublicText(policy.body.toString())));
}

/**
 * moto heeds no conditions, so a Deny that bears one would refuse everything, objects of the owner's own included. It
 * gets the policy without such statements, and who asks for the policy gets it whole.
 */
async function putPolicy(request: AwsRequest, context: Context, owner: string): Promise<Answer> {
  const bucket = request.bucket ?? '';
  context.overlay.delete('s3', 'GetBucketPolicy', bucket);
  const text = request.body.toString();
  let policy: { Statement?: unknown };
  try {
    policy = JSON.parse(text) as { Statement?: unknown };
  } catch {
    return context.backend.pass(request, owner);
  }
  type Statement = { Effect?: string; Condition?: object };
  const all = [policy.Statement ?? []].flat() as Statement[];
  const kept = all.filter(({ Effect, Condition }) => Effect !== 'Deny' || !Condition);
  if (kept.length === all.length || kept.length === 0) return context.backend.pass(request, owner);
  const body = Buffer.from(JSON.stringify({ ...policy, Statement: kept }));
  const answer = await context.backend.pass({ ...request, body }, owner);
  const whole: Answer = {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: text,
  };
  if (answer.status < 300) context.overlay.set('s3', 'GetBucketPolicy', bucket, whole);
  return answer;
}

const policyStatusXml = (isPublic: boolean): string =>
  `<PolicyStatus xmlns="${s3Namespace}"><IsPublic>${isPublic}</IsPublic></PolicyStatus>`;

/** A text that is no JSON cannot have been stored by S3; it counts as public, as any doubt does. */
export function isPublicText(text: string): boolean {
  try {
    return looksPublic(JSON.parse(text));
  } catch {
    return true;
  }
}
