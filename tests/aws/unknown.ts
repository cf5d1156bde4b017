import type { Answer } from './answer.ts';
import type { Context } from './context.ts';
import { errorAnswer } from './errors.ts';
import type { AwsRequest } from './request.ts';

/** Refuses a request that nobody can answer as AWS would, and writes it down for the test. */
export function unknownAnswer(request: AwsRequest, context: Context, why: string): Answer {
  const names = [...request.query.keys()].join('&');
  const url = names ? `${request.path}?${names}` : request.path;
  context.unknown.push({ method: request.method, host: request.host, url, why });
  return errorAnswer(request, {
    status: 501,
    code: 'NotImplemented',
    message: 'A header or query you provided implies functionality that is not implemented.',
  });
}
