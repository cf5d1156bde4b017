import { xml, type Answer } from './answer.ts';
import type { Context } from './context.ts';
import { errorAnswer } from './errors.ts';
import { faultOf } from './faults.ts';
import { answerSubscriptions, withDefaultSelector } from './alarms.ts';
import { answerBackup } from './backup.ts';
import { cognito } from './cognito.ts';
import { answerConfig, isRecorded } from './config/select.ts';
import { answerMacie } from './macie.ts';
import { assumeRole, callerIdentity, describeRegions, isEnabled } from './identity.ts';
import type { AwsRequest } from './request.ts';
import { answerS3 } from './s3.ts';
import { answerS3Control } from './s3control.ts';
import { simulates } from './simulation.ts';
import { unknownAnswer } from './unknown.ts';

/** Gives a request to the service that it is for. */
export async function answerService(request: AwsRequest, context: Context): Promise<Answer> {
  const identity = context.identity(request);
  // A Region that is off does not know the credentials of the account.
  if (!isEnabled(request.region, context, identity.account)) {
    return errorAnswer(request, faultOf(request, 'badToken'));
  }
  if (request.service.name === 's3') return answerS3(request, context);
  if (request.service.name === 's3control') return answerS3Control(request, context);
  return answerOther(request, context);
}

async function answerOther(request: AwsRequest, context: Context): Promise<Answer> {
  const { service, operation } = request;
  const identity = context.identity(request);
  const unsigned = service.name === 'cognito-identity' || operation === 'AssumeRoleWithWebIdentity';
  if (request.signed === 'none' && !unsigned)
    return errorAnswer(request, faultOf(request, 'noSignature'));
  const refused = context.permission(request);
  if (refused?.kind === 'answer') return refused.answer;
  const stand = context.overlay.get(request, identity.account);
  if (stand) return stand;
  switch (`${service.name} ${operation}`) {
    case 'sts GetCallerIdentity':
      return callerIdentity(request, identity);
    case 'cognito-identity GetId':
    case 'cognito-identity GetCredentialsForIdentity':
      return cognito(request, context);
    case 'sts AssumeRole':
    case 'sts AssumeRoleWithWebIdentity':
      return assumeRole(request, context);
    case 'ec2 DescribeRegions':
      return describeRegions(request, context, identity.account);
    case 'iam SimulatePrincipalPolicy':
      return simulates(() => false)(request);
    case 's3express ListDirectoryBuckets':
      return xml(
        '<ListAllMyDirectoryBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
          '<Buckets></Buckets></ListAllMyDirectoryBucketsResult>',
      );
  }
  if (service.name === 'backup') return answerBackup(request, context);
  if (service.name === 'macie2') return answerMacie(request, context);
  if (isRecorded(request)) return answerConfig(request, context);
  const subscriptions =
    service.name === 'sns' && operation === 'ListSubscriptionsByTopic'
      ? answerSubscriptions(request, context)
      : undefined;
  if (subscriptions) return subscriptions;
  const answer = await context.backend.pass(request, identity.account);
  if (service.name === 'cloudtrail' && operation === 'GetEventSelectors')
    return withDefaultSelector(answer);
  if (/^\s*<(!doctype\s+)?html/i.test(answer.body.toString().slice(0, 40))) {
    return unknownAnswer(request, context, 'answered by a page of moto');
  }
  return answer;
}

let count = 0;

/** The headers under which each service names a request, for support and for logs. */
export function requestIds(request: AwsRequest): Record<string, string> {
  count += 1;
  const id = count.toString(36).toUpperCase().padStart(16, '0');
  if (request.service.protocol !== 's3' && request.service.protocol !== 's3control') {
    return {
      'x-amzn-requestid': `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`,
    };
  }
  return { 'x-amz-request-id': id, 'x-amz-id-2': Buffer.from(`host of ${id}`).toString('base64') };
}
