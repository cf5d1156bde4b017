import { setup } from './setup.ts';
import { runStep } from './verify/run.ts';
import { type Step, steps } from './verify/steps.ts';
import { addUp, lastLine, oneFailed, onePassed, type Tally } from './verify/tally.ts';

// `npm test` and `npm run verify`: every step, or only those that the arguments name. A failing step does not
// keep the others from running. The last line is "N passed, N failed".

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no step named ${unknown.join(', ')}. Steps: ${steps.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const chosen = asked.length === 0 ? steps : steps.filter(({ name }) => asked.includes(name));

interface Result {
  title: string;
  tally: Tally;
  seconds: number;
}
const results = new Map<string, Result>();

const head = (title: string) => console.log(`\n--- ${title}`);

async function timed(name: string, title: string, work: () => Promise<Tally>): Promise<void> {
  const start = performance.now();
  const tally = await work();
  results.set(name, { title, tally, seconds: (performance.now() - start) / 1000 });
}

const env: Record<string, string> = { CI: process.env['CI'] ?? '1' };

const findTools = async (): Promise<Tally> => {
  try {
    const { chromium, pdftotext, moto } = await setup();
    Object.assign(env, { CHROMIUM_PATH: chromium, MOTO_SERVER: moto });
    console.log(`Chromium: ${chromium}\npdftotext: ${pdftotext}\nmoto: ${moto}`);
    return onePassed;
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    console.error(sentence);
    return oneFailed(sentence);
  }
};

const beside = async (step: Step): Promise<void> => {
  let output = '';
  await timed(step.name, step.title, () => runStep(step, env, (text) => void (output += text)));
  head(step.title);
  process.stdout.write(output);
};

const run = async (step: Step): Promise<Tally> => {
  const before = step.after === undefined ? undefined : results.get(step.after);
  if (before && before.tally.failed > 0) {
    const note = `Not run, because this step failed: ${before.title}.`;
    console.error(note);
    return oneFailed(note);
  }
  return runStep(step, env);
};

const waiting = chosen.filter((step) => step.beside);
const lane = async (): Promise<void> => {
  for (let step = waiting.shift(); step; step = waiting.shift()) await beside(step);
};
await Promise.all([lane(), lane()]);

for (const step of chosen.filter((each) => !each.beside)) {
  if (step.tools && !results.has('tools')) {
    head('Programs for the tests');
    await timed('tools', 'Programs for the tests', findTools);
  }
  head(step.title);
  await timed(step.name, step.title, () => run(step));
}

console.log('\n--- Summary');
for (const { title, tally, seconds } of results.values()) {
  const word = tally.failed > 0 ? 'FAILED' : 'passed';
  const counts = tally.passed + tally.failed > 1 ? lastLine(tally) : '';
  console.log(`${word}  ${title.padEnd(26)} ${`${seconds.toFixed(1)} s`.padStart(8)}  ${counts}`);
  for (const note of tally.notes) console.log(`        ${note}`);
}
const total = addUp([...results.values()].map(({ tally }) => tally));
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${lastLine(total)}`);
