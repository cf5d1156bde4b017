import { scan } from '../../gather/scan.ts';
import { nodeRoof } from '../roof.ts';
import { startFrontProcess } from './front-process.ts';
import { load, type Measured } from './scan-row.ts';

const credentials = {
  accessKeyId: 'ASIABENCH00000000001',
  secretAccessKey: 'bench',
  sessionToken: 'bench',
};

/** Reads a made-up account as the collector does, in this process. Rejects where the scan does not end well. */
export async function measureCollector(
  buckets: number,
  latencyMs: number,
  connections = 64,
): Promise<Measured> {
  const front = await startFrontProcess(buckets, latencyMs);
  try {
    const plan = {
      region: 'us-east-1',
      provider: 'aws' as const,
      accountName: '',
      concurrency: connections,
      tool: { name: 'bench', version: '0' },
    };
    const before = { load: load(), cpu: process.cpuUsage(), front: await front.told() };
    const start = performance.now();
    const { coverage } = await scan(
      plan,
      nodeRoof(async () => credentials, front.url, connections),
    );
    const seconds = (performance.now() - start) / 1000;
    const { user, system } = process.cpuUsage(before.cpu);
    const told = await front.told();
    if (coverage.bucketsRead !== buckets || coverage.ended !== 'complete' || told.unknown > 0)
      throw new Error(`The scan did not end well: ${coverage.note}`);
    return {
      route: 'collector',
      ...{ buckets, latencyMs, connections, seconds },
      cpuSeconds: (user + system) / 1e6,
      front: { ...told, cpuSeconds: told.cpuSeconds - before.front.cpuSeconds },
      load: before.load,
    };
  } finally {
    await front.stop();
  }
}
