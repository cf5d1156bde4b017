import { defineConfig } from '@playwright/test';
import { findChromium } from './src/node/tools/find.ts';
import { reports } from './src/node/verify/reports.ts';

const executablePath = findChromium();
if (!executablePath)
  throw new Error(
    'There is no Chromium. Run `npm test`, which installs one, or name one in the variable CHROMIUM_PATH.',
  );

/** Tests start the servers that they need, on ports of their own, and serve the production build from `dist/`. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Each test has a browser and servers to start, and machines that run this have two cores.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // A test that passes on a second try is not a test.
  retries: 0,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: reports.playwright }]],
  use: {
    // A trace of every test costs a tenth to a fifth; `--trace retain-on-failure` takes one where a failure is a riddle.
    trace: 'off',
    screenshot: 'only-on-failure',
    // Every test is a first visit, for which the service worker fetches, checks and keeps the whole site. The tests of
    // hosting, of what stays behind and of reloads in mid-scan let it.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
      ],
    },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
});
