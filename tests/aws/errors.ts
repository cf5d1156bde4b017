import { empty, escapeXml, json, xml, type Answer } from './answer.ts';
import { faultOf, type ErrorDetails } from './faults.ts';
import type { AwsRequest } from './request.ts';

const requestId = 'BKTPRF00EXAMPLE1';

/** An error as the service of the request would write it: its own XML or JSON dialect. */
export function errorAnswer(request: AwsRequest, error: ErrorDetails): Answer {
  // HTTP forbids a body in the answer to HEAD, so S3 gives the status alone.
  if (request.method === 'HEAD') return empty(error.status);
  const { code, message } = error;
  const extra = Object.entries(error.extra ?? {});
  const fields = [['Code', code], ['Message', message], ...extra]
    .map(([name, value]) => `<${name}>${escapeXml(value ?? '')}</${name}>`)
    .join('');
  switch (request.service.protocol) {
    case 's3':
      return xml(
        `<Error>${fields}<RequestId>${requestId}</RequestId><HostId>front</HostId></Error>`,
        error.status,
      );
    case 's3control':
    case 'restXml':
      return xml(
        `<ErrorResponse><Error>${fields}</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
        error.status,
      );
    case 'query':
      return xml(
        `<ErrorResponse xmlns="${request.service.xmlns ?? ''}"><Error><Type>Sender</Type>${fields}` +
          `</Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
        error.status,
      );
    case 'ec2':
      return xml(
        `<Response><Errors><Error>${fields}</Error></Errors>` +
          `<RequestID>${requestId}</RequestID></Response>`,
        error.status,
      );
    case 'json':
      return json(
        { __type: code, message, ...error.extra },
        error.status,
        request.headers['content-type'] ?? 'application/x-amz-json-1.1',
      );
    case 'restJson': {
      const answer = json({ message, ...error.extra }, error.status);
      return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': code } };
    }
  }
}

/** Who refused: the missing permission, or an explicit deny of one kind of policy. */
export type Refuser = 'identity' | 'bucketPolicy' | 'scp';

const reasons: Readonly<Record<Refuser, (action: string) => string>> = {
  identity: (action) => `because no identity-based policy allows the ${action} action`,
  bucketPolicy: () => 'with an explicit deny in a resource-based policy',
  scp: () => 'with an explicit deny in a service control policy',
};

/**
 * A refusal with AWS's sentence about who asked, for what and why not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function denial(request: AwsRequest, caller: string, refuser: Refuser): Answer {
  const resource = request.bucket ? ` on resource: "arn:aws:s3:::${request.bucket}"` : '';
  const fault = faultOf(request, 'denied');
  const sentence =
    `User: ${caller} is not authorized to perform: ${request.action}${resource} ` +
    reasons[refuser](request.action);
  // EC2 puts its own sentence first and the principal after it.
  const message = request.service.protocol === 'ec2' ? `${fault.message} ${sentence}` : sentence;
  return errorAnswer(request, { ...fault, message });
}
