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
