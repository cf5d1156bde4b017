import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addressOf, fetchHandler } from '../../src/app/routes/fetch-handler.ts';
import { close, listen } from '../aws/server.ts';

let server: Server;
let port = 0;
let seen: { method: string | undefined; url: string | undefined; body: string }[] = [];
/** Whether answers begin and never end. */
let hangs = false;
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => void (body += chunk.toString()));
    request.on('end', () => {
      seen.push({ method: request.method, url: request.url, body });
      response.writeHead(418, { 'x-amz-bucket-region': 'eu-west-1' });
      if (hangs) response.write('be');
      else response.end('begun');
    });
  });
  port = await listen(server);
});
beforeEach(() => {
  seen = [];
  hangs = false;
});
afterAll(() => close(server));

interface Answer {
  response: { statusCode: number; headers: Record<string, string>; body: Uint8Array };
}
const send = (request: object, patience = 5_000, abortSignal?: AbortSignal) => {
  const { handle } = fetchHandler(patience) as {
    handle(request: object, options?: object): Promise<Answer>;
  };
  const whole = { method: 'GET', protocol: 'http:', hostname: '127.0.0.1', port, headers: {} };
  return handle({ ...whole, path: '/b', ...request }, abortSignal && { abortSignal });
};

test('gives status, headers and bytes of an answer', async () => {
  const { response } = await send({ query: { acl: '' } });
  expect(response.statusCode).toBe(418);
  expect(response.headers['x-amz-bucket-region']).toBe('eu-west-1');
  expect(new TextDecoder().decode(response.body)).toBe('begun');
  expect(seen).toEqual([{ method: 'GET', url: '/b?acl=', body: '' }]);
});

test('sends the body of a POST and none of a GET', async () => {
  await send({ method: 'POST', body: 'Action=GetCallerIdentity' });
  await send({ body: 'nothing' });
  expect(seen.map(({ method, body }) => [method, body])).toEqual([
    ['POST', 'Action=GetCallerIdentity'],
    ['GET', ''],
  ]);
});

test('writes addresses as the SDK does', () => {
  const request = { method: 'GET', protocol: 'https:', hostname: 's3.amazonaws.com', headers: {} };
  expect(addressOf({ ...request, path: '/a' })).toBe('https://s3.amazonaws.com/a');
  const query = { one: "a b/+!'()*~ü", two: ['x', 'y&='], flag: null, empty: '' };
  expect(addressOf({ ...request, path: '/a', query })).toBe(
    'https://s3.amazonaws.com/a?one=a%20b%2F%2B%21%27%28%29%2A~%C3%BC&two=x&two=y%26%3D&flag&empty=',
  );
});

test.each([
  ['that takes too long', 50, undefined],
  ['that nobody waits for any more', 5_000, 50],
])('gives up a request %s, also in the middle of its answer', async (_, patience, abortAfter) => {
  hangs = true;
  const signal = abortAfter === undefined ? undefined : AbortSignal.timeout(abortAfter);
  await expect(send({}, patience, signal)).rejects.toThrow();
  expect(seen).toHaveLength(1);
});

test('sends nothing once it was given up', async () => {
  await expect(send({}, 5_000, AbortSignal.abort())).rejects.toThrow();
  expect(seen).toEqual([]);
});
