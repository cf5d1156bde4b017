import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { motoCommand } from './moto-install.ts';

export interface Moto {
  /** Address without a trailing slash, for example `http://127.0.0.1:41234`. */
  url: string;
  port: number;
  /** Empties every account. IAM enforcement, if switched on, stays on. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts moto, the AWS account of the tests, on a free loopback port and resolves when it answers.
 *
 * The binary is the one that `MOTO_SERVER` names, else `moto_server` on the PATH if it is 5.2 or
 * newer, else one that is installed once under `node_modules/.cache`. Rejects with a sentence that
 * says what to do when there is no usable Python. One server holds one world of accounts, so test
 * files that seed or reset need a server each. See https://docs.getmoto.org/en/latest/docs/server_mode.html
 */
export async function startMoto(
  options: { port?: number; env?: Readonly<Record<string, string>> } = {},
): Promise<Moto> {
  const command = await motoCommand();
  const port = options.port ?? (await freePort());
  const child = spawnTied(command, ['-H', '127.0.0.1', '-p', String(port)], options.env);
  const url = `http://127.0.0.1:${port}`;
  try {
    await answers(url, child, command);
  } catch (error) {
    await stop(child);
    throw error;
  }
  return {
    url,
    port,
    async reset() {
      const response = await fetch(`${url}/moto-api/reset`, { method: 'POST' });
      if (!response.ok) throw new Error(`moto did not reset: HTTP ${response.status}`);
    },
    stop: () => stop(child),
  };
}

/** A port that nothing listened on a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('No free port.'));
      });
    });
  });
}

// The shell ends the server as soon as its standard input closes, which the kernel does even when
// this process is killed without a chance to clean up.
const tied =
  'exec 3<&0; "$@" 3<&- </dev/null & p=$!; ' +
  '{ cat <&3 >/dev/null; kill "$p" 2>/dev/null; } & exec 3<&-; wait "$p"';

function spawnTied(
  command: string,
  args: string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn('sh', ['-c', tied, 'sh', command, ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { ...process.env, ...env },
  });
}

async function answers(url: string, child: ChildProcess, command: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) {
      throw new Error(`${command} ended at once with code ${child.exitCode}.`);
    }
    const ready = await fetch(`${url}/moto-api/data.json`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${command} did not answer on ${url} within a minute.`);
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.stdin?.destroy();
  });
}
