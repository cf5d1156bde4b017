import type { Progress } from '../../gather/plan.ts';

/** Prints a line on standard error: standard output is for results. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** One line on standard error, rewritten four times a second on a terminal, and once in ten seconds elsewhere. */
export function progressLine(): (progress: Progress) => void {
  const terminal = process.stderr.isTTY === true;
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < (terminal ? 250 : 10_000) && progress.phase !== 'finishing') return;
    last = now;
    const { bucketsInScope, bucketsDone, calls, throttled } = progress;
    const of = bucketsInScope === null ? '' : ` of ${bucketsInScope}`;
    const slow = throttled > 0 ? `, ${throttled} throttled` : '';
    const line = `${bucketsDone}${of} buckets, ${calls} calls${slow}`;
    if (terminal) process.stderr.write(`\r\u001b[K${line}`);
    else say(line);
  };
}

/** The command that goes on with this run, for the shells that people paste it into. */
export function resumeLine(args: readonly string[]): string {
  const words = args.includes('--resume') ? args : [...args, '--resume'];
  return ['node', process.argv[1] ?? 'collect.mjs', ...words].map(quoted).join(' ');
}

const quoted = (word: string): string =>
  /^[\w./:=@+-][\w./:=@+,-]*$/.test(word) && !word.startsWith('@')
    ? word
    : `'${word.replaceAll("'", "'\\''")}'`;
