import { judgeEveryone } from '../policy/fixed.ts';
import { parsePolicy, type Statement } from '../policy/parse.ts';
import { openings } from '../policy/reach.ts';
import { readTls } from '../policy/tls.ts';
import type { Place } from '../policy/world.ts';
import { madeUpPolicies, type Stored } from './bench/policies.ts';

// `npm run bench:policy`: judgements per second on one core, from the text of a policy to the answer. Thousands of
// policies take turns, no two alike, and nothing is kept from one judgement of a policy to the next.

const distinct = 4000;
const seconds = 1;

const judging =
  (judge: (statements: readonly Statement[], place: Place) => unknown) =>
  ({ text, place }: Stored) => {
    const parsed = parsePolicy(text);
    if (parsed.ok) judge(parsed.statements, place);
  };
const questions: Readonly<Record<string, (stored: Stored) => void>> = {
  'JSON.parse alone': ({ text }) => void JSON.parse(text),
  'public in S3’s sense': judging((statements) => judgeEveryone(statements)),
  'plain HTTP': judging(readTls),
  'who gets in': judging(openings),
};

for (const [size, policies] of Object.entries(madeUpPolicies(distinct))) {
  const different = new Set(policies.map(({ text }) => text)).size;
  const length = Math.round(policies.reduce((sum, { text }) => sum + text.length, 0) / different);
  console.log(`${size} policies: ${different} different ones, ${length} characters on average`);
  for (const [question, judge] of Object.entries(questions)) {
    for (let run = 0; run < 2000; run++) judge(policies[run % different] as Stored);
    let count = 0;
    const start = process.cpuUsage();
    const spent = () => {
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1e6;
    };
    while (spent() < seconds)
      for (let run = 0; run < 100; run++, count++) judge(policies[count % different] as Stored);
    console.log(`  ${question}: ${Math.round(count / spent()).toLocaleString('en')} a second`);
  }
}
