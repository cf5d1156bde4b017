import type { AwsRequest } from './request.ts';
import type { Protocol } from './services.ts';

export interface ErrorDetails {
  status: number;
  code: string;
  message: string;
  /** Further elements of the body, for example `Region` or `Token-0`. */
  extra?: Record<string, string>;
}

/** The faults that every service has, each in its own words. */
export type Fault =
  | 'denied'
  | 'throttled'
  | 'expired'
  | 'badToken'
  | 'badKey'
  | 'badSignature'
  | 'skewed'
  | 'lapsed'
  | 'early'
  | 'badExpiry'
  | 'noSignature'
  | 'broken';

type Row = Partial<Record<Protocol, ErrorDetails>> & { other: ErrorDetails };

const of = (status: number, code: string, message: string): ErrorDetails => ({
  status,
  code,
  message,
});

const expired = 'The security token included in the request is expired';
const invalid = 'The security token included in the request is invalid.';

const unmatched =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your key and signing method.';
const unbounded =
  'X-Amz-Expires must be between 1 and 604800 seconds, as the time for which a query is valid.';
const tooSkewed = 'The difference between the request time and the current time is too large.';

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
  badSignature: {
    s3: of(403, 'SignatureDoesNotMatch', unmatched),
    s3control: of(403, 'SignatureDoesNotMatch', unmatched),
    ec2: of(401, 'AuthFailure', 'AWS was not able to validate the provided access credentials'),
    query: of(403, 'SignatureDoesNotMatch', unmatched),
    restXml: of(403, 'SignatureDoesNotMatch', unmatched),
    json: of(400, 'InvalidSignatureException', unmatched),
    other: of(403, 'InvalidSignatureException', unmatched),
  },
  skewed: {
    s3: of(403, 'RequestTimeTooSkewed', tooSkewed),
    s3control: of(403, 'RequestTimeTooSkewed', tooSkewed),
    ec2: of(400, 'RequestExpired', 'Request has expired.'),
    query: of(403, 'SignatureDoesNotMatch', 'Signature expired.'),
    restXml: of(403, 'SignatureDoesNotMatch', 'Signature expired.'),
    json: of(400, 'InvalidSignatureException', 'Signature expired.'),
    other: of(403, 'InvalidSignatureException', 'Signature expired.'),
  },
  lapsed: {
    // S3 calls a lapsed query signature a refusal, so its message alone tells it from one.
    s3: of(403, 'AccessDenied', 'Request has expired'),
    s3control: of(403, 'AccessDenied', 'Request has expired'),
    ec2: of(400, 'RequestExpired', 'Request has expired.'),
    query: of(403, 'SignatureDoesNotMatch', 'Signature expired.'),
    restXml: of(403, 'SignatureDoesNotMatch', 'Signature expired.'),
    json: of(400, 'InvalidSignatureException', 'Signature expired.'),
    other: of(403, 'InvalidSignatureException', 'Signature expired.'),
  },
  early: {
    s3: of(403, 'AccessDenied', 'Request is not valid yet'),
    s3control: of(403, 'AccessDenied', 'Request is not valid yet'),
    ec2: of(400, 'RequestExpired', 'Request has expired.'),
    query: of(403, 'SignatureDoesNotMatch', 'Signature not yet current.'),
    restXml: of(403, 'SignatureDoesNotMatch', 'Signature not yet current.'),
    json: of(400, 'InvalidSignatureException', 'Signature not yet current.'),
    other: of(403, 'InvalidSignatureException', 'Signature not yet current.'),
  },
  badExpiry: {
    other: of(400, 'AuthorizationQueryParametersError', unbounded),
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
