import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { small } from '../aws/accounts/small.ts';
import { watchSecrets } from './secrets.ts';
import { type Aws, expect, scanAndOpen, secrets, startScan, take, test } from './world.ts';

interface File {
  facts: { type: string; resource: string; facts: Record<string, Record<string, unknown>> }[];
}
/** Each fact of a snapshot file without its route and time, by resource. */
const values = (text: string) =>
  Object.fromEntries(
    (JSON.parse(text) as File).facts.map(({ type, resource, facts }) => [
      `${type} ${resource}`,
      Object.entries(facts)
        .map(([fact, { known, value, gap }]) => [fact, known ? value : gap] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  );
const valuesShown = async (page: Page) =>
  values(await readFile((await take(page, 'Snapshot (JSON)')).path, 'utf8'));
const valuesCollected = async (aws: Aws) =>
  values(await readFile((await aws.collect()).file, 'utf8'));

test('reads of buckets cost no preflight, and say what the collector says by headers', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  await scanAndOpen(page, aws.front);
  const { calls, preflights } = aws.front;
  // What is refused in the query is asked again by headers, and of that bucket something is.
  const reads = calls.filter(
    ({ service, bucket }) =>
      service === 's3' && bucket !== undefined && bucket !== 'small-unreadable',
  );
  expect(reads.length).toBeGreaterThan(4 * 15);
  expect(reads.filter(({ signed }) => signed !== 'query')).toEqual([]);
  const preflighted = new Set(preflights.map(({ bucket }) => bucket));
  // The watch does see the preflights of what is signed in headers.
  expect([...preflighted].filter((bucket) => bucket?.startsWith('small-'))).toEqual([
    'small-unreadable',
  ]);

  expect(await valuesShown(page)).toEqual(await valuesCollected(aws));
});

test('a store that takes no query signatures is read by headers, with no gap', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  aws.front.script([
    { when: { signed: 'query' }, do: { status: 403, code: 'AccessDenied' }, echoToken: true },
  ]);
  await scanAndOpen(page, aws.front);
  const asked = aws.front.calls.filter(({ signed }) => signed === 'query').length;
  // One call in each of the two Regions tells; where the first is of the bucket that refuses either way, one more, or two.
  expect(asked).toBeGreaterThanOrEqual(2);
  expect(asked).toBeLessThanOrEqual(4);
  aws.front.script([]);
  expect(await valuesShown(page)).toEqual(await valuesCollected(aws));
});

test('addresses that carry the token are found nowhere afterwards, and the watch would find them', async ({
  page,
  aws,
  leaks,
  context,
}) => {
  await aws.seed(small);
  const sent: string[] = [];
  page.on('request', (request) => void sent.push(request.url()));
  await startScan(page, aws.front.url);
  await expect(page.getByRole('heading', { name: 'The scan is complete' })).toBeVisible();
  const signed = sent.filter((url) => url.includes('X-Amz-Signature='));
  expect(signed.length).toBeGreaterThan(5 * 15);
  expect(signed[0]).toContain(encodeURIComponent(secrets.sessionToken));
  expect(await leaks.find()).toEqual([]);

  // Only the browser's own words and requests may hold the token, and only in the parameter that is the token's.
  const like = 'a-token-like-that-one';
  const watch = watchSecrets(context, [like]);
  const address = `none?X-Amz-Security-Token=${like}&X-Amz-Signature=${'0'.repeat(64)}`;
  const placesAfter = async (rest: string) => {
    await page.evaluate(async (url) => {
      await fetch(url);
      performance.clearResourceTimings();
    }, address + rest);
    return (await watch.find()).map(({ place }) => place);
  };
  expect(await placesAfter('')).toEqual([]);
  expect(await placesAfter(`&other=${like}`)).toContain('address or request');
  await page.evaluate((url) => console.log(url), address);
  expect(await placesAfter('')).toContain('console');
});
