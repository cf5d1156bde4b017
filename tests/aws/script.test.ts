// @vitest-environment node
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  GetBucketAclCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  ListBucketsCommand,
  S3Client,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { byEndpoint, byName, credentials } from './clients.ts';
import { startFront, type Front } from './front.ts';
import { startMoto, type Moto } from './moto.ts';
import { seed } from './seed.ts';

const AccountId = '123456789012';
const caller = `arn:aws:sts::${AccountId}:assumed-role/Auditor/bucketproof`;

let moto: Moto;
let front: Front;
beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto });
});
beforeEach(async () => {
  await moto.reset();
  front.reset();
  const buckets = [
    { name: 'one' },
    { name: 'two', region: 'eu-west-1' },
    { name: 'closed', denied: ['s3:GetBucketAcl'] },
  ];
  await seed({ id: AccountId, buckets }, { moto, front });
});
afterEach(() => expect(front.unknown).toEqual([]));
afterAll(async () => {
  await front.stop();
  await moto.stop();
});

const s3 = (region?: string) =>
  new S3Client({ ...byEndpoint(front, region), forcePathStyle: true });
const acl = (Bucket: string, region?: string) =>
  s3(region).send(new GetBucketAclCommand({ Bucket }));

interface Told {
  name: string;
  status: number | undefined;
  message: string;
}
const told = (sent: Promise<unknown>): Promise<Told> =>
  sent.then(
    () => ({ name: 'answered', status: 200, message: '' }),
    ({ name, message, $metadata }: S3ServiceException) => ({
      name,
      status: $metadata?.httpStatusCode,
      message,
    }),
  );

/** A raw call of a service that the tests have no client for. */
async function raw(scope: string, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${front.url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20250101/us-east-1/${scope}/aws4_request`,
      'content-type': 'application/x-amz-json-1.1',
      ...headers,
    },
    body: '{}',
  });
  const body = (await response.json()) as { __type?: string; message?: string };
  return { status: response.status, type: response.headers.get('x-amzn-errortype'), ...body };
}

const services = {
  s3: () => s3().send(new ListBucketsCommand({})),
  s3control: () =>
    new S3ControlClient(byName(front)).send(new GetPublicAccessBlockCommand({ AccountId })),
  sts: () => new STSClient(byEndpoint(front)).send(new GetCallerIdentityCommand({})),
  ec2: () => new EC2Client(byEndpoint(front)).send(new DescribeRegionsCommand({})),
};

const expected = {
  deny: {
    s3: ['AccessDenied', 403],
    s3control: ['AccessDenied', 403],
    sts: ['AccessDenied', 403],
    ec2: ['UnauthorizedOperation', 403],
    json: ['AccessDeniedException', 400],
    restJson: ['AccessDeniedException', 403],
  },
  throttle: {
    s3: ['SlowDown', 503],
    s3control: ['SlowDown', 503],
    sts: ['Throttling', 400],
    ec2: ['RequestLimitExceeded', 503],
    json: ['ThrottlingException', 400],
    restJson: ['TooManyRequestsException', 429],
  },
  expire: {
    s3: ['ExpiredToken', 400],
    s3control: ['ExpiredToken', 400],
    sts: ['ExpiredToken', 403],
    ec2: ['RequestExpired', 400],
    json: ['ExpiredTokenException', 400],
    restJson: ['ExpiredTokenException', 403],
  },
  invalidToken: {
    s3: ['InvalidToken', 400],
    s3control: ['InvalidToken', 400],
    sts: ['InvalidClientTokenId', 403],
    ec2: ['AuthFailure', 401],
    json: ['UnrecognizedClientException', 400],
    restJson: ['UnrecognizedClientException', 403],
  },
  invalidKey: {
    s3: ['InvalidAccessKeyId', 403],
    s3control: ['InvalidAccessKeyId', 403],
    sts: ['InvalidClientTokenId', 403],
    ec2: ['AuthFailure', 401],
    json: ['UnrecognizedClientException', 400],
    restJson: ['UnrecognizedClientException', 403],
  },
  serverError: {
    s3: ['InternalError', 500],
    s3control: ['InternalError', 500],
    sts: ['InternalFailure', 500],
    ec2: ['InternalError', 500],
    json: ['InternalFailure', 500],
    restJson: ['InternalFailure', 500],
  },
} as const;
type Deed = keyof typeof expected;

test.each(Object.keys(expected) as Deed[])(
  '%s is told in the words of each service',
  async (deed) => {
    front.script([{ do: deed }]);
    for (const [service, call] of Object.entries(services)) {
      const { name, status } = await told(call());
      expect([service, name, status]).toEqual([
        service,
        ...expected[deed][service as keyof typeof services],
      ]);
    }
    const target = { 'x-amz-target': 'CloudTrail_20131101.DescribeTrails' };
    const json = await raw('cloudtrail', '/', target);
    expect([json.__type, json.status]).toEqual(expected[deed].json);
    const rest = await raw('macie2', '/datasources/s3');
    expect([rest.type, rest.status]).toEqual(expected[deed].restJson);
  },
);

test('denies by IAM action, and says to whom, for what and why', async () => {
  front.script([
    { when: { action: 's3:GetBucketVersioning', bucket: 'one' }, do: 'deny' },
    { when: { action: ['s3:GetBucketPolicy'] }, do: 'deny', because: 'scp' },
  ]);
  const versioning = (Bucket: string, region?: string) =>
    told(s3(region).send(new GetBucketVersioningCommand({ Bucket })));
  expect((await versioning('one')).message).toBe(
    `User: ${caller} is not authorized to perform: s3:GetBucketVersioning on resource: ` +
      '"arn:aws:s3:::one" because no identity-based policy allows the s3:GetBucketVersioning action',
  );
  expect((await versioning('two', 'eu-west-1')).name).toBe('answered');
  const policy = await told(s3().send(new GetBucketPolicyCommand({ Bucket: 'one' })));
  expect(policy.message).toContain('with an explicit deny in a service control policy');
  expect((await told(acl('closed'))).message).toContain('explicit deny in a resource-based policy');
});

test('sends a client to the right Region before it denies', async () => {
  front.script([{ when: { action: 's3:GetBucketAcl' }, do: 'deny' }]);
  expect((await told(acl('two'))).name).toBe('PermanentRedirect');
  expect((await told(acl('two', 'eu-west-1'))).name).toBe('AccessDenied');
});

test('throttles as often as told, from the call on that is told', async () => {
  front.script([{ when: { operation: 'GetBucketAcl' }, do: 'throttle', after: 1, times: 2 }]);
  const names: string[] = [];
  for (let i = 0; i < 4; i += 1) names.push((await told(acl('one'))).name);
  expect(names).toEqual(['answered', 'SlowDown', 'SlowDown', 'answered']);
  expect(front.calls.map((call) => call.status)).toEqual([200, 503, 503, 200]);
});

test('tells services, buckets, Regions and keys apart', async () => {
  front.script([
    { when: { service: 'sts' }, do: 'serverError' },
    { when: { region: ['eu-west-1', 'eu-west-2'] }, do: 'throttle' },
    { when: { accessKey: 'AKIAOTHER' }, do: 'invalidKey' },
  ]);
  expect((await told(services.sts())).name).toBe('InternalFailure');
  expect((await told(acl('two', 'eu-west-1'))).name).toBe('SlowDown');
  expect((await told(acl('one'))).name).toBe('answered');
  const other = { ...credentials, accessKeyId: 'AKIAOTHER' };
  const client = new S3Client({ ...byEndpoint(front), credentials: other, forcePathStyle: true });
  const { name } = await told(client.send(new ListBucketsCommand({})));
  expect(name).toBe('InvalidAccessKeyId');
});

test.each(['http', 'tls'])('breaks the connection over %s', async (kind) => {
  front.script([{ do: 'reset' }]);
  const client = kind === 'http' ? s3() : new S3Client(byName(front));
  const { name, message, status } = await told(client.send(new ListBucketsCommand({})));
  // The SDK files a broken connection under this name.
  expect([name, status]).toEqual(['TimeoutError', undefined]);
  expect(message).toMatch(/ECONNRESET|socket hang up/);
  expect(front.calls).toMatchObject([{ operation: 'ListBuckets', status: 0 }]);
});

test('a lasting reset meets preflights too, a counted one does not', async () => {
  const options = () =>
    fetch(`${front.url}/one?acl`, {
      method: 'OPTIONS',
      headers: { origin: 'https://page.example', 'access-control-request-method': 'GET' },
    });
  front.script([{ do: 'reset', times: 1 }]);
  expect((await options()).status).toBe(403);
  front.script([{ do: 'reset' }]);
  await expect(options()).rejects.toThrow('fetch failed');
});

test('hangs until the client gives up, and can still be stopped', async () => {
  const slow = await startFront({ moto });
  slow.script([{ do: 'hang' }]);
  const hanging = fetch(`${slow.url}/`, { signal: AbortSignal.timeout(300) });
  await expect(hanging).rejects.toThrow('timeout');
  const left = fetch(`${slow.url}/`).catch((error: unknown) => error);
  await expect.poll(() => slow.calls.length).toBe(2);
  await slow.stop();
  expect(await left).toBeInstanceOf(Error);
});

test('waits, and then goes on to the next rule or the real answer', async () => {
  front.script([{ do: { latencyMs: 150 } }, { do: 'throttle', times: 1 }]);
  const since = Date.now();
  expect((await told(acl('one'))).name).toBe('SlowDown');
  expect((await told(acl('one'))).name).toBe('answered');
  // Timers may fire a millisecond early.
  expect(Date.now() - since).toBeGreaterThanOrEqual(295);
});

test('gives any status and code', async () => {
  front.script([{ do: { status: 403, code: 'RequestTimeTooSkewed', message: 'Late.' } }]);
  const answer = { name: 'RequestTimeTooSkewed', status: 403, message: 'Late.' };
  expect(await told(services.s3())).toEqual(answer);
});

test('gives a body that is none of AWS', async () => {
  front.script([{ do: { status: 502, code: 'BadGateway', body: '<html>proxy</html>' } }]);
  expect(await (await fetch(`${front.url}/`)).text()).toBe('<html>proxy</html>');
});

test('repeats the credentials in the error when told to, and never otherwise', async () => {
  const { accessKeyId, sessionToken } = credentials;
  front.script([{ do: 'expire', echoToken: true }]);
  const echoed = await told(services.s3());
  expect(echoed.name).toBe('ExpiredToken');
  expect(echoed.message).toContain(sessionToken);
  expect(echoed.message).toContain(accessKeyId);
  const body = await fetch(
    `${front.url}/?X-Amz-Security-Token=secret-token&X-Amz-Credential=AK/1/r/s3/x`,
  );
  expect(await body.text()).toContain('<Token-0>secret-token</Token-0>');
  front.script([{ do: 'expire' }]);
  expect((await told(services.s3())).message).not.toContain(sessionToken);
});
