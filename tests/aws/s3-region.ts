import { withHeaders, type Answer } from './answer.ts';
import type { Context } from './context.ts';
import { errorAnswer } from './errors.ts';
import { optInRegions } from './regions.ts';
import type { AwsRequest } from './request.ts';

/** Asks the account once for the Region of a bucket; undefined when there is no such bucket. */
export async function regionOf(
  bucket: string,
  context: Context,
  account: string,
): Promise<string | undefined> {
  const told = context.world.find(bucket);
  if (told) return told.bucket.region ?? 'us-east-1';
  const known = context.regions.get(bucket);
  if (known) return known;
  const url = `/${encodeURIComponent(bucket)}`;
  const answer = await context.backend.ask({ method: 'HEAD', url, account });
  if (answer.status !== 200) return undefined;
  const region = answer.headers['x-amz-bucket-region'] ?? 'us-east-1';
  const today = region === 'EU' ? 'eu-west-1' : region;
  context.regions.set(bucket, today);
  return today;
}

/**
 * A request that reaches another Region's endpoint is redirected without a Location, or refused
 * where the bucket's Region is younger than March 2019; one that reaches the right endpoint under
 * another Region's signature is malformed.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html
 */
export function wrongRegion(
  request: AwsRequest,
  region: string,
  context: Context,
): Answer | undefined {
  // us-east-1 tells the location of any bucket, as clients rely on it to find their way.
  if (request.operation === 'GetBucketLocation' && request.region === 'us-east-1') return undefined;
  const addressed = request.hostRegion ?? (isGlobal(request) ? undefined : request.scopeRegion);
  const misaddressed = addressed !== undefined && addressed !== region;
  const missigned = request.scopeRegion !== undefined && request.scopeRegion !== region;
  if (!misaddressed && !missigned) return undefined;
  const usual = misaddressed && !optInRegions.includes(region) ? 301 : 400;
  const found = { 'x-amz-bucket-region': region };
  if ((context.wrongRegion ?? usual) === 301) {
    const endpoint = `s3.${region}.amazonaws.com`;
    const message =
      'The bucket you are attempting to access must be addressed using the specified endpoint. ' +
      'Please send all future requests to this endpoint.';
    const extra = { Endpoint: endpoint, Bucket: request.bucket ?? '' };
    return withHeaders(
      errorAnswer(request, { status: 301, code: 'PermanentRedirect', message, extra }),
      found,
    );
  }
  const inQuery = request.signed === 'query';
  const malformed = inQuery
    ? 'Error parsing the X-Amz-Credential parameter'
    : 'The authorization header is malformed';
  const message = `${malformed}; the region '${request.scopeRegion ?? request.region}' is wrong; expecting '${region}'`;
  const code = inQuery ? 'AuthorizationQueryParametersError' : 'AuthorizationHeaderMalformed';
  return withHeaders(
    errorAnswer(request, { status: 400, code, message, extra: { Region: region } }),
    found,
  );
}

const isGlobal = (request: AwsRequest): boolean =>
  request.host.endsWith('.amazonaws.com') && request.hostRegion === undefined;
