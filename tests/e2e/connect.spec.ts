import type { Page } from '@playwright/test';
import { key, secret, shapes, token } from '../credentials/shapes.ts';
import { small } from '../aws/accounts/small.ts';
import { connect, expect, secrets, test } from './world.ts';

const box = (page: Page) => page.getByLabel('Paste the whole block');

/** Pastes as a clipboard does: the page gets the text and may keep it out of the box. */
const paste = (page: Page, text: string) =>
  box(page).evaluate((area: HTMLTextAreaElement, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    if (area.dispatchEvent(event)) area.value = pasted;
  }, text);

/** All of the page that can be looked at, with what stands in fields. */
const shown = (page: Page) =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
    return document.documentElement.outerHTML + fields.map(({ value }) => value).join() + location;
  });

const block = (n = '') =>
  `aws_access_key_id=${secrets.accessKeyId}${n}\naws_secret_access_key=${secrets.secretAccessKey}\naws_session_token=${secrets.sessionToken}\n`;

async function pasteAndConnect(page: Page, endpoint: string, text = block()) {
  await page.goto('#/connect');
  await paste(page, text);
  await page.getByLabel('Endpoint').fill(endpoint);
  await page.getByLabel('all of AWS').check();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

test('every shape is recognised in the page, and nothing of it stands anywhere after', async ({
  page,
}) => {
  test.slow();
  await page.goto('#/connect');
  for (const { name, text } of shapes) {
    await paste(page, text);
    const taken = page.getByRole('group', { name: 'Recognised credentials' });
    await expect(taken, name).toContainText('with session token');
    const all = await shown(page);
    for (const one of [key, secret, token, token.slice(0, 60)])
      expect(all, name).not.toContain(one);
    await taken.getByRole('button', { name: 'Use other credentials' }).click();
    await expect(box(page)).toHaveValue('');
  }
});

test('the real clipboard works as well', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('#/connect');
  await page.evaluate(
    (text) => navigator.clipboard.writeText(text),
    `[dev]\n${block()}region=eu-west-3\n`,
  );
  await box(page).focus();
  await page.keyboard.press('Control+V');
  await expect(page.getByText('Recognised: a profile of a credentials file.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeFocused();
  await expect(page.getByLabel('Region', { exact: true })).toHaveValue('eu-west-3');
});

test('whose they are is known from STS before anything of S3 is asked, and nothing is scanned yet', async ({
  page,
  aws,
}) => {
  await aws.seed(small);
  await pasteAndConnect(
    page,
    aws.front.url,
    `aws_credential_expiration=${new Date(Date.now() + 2_640_000).toISOString()}\n${block()}`,
  );
  await expect(
    page.getByRole('heading', { level: 1, name: 'Connected to 123456789012' }),
  ).toBeVisible();
  await expect(
    page.getByText('arn:aws:sts::123456789012:assumed-role/Auditor/bucketproof'),
  ).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText(/^4[34] min left$/);
  expect(aws.front.calls.map(({ service, operation }) => `${service} ${operation}`)).toEqual([
    'sts GetCallerIdentity',
  ]);
  const all = await shown(page);
  for (const one of Object.values(secrets)) expect(all).not.toContain(one);

  await page.goto('#/trust');
  await page.getByRole('link', { name: /^Connected: 123456789012/ }).click();
  await page.getByRole('link', { name: 'Choose what to scan' }).click();
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('heading', { name: 'The scan is complete' })).toBeVisible();
  expect(aws.front.calls.findIndex(({ service }) => service !== 'sts')).toBeGreaterThan(0);
});

test('a whole credentials file offers its profiles, and the one that is chosen is used', async ({
  page,
  aws,
}) => {
  await page.goto('#/connect');
  await paste(page, `[dev]\n${block('1')}\n[audit]\n${block('2')}\n[sso]\nsso_session = corp\n`);
  const choice = page.getByRole('group', { name: 'Which one?' });
  await expect(choice.getByRole('button')).toHaveCount(3);
  await choice.getByRole('button', { name: 'audit' }).click();
  await expect(page.getByText('Left out 1 profile without keys of their own.')).toBeVisible();
  await page.getByLabel('Endpoint').fill(aws.front.url);
  await page.getByLabel('all of AWS').check();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('not stated', { exact: true })).toBeVisible();
  expect(aws.front.calls.map(({ accessKey }) => accessKey)).toEqual([`${secrets.accessKeyId}2`]);
});

test('long-term keys are refused at the box; the root user by STS’s answer', async ({
  page,
  aws,
}) => {
  await page.goto('#/connect');
  await paste(page, `Access key ID,Secret access key\nAKIAIOSFODNN7EXAMPLE,${secret}\n`);
  await expect(page.getByText('This is a long-term key')).toBeVisible();
  expect(await shown(page)).not.toContain(secret);
  expect(aws.front.calls).toEqual([]);

  aws.front.identity = {
    account: '123456789012',
    arn: 'arn:aws:iam::123456789012:root',
    userId: '123456789012',
  };
  await connect(page, aws.front.url);
  await expect(page.getByRole('alert').filter({ hasText: 'root user' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Connected/ })).toHaveCount(0);
  expect(aws.front.calls.map(({ operation }) => operation)).toEqual(['GetCallerIdentity']);
});

test('a refusal is a sentence, though the server echoes the credentials', async ({ page, aws }) => {
  aws.front.script([{ when: { service: 'sts' }, do: 'expire', echoToken: true }]);
  await connect(page, aws.front.url);
  await expect(page.getByText('These credentials have expired.')).toBeVisible();
  const all = await shown(page);
  for (const one of Object.values(secrets)) expect(all).not.toContain(one);
});

test('another role: external ID, MFA and session policy reach STS, and the card shows the role', async ({
  page,
  aws,
}) => {
  await connect(page, aws.front.url);
  await page.getByRole('button', { name: 'Take on another role' }).click();
  const form = page.getByRole('form', { name: 'Take on another role' });
  await form.getByLabel('Role ARN').fill('arn:aws:iam::123456789012:role/Audit');
  await form.getByLabel('External ID').fill('client-42');
  await form.getByLabel('MFA device').fill('arn:aws:iam::123456789012:mfa/me');
  await form.getByLabel('MFA code').fill('123456');

  aws.front.script([{ when: { operation: 'AssumeRole' }, do: 'deny', times: 1, echoToken: true }]);
  await form.getByRole('button', { name: 'Take on the role' }).click();
  await expect(page.getByText('AWS did not let these credentials take on the role.')).toBeVisible();
  await expect(page.getByText('assumed-role/Auditor/bucketproof')).toBeVisible();

  await form.getByLabel('MFA code').fill('654321');
  await form.getByRole('button', { name: 'Take on the role' }).click();
  await expect(page.getByText(/assumed-role\/Audit\/bucketproof-\d{8}/)).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText(/^(59|60) min left$|^1 h 0 min left$/);
  const asked = aws.front.calls.filter(({ operation }) => operation === 'AssumeRole');
  expect(asked).toHaveLength(2);
  expect(asked[1]?.form).toMatchObject({
    ExternalId: 'client-42',
    TokenCode: '654321',
    DurationSeconds: '3600',
  });
  expect(asked[1]?.form['Policy']).toContain('s3:GetBucketAcl');
});

test('a guest of a Cognito identity pool', async ({ page, aws }) => {
  await page.goto('#/connect');
  await page.getByLabel('Endpoint').fill(aws.front.url);
  await page.getByText('Other ways to get credentials').click();
  await page.getByLabel('Identity pool ID').fill('eu-west-1:00000000-0000-4000-8000-000000000000');
  await page.getByRole('button', { name: 'Connect as a guest' }).click();
  await expect(page.getByText('assumed-role/Guests/CognitoIdentityCredentials')).toBeVisible();
  const kept = await page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name),
  );
  expect(kept.filter((name) => name?.startsWith('aws'))).toEqual([]);
});

test('forgetting leads back to an empty form, and a scan needs new ones', async ({ page, aws }) => {
  await connect(page, aws.front.url);
  await page.getByRole('button', { name: 'Forget these credentials' }).click();
  await expect(page.getByText('The credentials were forgotten.')).toBeVisible();
  await expect(box(page)).toHaveValue('');
  await expect(page.getByRole('link', { name: /^Connected/ })).toHaveCount(0);
  await page.reload();
  await expect(box(page)).toBeVisible();
});
