// @vitest-environment node
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { collectSample, sampleFile, sampleText } from './sample.ts';

test('the sample that ships is what the collector writes today; if not, run `npm run sample`', async () => {
  const kept = gunzipSync(await readFile(sampleFile)).toString();
  expect(sampleText(await collectSample())).toBe(kept);
}, 120_000);
