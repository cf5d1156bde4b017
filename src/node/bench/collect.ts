import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { scan } from '../../gather/scan.ts';
import { nodeRoof } from '../roof.ts';

const credentials = {
  accessKeyId: 'ASIABENCH00000000001',
  secretAccessKey: 'bench',
  sessionToken: 'bench',
};
const concurrency = 64;

/** Collects a made-up account of so many buckets from the tests' AWS with this latency, and prints calls per second. */
export async function benchCollect(buckets: number, latencyMs: number): Promise<void> {
  const script = fileURLToPath(new URL('front.ts', import.meta.url));
  const child = fork(script, [String(buckets), String(latencyMs)]);
  try {
    const [endpoint] = (await once(child, 'message')) as [string];
    const start = performance.now();
    const snapshot = await scan(
      {
        region: 'us-east-1',
        provider: 'aws',
        accountName: '',
        concurrency,
        tool: { name: 'bench', version: '0' },
      },
      nodeRoof(async () => credentials, endpoint, concurrency),
    );
    const seconds = (performance.now() - start) / 1000;
    const calls = snapshot.calls.reduce((sum, { count }) => sum + count, 0);
    console.log(
      `collect: ${snapshot.coverage.bucketsRead} of ${buckets} buckets at ${latencyMs} ms latency: ` +
        `${calls} calls in ${seconds.toFixed(1)} s, ${Math.round(calls / seconds)} calls per second`,
    );
    if (snapshot.coverage.bucketsRead !== buckets || snapshot.coverage.ended !== 'complete')
      throw new Error(`The collection did not end well: ${snapshot.coverage.note}`);
  } finally {
    child.disconnect();
    await once(child, 'exit');
  }
}
