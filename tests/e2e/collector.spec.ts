import type { Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ResourceFacts, Snapshot } from '../../src/model/snapshot.ts';
import { small } from '../aws/accounts/small.ts';
import type { Front } from '../aws/front.ts';
import { account } from '../gather/live-account.ts';
import { expectAccessible } from './axe.ts';
import { expect, scanAndOpen, secrets, take, test } from './world.ts';

/** The line that the page shows under a label. */
const line = async (page: Page, label: string | RegExp) =>
  page
    .locator('figure')
    .filter({ has: page.getByText(label) })
    .first()
    .locator('pre')
    .innerText();

/** A terminal with Node and credentials, in a folder of its own, for which AWS's names lead to the front. */
async function terminal(front: Front, folder: (file: string) => string) {
  const certificate = folder('front.pem');
  await writeFile(certificate, front.cert);
  return (command: string): Promise<{ code: number | null; said: string }> =>
    new Promise((done) => {
      const child = spawn('bash', ['-c', `exec 2>&1; ${command}`], {
        cwd: path.dirname(certificate),
        env: {
          PATH: process.env['PATH'],
          HOME: path.dirname(certificate),
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_REGION: 'us-east-1',
          AWS_ACCESS_KEY_ID: secrets.accessKeyId,
          AWS_SECRET_ACCESS_KEY: secrets.secretAccessKey,
          AWS_SESSION_TOKEN: secrets.sessionToken,
          NODE_OPTIONS: `--import ${pathToFileURL(path.resolve('tests/aws/lead.mjs')).href}`,
          NODE_EXTRA_CA_CERTS: certificate,
          BUCKETPROOF_FRONT: String(front.tlsPort),
        },
      });
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
      child.once('close', (code) => done({ code, said }));
    });
}

test('the whole way: the page hands out collector and lines, they run as they are, and the file comes back', async ({
  page,
  aws,
}, info) => {
  await aws.seed(small);
  const run = await terminal(aws.front, (file) => info.outputPath(file));
  await page.goto('#/');
  await page.getByRole('link', { name: 'Get the collector' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Read the account from a terminal',
  );
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download collect.mjs' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('collect.mjs');
  await copyFile(await download.path(), info.outputPath('collect.mjs'));

  const sum = await page
    .locator('dd')
    .filter({ has: page.getByRole('button') })
    .locator('code')
    .innerText();
  expect(await readFile('dist/SHA256SUMS', 'utf8')).toContain(`${sum}  collect.mjs\n`);
  expect(await run(await line(page, /^Linux/))).toEqual({ code: 0, said: 'collect.mjs: OK\n' });

  const dry = await run(await line(page, /^See first/));
  expect(dry).toMatchObject({ code: 0, said: expect.stringContaining('"Version": "2012-10-17"') });
  expect(aws.front.calls).toEqual([]);

  const read = await run(await line(page, 'Read the account'));
  expect(read).toMatchObject({ code: 0, said: expect.stringContaining('5 of 5 buckets read') });
  expect(new Set(aws.front.calls.map(({ host }) => host.replace(/:\d+$/, '')))).toContain(
    's3.us-east-1.amazonaws.com',
  );
  // As a run that was broken off would be gone on with; here there is nothing left to do.
  expect(await run(await line(page, /^If it was broken off/))).toMatchObject({ code: 0 });

  await page.getByLabel('Choose account.json').setInputFiles(info.outputPath('account.json'));
  await expect(page.getByRole('navigation', { name: 'Audit' })).toBeVisible();
  await expect(page.getByText(/not verified/).first()).toBeVisible();
});

test('narrowed, by a role, and as text: the lines run as they are, and what the terminal printed is pasted back', async ({
  page,
  aws,
}, info) => {
  await aws.seed(small);
  const run = await terminal(aws.front, (file) => info.outputPath(file));
  await copyFile('dist/collect.mjs', info.outputPath('collect.mjs'));
  await page.goto('#/collector');
  await page.getByLabel('Regions').fill('us-east-1, eu-west-1');
  await page.getByLabel('Buckets').fill('small-hardened small-public-acl');
  await page.getByLabel('Role to take on').fill('arn:aws:iam::123456789012:role/Reader');
  await page.getByLabel('External ID').fill('client,42');
  await page.getByLabel('As text to copy').check();
  const { code, said } = await run(await line(page, 'Read the account'));
  expect([code, said]).toEqual([0, expect.stringContaining('2 of 5 buckets read')]);
  expect(aws.front.calls[0]?.form).toMatchObject({ ExternalId: 'client,42' });
  for (const word of Object.values(secrets)) expect(said).not.toContain(word);

  const open = async (text: string) => {
    await page.getByLabel('Or paste the text').fill(text);
    await page.getByRole('button', { name: 'Open what was pasted' }).click();
  };
  await open('');
  await expect(page.getByText('Paste the text that the collector printed.')).toBeVisible();
  await open(said.slice(0, said.indexOf('H4sI') + 2000));
  await expect(
    page.getByText(/The pasted text has no end: [\d,]+ of its [\d,]+ characters/),
  ).toBeVisible();
  await expect(page.getByLabel('Or paste the text')).toHaveAttribute('aria-invalid', 'true');
  await open(`[cloudshell-user@ip-10-2-3-4 ~]$ node …\r\n${said.replaceAll('\n', '\r\n')}$ `);
  await expect(page.getByRole('navigation', { name: 'Audit' })).toBeVisible();
  await expect(
    page.getByText('The scan was narrowed to 2 named buckets, 2 Regions;'),
  ).toBeVisible();
});

test('the screen can be used by everyone, empty and with mistakes', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto('#/collector');
  await expect(page.getByRole('heading', { name: '4. Bring the result back' })).toBeVisible();
  await expectAccessible(page, 'the collector');
  await page.getByLabel('Regions').fill('eu-west-1, EU');
  await page.getByLabel('External ID').fill('x y');
  await page
    .getByLabel('Or paste the text')
    .fill('-----BEGIN BUCKETPROOF SNAPSHOT-----\nH4sIAAAAAAAA');
  await page.getByRole('button', { name: 'Open what was pasted' }).click();
  await expect(page.getByText('“EU” is no Region')).toBeVisible();
  await expect(page.getByText('The pasted text has no end')).toBeVisible();
  await expect(page.getByText('Correct what is marked above')).toBeVisible();
  await expectAccessible(page, 'the collector with mistakes');
});

/** What a snapshot says of every fact, without the route and the time at which it was read. */
const said = (facts: readonly ResourceFacts[]) =>
  Object.fromEntries(
    facts.flatMap(({ type, region, resource, facts: set }) =>
      Object.entries(set).map(([fact, one]) => [
        `${type} ${region} ${resource} ${fact}`,
        one.known
          ? { value: one.value }
          : { ...one, tried: one.tried.map(({ gap, detail }) => ({ gap, detail })) },
      ]),
    ),
  );

test('live and file agree on every fact of an account, gaps included', async ({ page, aws }) => {
  await aws.seed(account);
  aws.front.script([
    { when: { action: 's3:GetBucketTagging', bucket: 'live-new' }, do: 'deny' },
    { when: { action: 's3:GetReplicationConfiguration' }, do: 'deny' },
    { when: { operation: 'ListAccessPoints', region: 'eu-north-1' }, do: 'deny' },
  ]);
  await scanAndOpen(page, aws.front);
  const live = JSON.parse(
    await readFile((await take(page, 'Snapshot (JSON)')).path, 'utf8'),
  ) as Snapshot;
  const { code, file } = await aws.collect();
  expect(code).toBe(0);
  const collected = JSON.parse(await readFile(file, 'utf8')) as Snapshot;

  const [one, other] = [said(live.facts), said(collected.facts)];
  expect(Object.keys(one).sort()).toEqual(Object.keys(other).sort());
  for (const key of Object.keys(one)) expect([key, one[key]]).toEqual([key, other[key]]);
  // So that it is no agreement on nothing: each fact there is was known to both at least once.
  const known = new Set(
    Object.entries(one).flatMap(([key, value]) => ('value' in value ? key.split(' ').at(-1) : [])),
  );
  expect(known.size).toBeGreaterThanOrEqual(28);
  expect(Object.values(one).filter((value) => !('value' in value)).length).toBeGreaterThanOrEqual(
    5,
  );
  const routes = (snapshot: Snapshot) => [
    ...new Set(
      snapshot.facts.flatMap(({ facts }) =>
        Object.values(facts).flatMap((value) => (value.known ? value.from : [])),
      ),
    ),
  ];
  expect([routes(live), routes(collected)]).toEqual([['direct'], ['file']]);
  expect(live.coverage).toEqual(collected.coverage);
});
