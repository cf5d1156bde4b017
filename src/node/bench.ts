import { benchAudit } from './bench/audit.ts';
import { benchPage } from './bench/page.ts';
import { benchPdf } from './bench/pdf.ts';

// `npm run bench [-- audit|page|pdf [BUCKETS]]`: how fast checks judge, the built page lists, the report of the
// sample is made. How fast an account is read: `npm run bench:scan`.

const [which, number] = process.argv.slice(2);
const buckets = Number(number ?? 1_000);
if (
  (which !== undefined && !['audit', 'page', 'pdf'].includes(which)) ||
  !Number.isInteger(buckets) ||
  buckets < 1
) {
  console.error('Usage: npm run bench [-- audit|page|pdf [BUCKETS]]');
  process.exit(2);
}
const all = which === undefined;
if (all || which === 'audit') benchAudit(buckets);
if (all || which === 'page') await benchPage(buckets);
if (all || which === 'pdf') await benchPdf();
