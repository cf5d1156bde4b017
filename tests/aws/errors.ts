import { empty, escapeXml, json, xml, type Answer } from './answer.ts';
import type { AwsRequest } from './request.ts';
import type { Protocol } from './services.ts';

export interface ErrorDetails {
  status: number;
  code: string;
  message: string;
  /** Further elements of the body, for example `Region` or `Token-0`. */
  extra?: Record<string, string>;
}

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

/** The faults that every service has, each in its own words. */
export type Fault =
  'denied' | 'throttled' | 'expired' | 'badToken' | 'badKey' | 'noSignature' | 'broken';

type Row = Partial<Record<Protocol, ErrorDetails>> & { other: ErrorDetails };

const of = (status: number, code: string, message: string): ErrorDetails => ({
  status,
  code,
  message,
});

const expired = 'The security token included in the request is expired';
const invalid = 'The security token included in the request is invalid.';

// Codes and statuses: the error pages of each service, of S3 foremost
// (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html) and the common errors of
// EC2, STS and the JSON services.
const rows: Readonly<Record<Fault, Row>> = {
  denied: {
    s3: of(403, 'AccessDenied', 'Access Denied'),
    s3control: of(403, 'AccessDenied', 'Access Denied'),
    ec2: of(403, 'UnauthorizedOperation', 'You are not authorized to perform this operation.'),
    query: of(403, 'AccessDenied', 'Access Denied'),
    restXml: of(403, 'AccessDenied', 'Access Denied'),
    json: of(400, 'AccessDeniedException', 'Access Denied'),
    other: of(403, 'AccessDeniedException', 'Access Denied'),
  },
  throttled: {
    s3: of(503, 'SlowDown', 'Please reduce your request rate.'),
    s3control: of(503, 'SlowDown', 'Please reduce your request rate.'),
    ec2: of(503, 'RequestLimitExceeded', 'Request limit exceeded.'),
    query: of(400, 'Throttling', 'Rate exceeded'),
    restXml: of(400, 'Throttling', 'Rate exceeded'),
    json: of(400, 'ThrottlingException', 'Rate exceeded'),
    other: of(429, 'TooManyRequestsException', 'Too Many Requests'),
  },
  expired: {
    s3: of(400, 'ExpiredToken', 'The provided token has expired.'),
    s3control: of(400, 'ExpiredToken', 'The provided token has expired.'),
    ec2: of(400, 'RequestExpired', 'Request has expired.'),
    query: of(403, 'ExpiredToken', expired),
    restXml: of(403, 'ExpiredToken', expired),
    json: of(400, 'ExpiredTokenException', expired),
    other: of(403, 'ExpiredTokenException', expired),
  },
  badToken: {
    s3: of(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.'),
    s3control: of(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.'),
    ec2: of(401, 'AuthFailure', 'AWS was not able to validate the provided access credentials'),
    query: of(403, 'InvalidClientTokenId', invalid),
    restXml: of(403, 'InvalidClientTokenId', invalid),
    json: of(400, 'UnrecognizedClientException', invalid),
    other: of(403, 'UnrecognizedClientException', invalid),
  },
  badKey: {
    s3: of(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    ),
    s3control: of(
      403,
      'InvalidAccessKeyId',
      'The AWS Access Key Id you provided does not exist in our records.',
    ),
    ec2: of(401, 'AuthFailure', 'AWS was not able to validate the provided access credentials'),
    query: of(403, 'InvalidClientTokenId', invalid),
    restXml: of(403, 'InvalidClientTokenId', invalid),
    json: of(400, 'UnrecognizedClientException', invalid),
    other: of(403, 'UnrecognizedClientException', invalid),
  },
  noSignature: {
    s3: of(403, 'AccessDenied', 'Access Denied'),
    s3control: of(403, 'AccessDenied', 'Access Denied'),
    ec2: of(401, 'AuthFailure', 'AWS was not able to validate the provided access credentials'),
    query: of(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token'),
    restXml: of(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token'),
    json: of(400, 'MissingAuthenticationTokenException', 'Missing Authentication Token'),
    other: of(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token'),
  },
  broken: {
    s3: of(500, 'InternalError', 'We encountered an internal error. Please try again.'),
    s3control: of(500, 'InternalError', 'We encountered an internal error. Please try again.'),
    ec2: of(500, 'InternalError', 'An internal error has occurred.'),
    other: of(500, 'InternalFailure', 'The request processing has failed.'),
  },
};

/** The fault in the words of the request's service. */
export const faultOf = (request: AwsRequest, fault: Fault): ErrorDetails =>
  rows[fault][request.service.protocol] ?? rows[fault].other;

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
