import { startFront } from '../../../tests/aws/front.ts';

// The AWS of the collector's measurement, in a process of its own so that it does not take the collector's time.

const [buckets, latencyMs] = process.argv.slice(2).map(Number);
const front = await startFront({
  generated: { buckets: buckets ?? 0, latencyMs: latencyMs ?? 0 },
  cors: 'open',
});
process.send?.(front.url);
process.once('disconnect', () => void front.stop().then(() => process.exit(0)));
