import { describe, expect, test } from 'vitest';
import { installTools, type Machine } from '../../src/node/tools/install.ts';

/** A machine on which commands succeed, and some of them bring a program. */
function machine(options: {
  has?: string[];
  brings?: Record<string, string>;
  mayInstall?: boolean;
  broken?: string[];
}) {
  const has = new Set(options.has);
  const ran: string[] = [];
  const find = (name: string) => (has.has(name) ? `/bin/${name}` : null);
  const made: Machine = {
    mayInstall: options.mayInstall ?? false,
    run: async (command, args) => {
      const line = [command.split('/').at(-1), ...args.map((arg) => arg.split('/').at(-1))].join(
        ' ',
      );
      ran.push(line);
      if (options.broken?.some((part) => line.includes(part))) throw new Error('broken');
      for (const [part, program] of Object.entries(options.brings ?? {}))
        if (line.includes(part)) has.add(program);
    },
    chromium: () => find('chromium'),
    program: find,
    moto: async () => {
      const found = find('moto');
      if (!found) throw new Error('The tests need moto.');
      return found;
    },
    say: () => undefined,
  };
  return { made, ran };
}

const everything = ['chromium', 'pdftotext', 'moto'];

describe('what is there is used', () => {
  test('and nothing is installed', async () => {
    const { made, ran } = machine({ has: everything, mayInstall: true });
    expect(await installTools(made)).toEqual({
      chromium: '/bin/chromium',
      pdftotext: '/bin/pdftotext',
      moto: '/bin/moto',
    });
    expect(ran).toEqual(['chromium --version']);
  });
});

describe('what is missing is installed', () => {
  test('as root on Debian from its packages, whose list is fetched once', async () => {
    const { made, ran } = machine({
      mayInstall: true,
      brings: {
        'recommends chromium': 'chromium',
        'recommends poppler-utils': 'pdftotext',
        'recommends python3 python3-venv': 'moto',
      },
    });
    expect(Object.keys(await installTools(made))).toEqual(everything);
    expect(ran.filter((line) => line.startsWith('apt-get update'))).toHaveLength(1);
  });

  test('elsewhere Chromium comes through Playwright', async () => {
    const { made, ran } = machine({
      has: ['pdftotext', 'moto'],
      brings: { 'cli.js install': 'chromium' },
    });
    await installTools(made);
    expect(ran.some((line) => line.includes('apt-get'))).toBe(false);
  });

  test('a chromium that does not start is not taken', async () => {
    const { made } = machine({ has: everything, broken: ['chromium --version'] });
    await expect(installTools(made)).rejects.toThrow('need Chromium');
  });
});

test('every program that stays missing is named, each with what to do', async () => {
  const { made } = machine({ mayInstall: true, broken: ['apt-get', 'cli.js'] });
  const error = await installTools(made).catch((thrown: Error) => thrown);
  expect(String(error)).toMatch(/CHROMIUM_PATH[\s\S]*poppler-utils[\s\S]*The tests need moto/);
});
