import { reports } from './reports.ts';

/** One step of the verification: a program of this repository, run to its end. */
export interface Step {
  name: string;
  title: string;
  /** A file for Node to run, relative to the repository, with its arguments. */
  run: readonly [file: string, ...args: string[]];
  /** The report to count, where the step is a test run. */
  report?: keyof typeof reports;
  /** A step without which this one means nothing. */
  after?: string;
  /** True where the step needs Chromium, moto or poppler. */
  tools?: true;
  /** True where the step keeps one core busy and only reads, so that such steps run two at a time, before all others. */
  beside?: true;
}

const tsx = 'node_modules/tsx/dist/cli.mjs';

/** Everything that CI checks, quick complaints first. */
export const steps: readonly Step[] = [
  {
    name: 'lint',
    title: 'Lint',
    run: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'],
    beside: true,
  },
  {
    name: 'types',
    title: 'Types',
    run: [
      'node_modules/svelte-check/bin/svelte-check',
      ...['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
    ],
    beside: true,
  },
  {
    name: 'format',
    title: 'Format',
    run: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
    beside: true,
  },
  {
    name: 'generated',
    title: 'Generated files are fresh',
    run: [tsx, 'src/node/docs.ts', '--check'],
    beside: true,
  },
  { name: 'knip', title: 'No dead code', run: ['node_modules/knip/bin/knip.js'], beside: true },
  {
    name: 'unit',
    title: 'Unit and component tests',
    run: [
      'node_modules/vitest/vitest.mjs',
      ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reports.vitest}`],
    ],
    report: 'vitest',
    tools: true,
  },
  { name: 'build', title: 'Build', run: [tsx, 'src/node/build.ts'] },
  { name: 'budget', title: 'Size budget', run: [tsx, 'src/node/budget.ts'], after: 'build' },
  {
    name: 'e2e',
    title: 'End-to-end tests',
    run: ['node_modules/@playwright/test/cli.js', 'test'],
    report: 'playwright',
    after: 'build',
    tools: true,
  },
];
