import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gather, line } from '../../src/gather/gather.ts';
import { gatherers } from '../../src/gather/index.ts';
import { nodeRoof } from '../../src/node/roof.ts';

/** An endpoint that answers everything 200 with the same body, as some do for what they do not know. */
let body = '';
let server: Server;
let endpoint = '';
beforeAll(async () => {
  server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'application/xml' }).end(body),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => void server.close());

const target = {
  account: '111122223333',
  partition: 'aws',
  region: 'us-east-1',
  bucket: 'b',
  accessPoint: 'a',
  ownerKnown: true,
};
const foreign = {
  nothing: '',
  'a page of a proxy': '<!doctype html><html><body>Sign in</body></html>',
  'a list of objects':
    '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name></ListBucketResult>',
  'an error under 200': '<?xml version="1.0"?><Error><Code>InternalError</Code></Error>',
};

for (const [name, answer] of Object.entries(foreign))
  test(`${name} is not taken for an answer by any call`, async () => {
    body = answer;
    const signal = new AbortController().signal;
    const roof = {
      ...nodeRoof({ accessKeyId: 'a', secretAccessKey: 'b' }, endpoint, 4),
      wait: async () => undefined,
    };
    for (const g of gatherers) {
      const on = line(
        roof,
        signal,
        4,
        async () => true,
        async () => false,
      );
      const evidence = await gather(g, target, { region: 'us-east-1' }, on);
      expect([g.fact, evidence.known], JSON.stringify(evidence)).toEqual([g.fact, false]);
    }
  });
