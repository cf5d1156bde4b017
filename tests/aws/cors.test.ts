// @vitest-environment node
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { request } from 'node:https';
import { agentTo } from './clients.ts';
import { corsTable } from './cors.ts';
import { startFront, type Front } from './front.ts';
import { startMoto, type Moto } from './moto.ts';
import { seed } from './seed.ts';
import { services } from './services.ts';

const page = 'https://page.example';
let moto: Moto;
let front: Front;
beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto });
});
beforeEach(async () => {
  await moto.reset();
  front.reset();
  const rule = {
    origins: ['https://*.example'],
    methods: ['GET'],
    headers: ['x-amz-*', 'authorization'],
    expose: ['ETag'],
    maxAgeSeconds: 60,
  };
  await seed(
    {
      id: '123456789012',
      buckets: [
        { name: 'plain' },
        { name: 'shared', cors: [{ origins: ['https://other.test'], methods: ['PUT'] }, rule] },
        { name: 'for-all', cors: [{ origins: ['*'], methods: ['GET'] }] },
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

interface Reply {
  status: number;
  cors: Record<string, unknown>;
}

/** One request by AWS's own host name, and what its answer says about other origins. */
function send(
  method: string,
  host: string,
  path: string,
  headers: Record<string, string>,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request({ host, path, method, headers, agent: agentTo(front) }, (response) => {
      response.resume();
      response.on('end', () => {
        const cors = Object.entries(response.headers).flatMap(([name, value]) =>
          name.startsWith('access-control-') ? [[name.slice(15), value] as const] : [],
        );
        resolve({ status: response.statusCode ?? 0, cors: Object.fromEntries(cors) });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

const preflight = (host: string, path: string, method = 'GET', headers = '', origin = page) =>
  send('OPTIONS', host, path, {
    origin,
    'access-control-request-method': method,
    ...(headers ? { 'access-control-request-headers': headers } : {}),
  });
const signed = (scope: string) => ({
  origin: page,
  authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20250101/us-east-1/${scope}/aws4_request`,
});
const s3 = 's3.us-east-1.amazonaws.com';

test('the table has one row, with its source, for every service', () => {
  expect(corsTable.map((row) => row.service).sort()).toEqual(services.map((s) => s.name).sort());
  for (const row of corsTable) expect(row.source, row.service).toMatch(/https:\/\/|No record/);
});

describe('as on AWS', () => {
  test('ListBuckets and a bucket without rules can be read by no page', async () => {
    expect(await preflight(s3, '/')).toEqual({ status: 403, cors: {} });
    expect(await preflight(s3, '/plain?acl')).toEqual({ status: 403, cors: {} });
    expect(await send('GET', s3, '/?max-buckets=5', signed('s3'))).toEqual({
      status: 200,
      cors: {},
    });
    expect(await send('GET', s3, '/plain?acl', signed('s3'))).toEqual({ status: 200, cors: {} });
  });

  test("a bucket's own rule admits a page, on the preflight and on the answer", async () => {
    const allowed = {
      'allow-origin': page,
      'allow-methods': 'GET',
      'allow-credentials': 'true',
      'expose-headers': 'ETag',
    };
    for (const [host, path] of [
      [s3, '/shared?acl'],
      ['shared.s3.us-east-1.amazonaws.com', '/?acl'],
    ] as const) {
      expect(await preflight(host, path, 'GET', 'Authorization,X-Amz-Date')).toEqual({
        status: 200,
        cors: { ...allowed, 'allow-headers': 'authorization,x-amz-date', 'max-age': '60' },
      });
      const answer = await send('GET', host, path, signed('s3'));
      expect(answer).toEqual({ status: 200, cors: allowed });
    }
    const anyone = await send('GET', s3, '/for-all?acl', signed('s3'));
    expect(anyone.cors).toEqual({ 'allow-origin': '*', 'allow-methods': 'GET' });
  });

  test('no rule admits another method, header or origin', async () => {
    expect((await preflight(s3, '/shared?acl', 'DELETE')).status).toBe(403);
    expect((await preflight(s3, '/shared?acl', 'GET', 'content-type')).status).toBe(403);
    expect((await preflight(s3, '/shared?acl', 'GET', '', 'http://page.test')).status).toBe(403);
    expect((await preflight(s3, '/for-all?acl', 'GET', 'authorization')).status).toBe(403);
    expect((await preflight(s3, '/nowhere?acl')).status).toBe(403);
  });

  test('other services go by the table', async () => {
    const asked = 'authorization,content-type,x-amz-date';
    const echoing = await preflight('sts.us-east-1.amazonaws.com', '/', 'POST', asked);
    expect(echoing).toMatchObject({
      status: 200,
      cors: { 'allow-origin': '*', 'allow-headers': asked, 'allow-methods': 'POST' },
    });
    const answer = await send(
      'GET',
      'sts.us-east-1.amazonaws.com',
      '/?Action=GetCallerIdentity',
      signed('sts'),
    );
    expect(answer).toMatchObject({ status: 200, cors: { 'allow-origin': '*' } });
    const fixed = await preflight('access-analyzer.us-east-1.amazonaws.com', '/analyzer');
    expect(fixed.cors['allow-methods']).toBe('GET,PUT');
    expect(fixed.cors['allow-headers']).not.toMatch(/content-type/i);
    for (const host of [
      'backup.us-east-1.amazonaws.com',
      'macie2.us-east-1.amazonaws.com',
      'securityhub.us-east-1.amazonaws.com',
      '123456789012.s3-control.us-east-1.amazonaws.com',
    ]) {
      expect([host, await preflight(host, '/')]).toEqual([host, { status: 403, cors: {} }]);
    }
  });

  test('errors of a service that answers pages can be read too', async () => {
    front.script([{ when: { service: 'sts' }, do: 'expire' }]);
    const host = 'sts.us-east-1.amazonaws.com';
    const answer = await send('GET', host, '/?Action=GetCallerIdentity', signed('sts'));
    expect(answer).toMatchObject({ status: 403, cors: { 'allow-origin': '*' } });
  });

  test('preflights are logged apart from calls', async () => {
    await preflight(s3, '/plain?acl');
    expect(front.calls).toEqual([]);
    expect(front.preflights).toMatchObject([{ service: 's3', bucket: 'plain', status: 403 }]);
  });
});

test('one service can be given another manner', async () => {
  const open = await startFront({ moto, corsOf: { s3control: 'echo' } });
  const usual = front;
  try {
    front = open;
    const host = '123456789012.s3-control.us-east-1.amazonaws.com';
    expect(await preflight(host, '/')).toMatchObject({
      status: 200,
      cors: { 'allow-origin': '*' },
    });
  } finally {
    front = usual;
    await open.stop();
  }
});

test('opened, everything can be read by every page', async () => {
  front.cors = 'open';
  expect(await preflight(s3, '/', 'GET', 'x-anything')).toMatchObject({
    status: 200,
    cors: { 'allow-origin': page, 'allow-headers': 'x-anything' },
  });
  const list = await send('GET', s3, '/?max-buckets=5', signed('s3'));
  expect(list).toMatchObject({ status: 200, cors: { 'allow-origin': page } });
  expect(list.cors['expose-headers']).toContain('x-amz-request-id');
  const refused = await send('GET', s3, '/plain?acl', { origin: page });
  expect(refused).toMatchObject({ status: 403, cors: { 'allow-origin': page } });
});
