/**
 * How a service treats a page of another origin: `echo` answers anyone and allows whatever headers
 * are asked for, `fixed` answers anyone with a list of its own, `none` refuses the preflight and
 * sends no CORS header, `bucket` goes by the CORS rules of the bucket that is addressed.
 */
export type Manner = 'echo' | 'fixed' | 'none' | 'bucket';

export interface CorsRow {
  service: string;
  manner: Manner;
  /** Where it is known from, or that it is not known, in which case `none` is the safe reading. */
  source: string;
  allowHeaders?: string;
  allowMethods?: string;
  exposeHeaders?: string;
}

const recorded =
  'Preflight from https://foo.example to us-east-1, recorded in output.md of ' +
  'https://github.com/AllanZhengYP/cors-test in 2020 and 2021; no newer record found.';
const usual = 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date';

const echo = (service: string, exposeHeaders: string | undefined = usual): CorsRow => ({
  service,
  manner: 'echo',
  source: recorded,
  exposeHeaders,
});
const none = (service: string, source = recorded): CorsRow => ({ service, manner: 'none', source });
const unrecorded = 'No record found: treated as closed.';

/** One row for every service of `services.ts`. */
export const corsTable: readonly CorsRow[] = [
  {
    service: 's3',
    manner: 'bucket',
    source:
      'https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html; ListBuckets never: ' +
      'https://github.com/aws/aws-sdk-js/issues/1939, open since 2018.',
  },
  none('s3control', `${recorded} The account of that record was not a number.`),
  none('s3express', unrecorded),
  echo('sts'),
  {
    service: 'cognito-identity',
    manner: 'echo',
    source:
      'Identity pools are made for pages: https://docs.aws.amazon.com/cognito/latest/developerguide/getting-credentials.html',
    exposeHeaders: usual,
  },
  echo('iam'),
  { service: 'ec2', manner: 'echo', source: recorded },
  echo('sns'),
  echo('cloudwatch'),
  echo('cloudtrail'),
  echo('logs'),
  echo('config'),
  echo('kms'),
  echo('events'),
  echo('organizations'),
  echo('athena'),
  echo('ecs'),
  echo('tagging'),
  none('cloudcontrolapi', 'https://github.com/aws/aws-sdk-js/issues/3936, 2021.'),
  echo('cloudformation'),
  echo('lambda', `${usual},x-amz-log-result,x-amz-function-error`),
  none('backup'),
  none('guardduty'),
  none('macie2'),
  none('securityhub'),
  {
    service: 'access-analyzer',
    manner: 'fixed',
    source: recorded,
    // Neither content-type nor x-amz-content-sha256, so an SDK's own call is refused.
    allowHeaders:
      'Authorization,Date,X-Amz-Date,X-Amz-Security-Token,X-Amz-Target,amz-sdk-invocation-id,amz-sdk-request',
    allowMethods: 'GET,PUT',
  },
  none('glacier'),
  {
    service: 'resource-groups',
    manner: 'fixed',
    source: recorded,
    allowHeaders:
      'Content-Type,X-Amz-Date,Authorization,X-Api-Key,X-Amz-Security-Token,X-Amz-Content-Sha256,X-Amz-User-Agent',
    allowMethods: 'POST,GET',
  },
  none('resource-explorer-2', unrecorded),
  none('ram'),
  none('support'),
  none('portal.sso', `${recorded} It said "Origin not allowed".`),
  none('oidc'),
  echo('cloudfront'),
  echo('route53'),
];

/** The row of a service; one that the table lacks is closed. */
export const corsRow = (service: string): CorsRow =>
  corsTable.find((row) => row.service === service) ?? none(service, unrecorded);
