import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

/** Rooms whose code and tests hold no state between calls, so that their files can share a worker and its modules. */
const pure = ['access', 'audit', 'checks', 'credentials', 'hosting', 'policy', 'report'];
const pureTests = pure.map((room) => `tests/${room}/**/*.test.ts`);

export default defineConfig({
  define: {
    __VERSION__: JSON.stringify('0.0.0-test'),
    __BUILD__: JSON.stringify('0123456789ab'),
    __COLLECTOR__: JSON.stringify({ sha256: 'c0ffee'.padEnd(64, '0'), sizeBytes: 1_234_567 }),
  },
  test: {
    // Vitest leaves one core to itself, which on machines of two would halve the speed.
    maxWorkers: Math.max(availableParallelism() - 1, 2),
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          environment: 'node',
          include: pureTests,
          setupFiles: ['tests/fast-check.ts'],
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          setupFiles: ['tests/fast-check.ts'],
          exclude: ['tests/app/**', 'tests/e2e/**', ...pureTests],
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        plugins: [svelte(), svelteTesting()],
        test: {
          name: 'component',
          environment: 'jsdom',
          include: ['tests/app/**/*.test.ts'],
          setupFiles: ['tests/app/setup.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
