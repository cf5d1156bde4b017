import { startFront } from '../../../tests/aws/front.ts';
import type { FrontTold } from './front-process.ts';

// The AWS of a measurement, in a process of its own so that its time is not counted as ours.

const [buckets, latencyMs] = process.argv.slice(2).map(Number);
const front = await startFront({
  generated: { buckets: buckets ?? 0, latencyMs: latencyMs ?? 0, regions: ['us-east-1'] },
  cors: 'open',
});
const tell = (message: FrontTold) => process.send?.(message);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const told: FrontTold = {
    cpuSeconds: (user + system) / 1e6,
    requests: front.calls.length,
    preflights: front.preflights.length,
    unknown: front.unknown.length,
  };
  tell(told);
});
process.send?.({ url: front.url, tlsPort: front.tlsPort });
process.once('disconnect', () => void front.stop().then(() => process.exit(0)));
