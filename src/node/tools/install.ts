import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../paths.ts';
import { browsersFolder, findChromium, onPath } from './find.ts';

/** What installing needs from the machine; tests bring their own. */
export interface Machine {
  /** True for a Debian-like system on which this process may install packages. */
  mayInstall: boolean;
  /** Runs a program to its end. Rejects where it cannot be started or ends other than with 0. */
  run(command: string, args: readonly string[], env?: Record<string, string>): Promise<unknown>;
  chromium(): string | null;
  program(name: string): string | null;
  /** Path of a moto server, which it installs for itself where Python can make environments. */
  moto(): Promise<string>;
  say(sentence: string): void;
}

const playwright = path.join(root, 'node_modules/playwright/cli.js');
const execute = promisify(execFile);

/** This machine, with `moto` left to whoever knows how to find it. */
export const thisMachine = (moto: () => Promise<string>): Machine => ({
  mayInstall: process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
  run: (command, args, env) =>
    execute(command, [...args], {
      cwd: root,
      env: { ...process.env, ...env },
      maxBuffer: 64 * 2 ** 20,
      timeout: 10 * 60_000,
    }),
  chromium: findChromium,
  program: onPath,
  moto,
  say: (sentence) => console.log(sentence),
});

/** Paths of the programs that the tests run. */
export interface Tools {
  chromium: string;
  pdftotext: string;
  moto: string;
}

/** Finds every program that the tests need, and installs what is missing. Rejects with a sentence for each that stays missing. */
export async function installTools(machine: Machine): Promise<Tools> {
  const apt = aptOf(machine);
  const problems: string[] = [];
  const attempt = (install: typeof installMoto): Promise<string> =>
    install(machine, apt).catch((error: unknown) => {
      problems.push(error instanceof Error ? error.message : String(error));
      return '';
    });
  // One after the other: two apt-get at once would fail on each other's lock.
  const chromium = await attempt(installChromium);
  const pdftotext = await attempt(installPoppler);
  const moto = await attempt(installMoto);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { chromium, pdftotext, moto };
}

type Apt = (...packages: string[]) => Promise<boolean>;

/** Installs Debian packages where this process may; answers whether that worked. */
function aptOf(machine: Machine): Apt {
  let updated = false;
  const noninteractive = { DEBIAN_FRONTEND: 'noninteractive' };
  return async (...packages) => {
    if (!machine.mayInstall) return false;
    machine.say(`Installing ${packages.join(', ')} ...`);
    try {
      if (!updated) await machine.run('apt-get', ['update', '-qq'], noninteractive);
      updated = true;
      await machine.run(
        'apt-get',
        ['install', '-y', '-qq', '--no-install-recommends', ...packages],
        noninteractive,
      );
      return true;
    } catch {
      return false;
    }
  };
}

async function installChromium(machine: Machine, apt: Apt): Promise<string> {
  const starts = async (): Promise<string | null> => {
    const found = machine.chromium();
    // Some systems have a `chromium` that only tells how to install one.
    const works = found && (await succeeds(machine.run(found, ['--version'])));
    return works ? found : null;
  };
  const present = await starts();
  if (present) return present;
  await apt('chromium');
  const installed = await starts();
  if (installed) return installed;

  machine.say('Downloading Chromium through Playwright ...');
  const withLibraries = machine.mayInstall ? ['--with-deps'] : [];
  await succeeds(
    machine.run(
      process.execPath,
      [playwright, 'install', ...withLibraries, '--no-shell', 'chromium'],
      { PLAYWRIGHT_BROWSERS_PATH: browsersFolder },
    ),
  );
  const downloaded = await starts();
  if (downloaded) return downloaded;
  throw new Error(
    'The end-to-end tests need Chromium, and it could not be installed. ' +
      'Install it (on Debian: apt-get install chromium), or name one in the variable CHROMIUM_PATH.',
  );
}

async function installPoppler(machine: Machine, apt: Apt): Promise<string> {
  const found =
    machine.program('pdftotext') ?? (await apt('poppler-utils'), machine.program('pdftotext'));
  if (found) return found;
  throw new Error(
    'The tests of the PDF report read it back with pdftotext, which is not installed. ' +
      'Install poppler (on Debian: apt-get install poppler-utils).',
  );
}

async function installMoto(machine: Machine, apt: Apt): Promise<string> {
  try {
    return await machine.moto();
  } catch (error) {
    // Debian's Python cannot make environments until a package of its own is there.
    if (await apt('python3', 'python3-venv')) return machine.moto();
    throw error;
  }
}

const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );
