// @vitest-environment node
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { allOff } from './accounts/account.ts';
import { everyoneReads, policy } from './accounts/policies.ts';
import { startFront, type Front } from './front.ts';
import { startMoto, type Moto } from './moto.ts';
import { seed } from './seed.ts';

let moto: Moto;
let front: Front;
beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto });
});
beforeEach(async () => {
  await moto.reset();
  front.reset();
  const objects = { 'a page.html': { body: '<html>hello</html>', contentType: 'text/html' } };
  await seed(
    {
      id: '123456789012',
      publicAccessBlock: { ...allOff, ignorePublicAcls: true },
      buckets: [
        { name: 'private', objects },
        { name: 'open', publicAccessBlock: allOff, policy: policy(everyoneReads('open')), objects },
        { name: 'shut', policy: policy(everyoneReads('shut')), objects },
      ],
    },
    { moto, front },
  );
});
afterEach(() => expect(front.unknown).toEqual([]));
afterAll(async () => {
  await front.stop();
  await moto.stop();
});

/** A query signature as a presigning client writes it; nobody here checks the signature itself. */
const inQuery = (scope: string, extra: Record<string, string> = {}): string =>
  new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `ASIA/20250101/us-east-1/${scope}/aws4_request`,
    'X-Amz-Date': '20250101T000000Z',
    'X-Amz-Expires': '300',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': '0'.repeat(64),
    'X-Amz-Security-Token': 'token+/=',
    ...extra,
  }).toString();

const get = async (path: string) => {
  const response = await fetch(`${front.url}${path}`);
  return { status: response.status, text: await response.text() };
};

test('answers S3 signed in the query', async () => {
  const acl = await get(`/private?acl=&${inQuery('s3')}`);
  expect(acl.status).toBe(200);
  expect(acl.text).toContain('<AccessControlPolicy');
  const list = await get(`/?max-buckets=2&${inQuery('s3')}`);
  expect(list.text.match(/<BucketRegion>/g)).toHaveLength(2);
  const object = await get(`/private/a%20page.html?${inQuery('s3')}`);
  expect(object).toEqual({ status: 200, text: '<html>hello</html>' });
  const versioning = await get(`/private?versioning=&${inQuery('s3')}`);
  expect(versioning.text).toContain('<VersioningConfiguration');
  expect(front.calls.map((call) => [call.operation, call.signed])).toEqual([
    ['GetBucketAcl', 'query'],
    ['ListBuckets', 'query'],
    ['GetObject', 'query'],
    ['GetBucketVersioning', 'query'],
  ]);
});

test('heeds an expected owner that was signed into the query', async () => {
  const owner = { 'x-amz-expected-bucket-owner': '999999999999' };
  expect((await get(`/private?acl=&${inQuery('s3', owner)}`)).status).toBe(403);
});

test('answers S3 Control and other services signed in the query', async () => {
  const account = { 'x-amz-account-id': '123456789012' };
  const response = await fetch(
    `${front.url}/v20180820/configuration/publicAccessBlock?${inQuery('s3')}`,
    { headers: account },
  );
  expect(await response.text()).toContain('<IgnorePublicAcls>true');
  const who = await get(`/?Action=GetCallerIdentity&Version=2011-06-15&${inQuery('sts')}`);
  expect(who.text).toContain('<Account>123456789012</Account>');
  // moto itself takes a query-signed request for one to S3, whatever it asks.
  const users = await get(`/?Action=ListUsers&Version=2010-05-08&${inQuery('iam')}`);
  expect(users.text).toContain('<ListUsersResponse');
});

test('lets the unsigned read public objects and nothing else', async () => {
  expect(await get('/open/a%20page.html')).toEqual({ status: 200, text: '<html>hello</html>' });
  expect((await get('/private/a%20page.html')).status).toBe(403);
  expect((await get('/shut/a%20page.html')).status).toBe(403);
  for (const path of ['/', '/open', '/open?acl', '/open?policy']) {
    expect([path, (await get(path)).status]).toEqual([path, 403]);
  }
});

test('tells the unsigned caller of another service that a signature is missing', async () => {
  const response = await fetch(`${front.url}/`, {
    method: 'POST',
    body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
  });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('MissingAuthenticationToken');
});

test('calls a query that was signed for another Region malformed in its own words', async () => {
  const elsewhere = inQuery('s3').replace('us-east-1', 'eu-west-1');
  const host = 's3.us-east-1.amazonaws.com';
  const path = `/private?acl=&${elsewhere}`;
  const answer = await new Promise<string>((done, failed) =>
    request({ port: front.port, host: '127.0.0.1', path, headers: { host } }, (response) => {
      let text = `${response.statusCode} `;
      response.on('data', (chunk: Buffer) => void (text += chunk.toString()));
      response.on('end', () => done(text));
    })
      .on('error', failed)
      .end(),
  );
  expect(answer).toMatch(/^400 .*<Code>AuthorizationQueryParametersError<\/Code>/s);
});
