import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { frontCeiling } from './bench/front-process.ts';
import { measureCollector } from './bench/scan-collector.ts';
import { isOfPage, measurePage, pageRow } from './bench/scan-page.ts';
import { bound, type Measured, row } from './bench/scan-row.ts';

// `npm run bench:scan -- [--buckets 1000] [--latency 30] [--runs 1] [--route direct|relay|collector]`: how fast an
// account is read by each route, against the least that its latency allows. Of several runs the best is printed last.

const routes = ['direct', 'relay', 'collector'] as const;
const { values } = parseArgs({
  options: {
    buckets: { type: 'string', default: '1000' },
    latency: { type: 'string', default: '30' },
    runs: { type: 'string', default: '1' },
    route: { type: 'string', multiple: true, default: [...routes] },
  },
});
const [buckets, latencyMs, runs] = [values.buckets, values.latency, values.runs].map(Number);
if (
  ![buckets, latencyMs, runs].every((one) => Number.isInteger(one) && (one as number) >= 0) ||
  !values.route.every((one) => (routes as readonly string[]).includes(one))
) {
  console.error(
    'Usage: npm run bench:scan -- [--buckets 1000] [--latency 30] [--runs 1] [--route direct|relay|collector]',
  );
  process.exit(2);
}

const measure: Readonly<Record<(typeof routes)[number], () => Promise<Measured>>> = {
  direct: () => measurePage('direct', buckets as number, latencyMs as number),
  relay: () => measurePage('relay', buckets as number, latencyMs as number),
  collector: () => measureCollector(buckets as number, latencyMs as number),
};
console.log(
  `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}; the front alone answers ` +
    `${Math.round(await frontCeiling()).toLocaleString('en')} requests per second`,
);
for (const route of routes.filter((one) => values.route.includes(one))) {
  let best: Measured | null = null;
  for (let run = 0; run < (runs as number); run++) {
    const one = await measure[route]();
    console.log(row(one));
    if (isOfPage(one)) console.log(pageRow(one));
    if (!best || one.seconds < best.seconds) best = one;
  }
  if (best && (runs as number) > 1)
    console.log(
      `${route}: best of ${runs}: ${best.seconds.toFixed(1)} s, ` +
        `ratio ${(best.seconds / bound(best)).toFixed(2)} to the bound`,
    );
}
