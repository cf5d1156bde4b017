import { readFile } from 'node:fs/promises';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { small } from '../aws/accounts/small.ts';
import { addRelays, connectToAws, expect, stateOf, test } from './relay-world.ts';

test('an account is read through relays that the page is told of: the list and every bucket', async ({
  page,
  aws,
  storeRelays,
}) => {
  await aws.seed(small);
  const addresses = await storeRelays(['us-east-1', 'eu-west-1']);
  await page.goto('./');
  await addRelays(page, addresses);
  await expect(stateOf(page, 'us-east-1')).toContainText('Ready. It answers by both');
  await expect(stateOf(page, 'eu-west-1')).toContainText('Ready. It answers by both');
  await connectToAws(page);
  await page.getByRole('link', { name: 'Choose what to scan' }).click();
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('heading', { name: 'The scan is complete' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText('5 of 5 buckets')).toBeVisible();
});

test('routes mix in one audit: a relay in one Region, AWS Config in the other, each value with its route', async ({
  page,
  aws,
  storeRelays,
}) => {
  await aws.seed(small);
  aws.front.config.record({ account: small.id });
  const addresses = await storeRelays(['us-east-1']);
  await page.goto('./');
  await addRelays(page, addresses);
  await expect(stateOf(page, 'us-east-1')).toContainText('Ready');
  await connectToAws(page);
  await page.getByRole('link', { name: 'Choose what to scan' }).click();
  const reach = page.getByRole('region', { name: 'What this page can reach' });
  await reach.getByText('Which way leads where').click();
  await expect(
    reach.getByRole('row', { name: 'Amazon S3 us-east-1 Through a relay answers' }),
  ).toBeVisible();
  await expect(
    reach.getByRole('row', { name: 'AWS Config eu-west-1 AWS Config answers' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('link', { name: 'Open the audit' }).click({ timeout: 30_000 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Snapshot (JSON)' }).click(),
  ]);
  const { facts, calls } = JSON.parse(await readFile(await download.path(), 'utf8')) as Snapshot;
  // The list of buckets tells their Regions, and KMS and AWS Backup what they know of them.
  const elsewhere = ['location', 'encryptionKey', 'recoveryPoints'];
  const routes = (region: string) =>
    new Set(
      facts
        .filter((one) => one.type === 'bucket' && one.region === region)
        .flatMap((one) => Object.entries(one.facts))
        .flatMap(([fact, one]) => (one.known && !elsewhere.includes(fact) ? [one.from] : [])),
    );
  // One bucket of this Region refuses some reads, and what was recorded of it stands in.
  expect(routes('us-east-1')).toEqual(new Set(['relay', 'config']));
  expect(routes('eu-west-1')).toEqual(new Set(['config']));
  // AWS Config answers the page itself.
  const ofS3 = calls.filter(({ service }) => ['s3', 's3control', 'config'].includes(service));
  expect(new Set(ofS3.map(({ service, route }) => `${service} ${route}`))).toEqual(
    new Set(['s3 direct', 's3control direct', 's3 relay', 'config direct']),
  );
});
