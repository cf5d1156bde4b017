// @vitest-environment node
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetBucketAclCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { byEndpoint, byName, credentials } from './clients.ts';
import { startFront, type Front } from './front.ts';
import { understand } from './request.ts';
import { signatureFault } from './signature.ts';

let front: Front;
beforeAll(async () => {
  const { accessKeyId, secretAccessKey } = credentials;
  front = await startFront({
    generated: { buckets: 3 },
    secrets: { [accessKeyId]: secretAccessKey },
  });
});
beforeEach(() => front.reset());
afterAll(() => front.stop());

const AccountId = '123456789012';
const Bucket = 'generated-0';
const wrong = { ...credentials, secretAccessKey: 'another' };
const stranger = { ...credentials, accessKeyId: 'AKIANOBODY' };
type Keys = typeof credentials | typeof wrong | typeof stranger;

const calls = {
  'S3 path-style': (keys: Keys) =>
    new S3Client({ ...byEndpoint(front), credentials: keys, forcePathStyle: true }).send(
      new ListBucketsCommand({ MaxBuckets: 5 }),
    ),
  'S3 virtual host': (keys: Keys) =>
    new S3Client({ ...byName(front), credentials: keys }).send(
      new GetBucketAclCommand({ Bucket, ExpectedBucketOwner: AccountId }),
    ),
  'S3 Control': (keys: Keys) =>
    new S3ControlClient({ ...byName(front), credentials: keys }).send(
      new GetPublicAccessBlockCommand({ AccountId }),
    ),
  STS: (keys: Keys) =>
    new STSClient({ ...byEndpoint(front), credentials: keys }).send(
      new GetCallerIdentityCommand({}),
    ),
  EC2: (keys: Keys) =>
    new EC2Client({ ...byName(front), credentials: keys }).send(new DescribeRegionsCommand({})),
};
const outcome = (sent: Promise<unknown>): Promise<string> =>
  sent.then(
    () => 'answered',
    (error: Error) => error.name,
  );

test.each([
  ['S3 path-style', 'answered', 'SignatureDoesNotMatch', 'InvalidAccessKeyId'],
  ['S3 virtual host', 'answered', 'SignatureDoesNotMatch', 'InvalidAccessKeyId'],
  [
    'S3 Control',
    'NoSuchPublicAccessBlockConfiguration',
    'SignatureDoesNotMatch',
    'InvalidAccessKeyId',
  ],
  ['STS', 'answered', 'SignatureDoesNotMatch', 'InvalidClientTokenId'],
  ['EC2', 'answered', 'AuthFailure', 'AuthFailure'],
] as const)('%s: takes the right secret and no other', async (service, right, bad, unknown) => {
  expect(await outcome(calls[service](credentials))).toBe(right);
  expect(await outcome(calls[service](wrong))).toBe(bad);
  expect(await outcome(calls[service](stranger))).toBe(unknown);
});

test('refuses a clock that is half an hour off', async () => {
  const s3 = new S3Client({
    ...byEndpoint(front),
    forcePathStyle: true,
    systemClockOffset: -30 * 60_000,
  });
  expect(await outcome(s3.send(new ListBucketsCommand({})))).toBe('RequestTimeTooSkewed');
});

// The worked example of AWS's own page, with its example keys.
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
const example = (signature: string) =>
  understand({
    method: 'GET',
    url:
      '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE' +
      '%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z' +
      `&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=${signature}`,
    headers: { host: 'examplebucket.s3.amazonaws.com' },
    body: Buffer.alloc(0),
  });
const secrets = { AKIAIOSFODNN7EXAMPLE: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const right = 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';

test('reads a signature in the query as AWS does, for as long as it holds', () => {
  const at = Date.UTC(2013, 4, 24);
  const hour = 3_600_000;
  expect(signatureFault(example(right), secrets, at + hour)).toBeUndefined();
  expect(signatureFault(example(right), secrets, at + 25 * hour)).toBe('lapsed');
  expect(signatureFault(example(right.replace('a', 'b')), secrets, at)).toBe('badSignature');
  expect(signatureFault(example(right), {}, at)).toBe('badKey');
  expect(signatureFault(example(right), secrets, at - hour)).toBe('early');
});
