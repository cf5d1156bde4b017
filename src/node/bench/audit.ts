import { audit } from '../../audit/audit.ts';
import * as checks from '../../checks/index.ts';
import { verdicts, type VerdictWord } from '../../model/check.ts';
import { madeUpSnapshot } from './snapshot.ts';

const runs = 5;

/** Judges a made-up account of so many buckets by every check, five times, and prints time and memory. */
export function benchAudit(buckets: number): void {
  const snapshot = madeUpSnapshot(buckets);
  const all = Object.values(checks);
  const times: number[] = [];
  const counts: Record<VerdictWord, number> = {
    pass: 0,
    fail: 0,
    notApplicable: 0,
    notAssessed: 0,
  };
  let findings = 0;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    for (const { verdict } of audit(snapshot, all)) {
      if (run > 0) continue;
      counts[verdict]++;
      findings++;
    }
    times.push(performance.now() - start);
  }
  const median = times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] as number;
  console.log(
    `audit: ${buckets} buckets by ${all.length} checks: ${findings} findings in ${median.toFixed(0)} ms ` +
      `(median of ${runs}; first ${times[0]?.toFixed(0)} ms), ` +
      `${Math.round(findings / (median / 1000)).toLocaleString('en')} findings per second, ` +
      `peak memory of the process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
  console.log(`       ${verdicts.map((word) => `${word} ${counts[word]}`).join(', ')}`);
}
