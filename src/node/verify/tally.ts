/** What one step of the verification came to. A step that is no test run counts as one test. */
export interface Tally {
  passed: number;
  failed: number;
  /** What a reader must know besides the numbers. */
  notes: readonly string[];
}

export const onePassed: Tally = { passed: 1, failed: 0, notes: [] };
export const oneFailed = (note: string): Tally => ({ passed: 0, failed: 1, notes: [note] });

export const addUp = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
  failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
  notes: tallies.flatMap(({ notes }) => notes),
});

/** The line that ends every verification. */
export const lastLine = ({ passed, failed }: Tally): string => `${passed} passed, ${failed} failed`;

/** What a test runner's own report says. */
interface Counted {
  passed: number;
  failed: number;
  skipped: number;
  /** Files or set-ups that broke before any test of theirs could run. */
  broken: number;
  /** Those that failed or broke, so that the end of a long output says which. */
  names?: readonly string[];
}

/** Names that a summary shows at most. */
const mostNames = 20;

/**
 * The tally of a test run from its report and exit code. Skipped tests count as failed, because a run that
 * leaves something out has not shown that it works; so does a run without tests, and an exit code that
 * complains about something which the report does not show.
 */
export function tallyOf(counted: Counted | null, exitCode: number | null): Tally {
  if (!counted) return oneFailed('No report was written, so no test can be counted.');
  const { names = [] } = counted;
  const notes = names.slice(0, mostNames).map((name) => `failed: ${name}`);
  if (names.length > mostNames) notes.push(`and ${names.length - mostNames} more`);
  let failed = counted.failed + counted.skipped + counted.broken;
  if (counted.skipped > 0)
    notes.push(`${counted.skipped} skipped, which counts as failed: a skipped test shows nothing.`);
  if (counted.broken > 0) notes.push(`${counted.broken} could not be started.`);
  if (failed === 0 && counted.passed === 0) {
    failed = 1;
    notes.push('Not one test was found.');
  }
  if (failed === 0 && exitCode !== 0) {
    failed = 1;
    notes.push(
      `Every test passed, but the runner ended with ${exitCode === null ? 'a signal' : `code ${exitCode}`}.`,
    );
  }
  return { passed: counted.passed, failed, notes };
}

interface VitestReport {
  testResults: readonly {
    name: string;
    status: string;
    assertionResults: readonly { status: string; fullName: string }[];
  }[];
}

/** Counts vitest's JSON report. https://vitest.dev/guide/reporters.html#json-reporter */
export function countVitest(report: VitestReport): Counted {
  const counted = { passed: 0, failed: 0, skipped: 0, broken: 0 };
  const names: string[] = [];
  for (const file of report.testResults) {
    let failedHere = 0;
    const where = file.name.split('/').slice(-2).join('/');
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') counted.passed++;
      else if (status === 'failed') {
        failedHere++;
        names.push(`${where}: ${fullName}`);
      } else counted.skipped++;
    }
    counted.failed += failedHere;
    if (file.status === 'failed' && failedHere === 0) {
      counted.broken++;
      names.push(where);
    }
  }
  return { ...counted, names };
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: readonly unknown[];
  suites?: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  title: string;
  file?: string;
  specs?: readonly { title: string; ok: boolean; tests?: readonly { status?: string }[] }[];
  suites?: readonly PlaywrightSuite[];
}

const failedSpecs = ({
  title,
  file = title,
  specs = [],
  suites = [],
}: PlaywrightSuite): string[] => [
  ...specs
    .filter(({ ok, tests = [] }) => !ok || tests.some(({ status }) => status === 'flaky'))
    .map((spec) => `${file}: ${spec.title}`),
  ...suites.flatMap(failedSpecs),
];

/** Counts Playwright's JSON report. A test that passed only when tried again has failed. https://playwright.dev/docs/test-reporters#json-reporter */
export const countPlaywright = ({ stats, errors, suites = [] }: PlaywrightReport): Counted => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped,
  broken: errors.length,
  names: suites.flatMap(failedSpecs),
});
