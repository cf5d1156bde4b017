import type { Page } from '@playwright/test';
import { small } from '../aws/accounts/small.ts';
import { expect, rowOf } from './world.ts';
import { setUp, test } from './real-names.ts';

const reach = (page: Page) => page.getByRole('region', { name: 'What this page can reach' });

test('with every route to S3 closed, the page says so before the scan, and what opens it', async ({
  realNames,
}) => {
  const { page, front } = await realNames(small);
  await setUp(page);
  await expect(
    reach(page).getByText(/^\d+ of \d+ checks can be assessed in full and \d+ not at all\.$/),
  ).toBeVisible();
  for (const sentence of [
    /Amazon S3 gives web pages of other origins no leave to read its answers, so this browser withholds them in us-east-1/,
    /Amazon S3 Control, which holds access points/,
    /AWS Config answers, but records no S3 bucket in us-east-1/,
    /The list of buckets could not be read/,
  ])
    await expect(reach(page).getByText(sentence)).toBeVisible();
  await expect(reach(page).getByRole('link', { name: 'Set up a relay' })).toHaveAttribute(
    'href',
    '#/relays',
  );
  await expect(reach(page).getByRole('link', { name: 'Run the collector' })).toHaveAttribute(
    'href',
    '#/collector',
  );
  // S3 was asked for nothing but its list, and no request of it came through.
  expect(front.calls.filter(({ service }) => service === 's3')).toEqual([]);
});

test('what AWS Config has recorded is judged where S3 answers no page, with its route and time', async ({
  realNames,
}) => {
  const { page, front } = await realNames(small);
  front.config.record({ account: small.id, capturedAt: '2026-11-25T12:00:00.000Z' });
  await setUp(page);
  await expect(
    reach(page).getByText(/^\d+ of \d+ checks can be assessed in full, \d+ in part/),
  ).toBeVisible();
  await expect(page.getByText(/^5 buckets, about \d+ calls/)).toBeVisible();
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('link', { name: 'Open the audit' }).click();
  await page
    .getByRole('navigation', { name: 'Audit' })
    .getByRole('link', { name: 'Buckets' })
    .click();
  await rowOf(page, 'small-public-site').getByRole('link').click();
  await page
    .getByRole('navigation', { name: 'Checklist' })
    .getByRole('link', { name: /The bucket policy has no statement open to everyone/ })
    .click();
  await expect(
    page.getByText(/recorded by AWS Config, Nov 25, 2026, .* days before this scan/),
  ).toBeVisible();
  // One setting of two buckets was asked for, twice each, to tell that the browser withholds all of them.
  expect(front.calls.filter(({ service }) => service === 's3').length).toBeLessThanOrEqual(4);
});

test('a refusal by AWS Config is told with the action that it takes', async ({ realNames }) => {
  const { page, front } = await realNames(small);
  front.config.record({ account: small.id });
  front.script([{ when: { service: 'config' }, do: 'deny' }]);
  await setUp(page);
  await expect(
    reach(page).getByText(/AWS Config may not be asked with these credentials/),
  ).toBeVisible();
  await reach(page).getByRole('link', { name: 'Use AWS Config' }).click();
  await expect(page.getByText('config:SelectResourceConfig').first()).toBeVisible();
});
