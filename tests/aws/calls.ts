import type { AwsRequest } from './request.ts';

/** One request, as the front understood and answered it. */
export interface Call {
  service: string;
  operation: string;
  action: string;
  region: string;
  bucket: string | undefined;
  method: string;
  host: string;
  signed: AwsRequest['signed'];
  /** The access key that signed it. */
  accessKey: string | undefined;
  /** The user agent as the SDK wrote it: in a browser it is in a header of its own. */
  agent: string;
  /** What was asked of STS, name by name; empty for other services. Tokens and codes are among it. */
  form: Readonly<Record<string, string>>;
  /** 0 when the connection was broken or is still open. */
  status: number;
}

export const callOf = (request: AwsRequest): Call => ({
  service: request.service.name,
  operation: request.operation ?? '',
  action: request.action,
  region: request.region,
  bucket: request.bucket,
  method: request.method,
  host: request.host,
  signed: request.signed,
  accessKey: request.accessKey,
  agent: request.headers['x-amz-user-agent'] ?? request.headers['user-agent'] ?? '',
  form:
    request.service.name === 'sts'
      ? Object.fromEntries(new URLSearchParams(request.body.toString()))
      : {},
  status: 0,
});
