import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildCollector } from '../../src/node/site/build.ts';

/** How a run of the collector ended. */
export interface Ended {
  /** Null where a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The collector as it is built, in a folder of its own. */
export interface Collector {
  folder: string;
  /** Runs it to its end. `keys` is the access key that it finds in its environment, `within` a command to run it by. */
  run(args: readonly string[], keys?: string, within?: readonly string[]): Promise<Ended>;
  /** Starts it, for tests that end it themselves. */
  start(
    args: readonly string[],
    keys?: string,
    within?: readonly string[],
  ): { child: ChildProcess; ended: Promise<Ended> };
  remove(): void;
}

export const secret = 'collectorSecret/that+must/not+show/0001';
export const token = 'IQoJcollector//session+token/that+must/not+show//1==';

/** Builds the collector, and runs it where no credentials but these can be found. */
export async function builtCollector(): Promise<Collector> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bucketproof-collect-'));
  await buildCollector('error', folder);
  const start: Collector['start'] = (args, keys = 'ASIACOLLECTOR0000001', within = []) => {
    const [program = '', ...words] = [...within, process.execPath, 'collect.mjs', ...args];
    const child = spawn(program, words, {
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        AWS_EC2_METADATA_DISABLED: 'true',
        ...(keys !== '' && {
          AWS_ACCESS_KEY_ID: keys,
          AWS_SECRET_ACCESS_KEY: secret,
          AWS_SESSION_TOKEN: token,
        }),
      },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ended = new Promise<Ended>((done) =>
      child.once('close', (code) => done({ code, stdout, stderr })),
    );
    return { child, ended };
  };
  return {
    folder,
    start,
    run: (...given) => start(...given).ended,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
