import { benchAudit } from './bench/audit.ts';
import { benchCollect } from './bench/collect.ts';

// `npm run bench [-- audit|collect [BUCKETS]]`: how fast checks judge, and how fast the collector reads.

const [which, number] = process.argv.slice(2);
const buckets = Number(number ?? 1_000);
if (
  (which !== undefined && which !== 'audit' && which !== 'collect') ||
  !Number.isInteger(buckets) ||
  buckets < 1
) {
  console.error('Usage: npm run bench [-- audit|collect [BUCKETS]]');
  process.exit(2);
}
if (which !== 'collect') benchAudit(buckets);
if (which !== 'audit') for (const latencyMs of [0, 30]) await benchCollect(buckets, latencyMs);
