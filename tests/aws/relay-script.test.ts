// @vitest-environment node
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { bakeRelay, type BakedRelay } from '../../src/hosting/relay.ts';
import { installScript, removeScript, type RelayScript } from '../../src/hosting/relay-script.ts';
import { root } from '../../src/node/paths.ts';
import { xml } from './answer.ts';
import { runShell } from './aws-cli.ts';
import { agentTo } from './clients.ts';
import { type Front, startFront } from './front.ts';
import { type Moto, startMoto } from './moto.ts';

let moto: Moto;
let front: Front;
let folder: string;
let baked: BakedRelay;
beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto });
  const template = await readFile(path.join(root, 'public/relay.html'), 'utf8');
  baked = await bakeRelay(template, 'https://audit.example.com');
});
beforeEach(async () => {
  await moto.reset();
  front.reset();
  folder = await mkdtemp(path.join(tmpdir(), 'bucketproof-relay-'));
});
afterEach(() => rm(folder, { recursive: true }));
afterAll(async () => {
  await front.stop();
  await moto.stop();
});

/** Asks for something as somebody without credentials does, by AWS's own host name. */
const visit = (address: string) =>
  new Promise<{ status: number; type: string; cache: string; body: string }>((resolve, reject) => {
    const { host, pathname } = new URL(address);
    const sent = request({ host, path: pathname, agent: agentTo(front) }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          cache: response.headers['cache-control'] ?? '',
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });

// The AWS CLI takes seconds to start, many times over, and longer on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const script: RelayScript = {
  partition: 'aws',
  regions: ['us-east-1', 'eu-west-1'],
  prefix: 'my-relay-7f3a',
};
const addresses = [
  'https://s3.us-east-1.amazonaws.com/my-relay-7f3a-us-east-1/relay.html',
  'https://s3.eu-west-1.amazonaws.com/my-relay-7f3a-eu-west-1/relay.html',
];

test('what is pasted stores the relay for everyone to read, byte for byte, and nothing else', async () => {
  const printed = await runShell(installScript(script, baked), front, folder);
  expect(printed.trim().split('\n')).toEqual(addresses);
  for (const address of addresses)
    expect(await visit(address)).toEqual({
      status: 200,
      type: 'text/html; charset=utf-8',
      cache: 'no-cache',
      body: baked.html,
    });
  const [first = ''] = addresses;
  for (const other of ['/', '/my-relay-7f3a-us-east-1', '/my-relay-7f3a-us-east-1/other'])
    expect((await visit(new URL(other, first).href)).status, other).toBe(403);
});

test('run again it replaces the relay; taken away, the buckets are gone', async () => {
  await runShell(installScript(script, baked), front, folder);
  const template = await readFile(path.join(root, 'public/relay.html'), 'utf8');
  const next = await bakeRelay(template, 'https://other.example');
  await runShell(installScript(script, next), front, folder);
  expect((await visit(addresses[1] ?? '')).body).toBe(next.html);
  const printed = await runShell(removeScript(script), front, folder);
  expect(printed).toContain('my-relay-7f3a-eu-west-1 is gone');
  for (const address of addresses) expect((await visit(address)).status).toBe(404);
});

test('a text that was changed on the way is not stored', async () => {
  const lines = installScript(script, baked).replace("'no-store'", "'default'");
  await expect(runShell(lines, front, folder)).rejects.toThrow(/did NOT match/);
  for (const address of addresses) expect((await visit(address)).status).toBe(404);
});

test('without Regions it takes all that are enabled, and the file of the folder it runs in', async () => {
  // An account of two Regions, as the CLI takes its time over each.
  const names = ['us-east-1', 'eu-west-1'].map((name) => `<regionName>${name}</regionName>`);
  const list = names.map((name) => `<item>${name}</item>`).join('');
  front.overlay.set(
    'ec2',
    'DescribeRegions',
    '*',
    xml(
      `<DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><regionInfo>${list}</regionInfo></DescribeRegionsResponse>`,
    ),
  );
  const lines = installScript({ ...script, regions: null }, null);
  await expect(runShell(lines, front, folder)).rejects.toThrow();
  await writeFile(path.join(folder, 'relay.html'), baked.html);
  const printed = await runShell(lines, front, folder);
  expect(printed.trim().split('\n')).toEqual(addresses);
  expect((await visit(addresses[1] ?? '')).body).toBe(baked.html);
});

test('the paper has these lines', async () => {
  const paper = await readFile(path.join(root, 'docs/relays.md'), 'utf8');
  const everywhere: RelayScript = { partition: 'aws', regions: null, prefix: 'my-relay-7f3a' };
  expect(paper).toContain(`\`\`\`sh\n${installScript(everywhere, null)}\`\`\``);
  expect(paper).toContain(`\`\`\`sh\n${removeScript(everywhere)}\`\`\``);
});
