import { judgeVector } from './vectors/judge.ts';
import { chance, madeUpAcl, madeUpPolicy } from './fuzz/make.ts';

// `npm run fuzz:policy [-- COUNT [SEED]]`: judges made-up policies and ACLs, and tells the slowest and any that throws.

const count = Number(process.argv[2] ?? 1_000_000);
const random = chance(Number(process.argv[3] ?? 20_261_125));
const questions = [
  'public',
  'tls',
  'crossAccount',
  'confusedDeputy',
  'encryptionEnforced',
  'effectiveExposure',
];
const now = '2026-11-25T12:00:00.000Z';
const limitMs = 50;
let slowest = 0;
let slow = 0;
let thrown = 0;

/** How much of the processor one judgement takes, in milliseconds. */
function timeOf(vector: Parameters<typeof judgeVector>[0]): number {
  const before = process.cpuUsage();
  try {
    judgeVector(vector, now);
  } catch (error) {
    thrown++;
    if (thrown < 5) console.error(error, String(vector.policy).slice(0, 400));
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const start = performance.now();
for (let run = 0; run < count; run++) {
  const vector = {
    id: String(run),
    question: questions[run % questions.length] as string,
    accountId: '111122223333',
    bucket: 'acme-data',
    policy: madeUpPolicy(random),
    acl: madeUpAcl(random),
    ownership: random() < 0.5 ? null : 'ObjectWriter',
    bucketPab: random() < 0.5 ? null : { RestrictPublicBuckets: random() < 0.5 },
    accountPab: null,
    expected: '',
  };
  let took = timeOf(vector);
  // The machine may have been busy with something else; what is slow by itself is slow again.
  for (let again = 0; again < 3 && took > limitMs; again++) took = Math.min(took, timeOf(vector));
  if (took > slowest) slowest = took;
  if (took > limitMs) {
    slow++;
    if (slow < 5)
      console.error(
        `${took.toFixed(0)} ms, ${vector.policy.length} characters: ${vector.policy.slice(0, 400)}`,
      );
  }
}
const seconds = (performance.now() - start) / 1000;
console.log(
  `${count.toLocaleString('en')} policies and ACLs in ${seconds.toFixed(0)} s: ${thrown} exceptions, ` +
    `slowest ${slowest.toFixed(1)} ms, ${slow} over ${limitMs} ms`,
);
process.exitCode = thrown + slow > 0 ? 1 : 0;
