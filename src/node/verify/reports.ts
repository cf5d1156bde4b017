import path from 'node:path';
import { cache } from '../paths.ts';

/** Where the test runners leave their JSON reports, for the adding up. */
export const reports = {
  vitest: path.join(cache, 'reports', 'vitest.json'),
  playwright: path.join(cache, 'reports', 'playwright.json'),
};
