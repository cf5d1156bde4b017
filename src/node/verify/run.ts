import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../paths.ts';
import { reports } from './reports.ts';
import type { Step } from './steps.ts';
import {
  countPlaywright,
  countVitest,
  oneFailed,
  onePassed,
  type Tally,
  tallyOf,
} from './tally.ts';

const longestMinutes = 20;

/**
 * Runs one step and counts it. Never rejects. What the step prints is passed through at once; with `hold` it is given
 * to that instead, so that two steps side by side do not mix their lines.
 */
export async function runStep(
  step: Step,
  env: Record<string, string>,
  hold?: (output: string) => void,
): Promise<Tally> {
  const report = step.report && reports[step.report];
  if (report) {
    // An old report must not be taken for this run's.
    rmSync(report, { force: true });
    mkdirSync(path.dirname(report), { recursive: true });
  }
  const { code, late } = await toItsEnd(step.run, env, hold);
  if (late) return oneFailed(`Ended after ${longestMinutes} minutes without a result.`);
  if (!step.report) return code === 0 ? onePassed : oneFailed(`Ended with ${code ?? 'a signal'}.`);
  return tallyOf(read(step.report), code);
}

function read(report: keyof typeof reports) {
  try {
    const json = JSON.parse(readFileSync(reports[report], 'utf8'));
    return report === 'vitest' ? countVitest(json) : countPlaywright(json);
  } catch {
    return null;
  }
}

/** A process group of its own, so that nothing that a step started outlives it. */
function toItsEnd(
  [file, ...args]: Step['run'],
  env: Record<string, string>,
  hold?: (output: string) => void,
): Promise<{ code: number | null; late: boolean }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: hold ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => hold?.(text));
    const endGroup = (signal: NodeJS.Signals) => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal);
      } catch {
        // Everyone has left already.
      }
    };
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup('SIGTERM');
      setTimeout(() => endGroup('SIGKILL'), 5_000).unref();
    }, longestMinutes * 60_000);
    const stop = () => {
      endGroup('SIGTERM');
      // Every step that runs beside this one hears of it first.
      setImmediate(() => process.exit(130));
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const ended = (code: number | null) => {
      clearTimeout(timer);
      process.off('SIGINT', stop).off('SIGTERM', stop);
      endGroup('SIGTERM');
      resolve({ code, late });
    };
    child.once('error', () => ended(null));
    child.once('exit', (code) => {
      if (!hold) return ended(code);
      // What was printed is whole once nobody holds the pipes any more, programs left behind included.
      endGroup('SIGTERM');
      child.once('close', () => ended(code));
    });
  });
}
