import { execFile } from 'node:child_process';
import { access, mkdir, open, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const oldest = [5, 2] as const;
const caches = fileURLToPath(new URL('../../node_modules/.cache/bucketproof/', import.meta.url));

/**
 * The path of a `moto_server` of version 5.2 or newer.
 *
 * Order: the variable `MOTO_SERVER` (taken as it is), the PATH, a virtual environment of our own
 * that is made on the first call. The last needs `python3` and a package index, and may take a
 * minute; two processes that ask at once share one installation.
 */
export async function motoCommand(): Promise<string> {
  const named = process.env['MOTO_SERVER'];
  if (named) return named;
  const found = await onPath('moto_server');
  if (found && (await isRecent(found))) return found;
  return pythonTool('moto_server', 'moto', `moto[server]>=${oldest.join('.')}`);
}

/** The path of a Python program in a virtual environment of our own, which is made on the first call. */
export async function pythonTool(
  program: string,
  folder: string,
  requirement: string,
): Promise<string> {
  const cache = join(caches, folder);
  const binary = join(cache, 'bin', program);
  const done = join(cache, 'complete');
  if (await exists(done)) return binary;
  await locked(`${cache}.lock`, async () => {
    if (await exists(done)) return;
    const python = await onPath('python3');
    if (!python) {
      throw new Error(
        `The tests need ${folder}, a Python program: install Python 3.9 or newer` +
          (folder === 'moto'
            ? ', or name a moto_server of version 5.2 or newer in the variable MOTO_SERVER.'
            : ', or put it on the PATH.'),
      );
    }
    await rm(cache, { recursive: true, force: true });
    await run(python, ['-m', 'venv', cache]);
    await run(join(cache, 'bin', 'python'), [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
      requirement,
    ]);
    await writeFile(done, '');
  });
  return binary;
}

async function locked(lock: string, work: () => Promise<void>): Promise<void> {
  await mkdir(dirname(lock), { recursive: true });
  for (;;) {
    try {
      await mkdir(lock);
      break;
    } catch {
      // A process that died while installing leaves its lock behind.
      const age = await stat(lock).then(
        (s) => Date.now() - s.mtimeMs,
        () => 0,
      );
      if (age > 10 * 60_000) await rmdir(lock).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  try {
    await work();
  } finally {
    await rmdir(lock);
  }
}

async function isRecent(binary: string): Promise<boolean> {
  // moto_server has no --version: ask the interpreter that its first line names. A version
  // manager's wrapper names a shell there, and then `python3` is the interpreter it would choose.
  const interpreter = (await firstLine(binary)).match(/^#!\s*(\S*python[\d.]*)\s*$/)?.[1];
  const ask = "from importlib.metadata import version as v; v('flask'); print(v('moto'))";
  const version = await run(interpreter ?? 'python3', ['-c', ask]).then(
    ({ stdout }) => stdout.trim().split('.').map(Number),
    () => [],
  );
  const [major = 0, minor = 0] = version;
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

async function firstLine(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
    return buffer.toString('utf8', 0, bytesRead).split('\n')[0] ?? '';
  } finally {
    await handle.close();
  }
}

export async function onPath(name: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, name);
    if (folder && (await exists(file))) return file;
  }
  return undefined;
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
