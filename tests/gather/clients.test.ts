import { S3Client } from '@aws-sdk/client-s3';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sender } from '../../src/gather/clients.ts';
import { userAgent } from '../../src/gather/user-agent.ts';
import { accountGatherers, bucketGatherers } from '../../src/gather/index.ts';
import { target } from './wire.ts';

// The time is part of a signature.
beforeAll(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) }));
afterAll(() => void vi.useRealTimers());

const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 's', sessionToken: 'token' };
const ofS3 = [...accountGatherers, ...bucketGatherers].filter(({ service }) => service === 's3');

/** Keeps what would be sent, all but what is new in each request. */
function wire() {
  const sent: object[] = [];
  const requestHandler = {
    metadata: { handlerProtocol: 'http/1.1' },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    async handle(request: { headers: Record<string, string> } & Record<string, unknown>) {
      const { method, protocol, hostname, path, query } = request;
      const { 'amz-sdk-invocation-id': id, authorization = '', ...headers } = request.headers;
      const [, credential = '', signed = ''] =
        /Credential=(\S+),.*SignedHeaders=(\S+),/.exec(authorization) ?? [];
      expect(id).toMatch(/^[\w-]{36}$/);
      sent.push({ method, protocol, hostname, path, query, headers, credential, signed });
      return { response: { statusCode: 500, headers: {}, body: Readable.from([]) } };
    },
  };
  return { sent, requestHandler };
}

test.each(ofS3)('$operation is sent as the SDK sends it by itself', async (g) => {
  const ours = wire();
  const theirs = wire();
  const command = () => new g.call(g.input(target) as never) as never;
  const { signal } = new AbortController();
  await sender({ credentials, requestHandler: ours.requestHandler })(
    's3',
    'eu-west-1',
    command(),
    signal,
  ).catch(() => undefined);
  await new S3Client({
    ...{ credentials, requestHandler: theirs.requestHandler },
    region: 'eu-west-1',
    maxAttempts: 1,
    forcePathStyle: true,
    customUserAgent: userAgent,
  })
    .send(command())
    .catch(() => undefined);
  expect(ours.sent).toHaveLength(1);
  expect(ours.sent).toEqual(theirs.sent);
});
