import type { Page } from '@playwright/test';
import { once } from 'node:events';
import PDFDocument from 'pdfkit';
import { small } from '../aws/accounts/small.ts';
import type { Rule } from '../aws/script.ts';
import { connect, expect, scanAndOpen, secrets, startScan, take, test } from './world.ts';

test.use({ serviceWorkers: 'allow' });

// Each test here ends, as every end-to-end test does, with the look for secrets of `world.ts`.

test('scan, errors that repeat the credentials, exports and a reload leave no secret anywhere', async ({
  page,
  aws,
  leaks,
}) => {
  await aws.seed(small);
  const operation = ['GetBucketAcl', 'GetBucketTagging'];
  aws.front.script([
    { when: { operation }, do: { status: 400, code: 'InvalidRequest' }, echoToken: true },
    { when: { operation: 'GetBucketVersioning' }, do: 'serverError', times: 2, echoToken: true },
    { when: { operation: 'GetBucketLogging' }, do: 'deny', echoToken: true },
  ]);
  await scanAndOpen(page, aws.front);
  for (const button of ['Findings (CSV)', 'Who gets in (CSV)', 'Snapshot (JSON)', 'PDF report'])
    await take(page, button);
  expect(await leaks.find()).toEqual([]);
  await page.reload();
  await expect(page.getByRole('navigation', { name: 'Audit' })).toBeVisible();
  // The watch does read what the page keeps and gives: it finds what is no secret there.
  const places = (await leaks.find(['small-hardened'])).map(({ place }) => place).join('\n');
  expect(places).toContain('database bucketproof, parts');
  expect(places).toMatch(/download \S+\.csv/);
  expect(places).toMatch(/download \S+\.json/);
  expect(places).toMatch(/download \S+\.pdf/);
  await page.goto('#/connect');
  await page.reload();
});

const paths: Readonly<Record<string, Rule>> = {
  refused: { when: { service: 's3' }, do: 'deny', after: 20, echoToken: true },
  throttled: { when: { service: 's3' }, do: 'throttle', times: 5, after: 10, echoToken: true },
  expired: { when: { service: 's3' }, do: 'expire', after: 60, echoToken: true },
  'a bad token': { when: { service: 's3' }, do: 'invalidToken', after: 60, echoToken: true },
  'a bad key': { do: 'invalidKey', after: 5, echoToken: true },
  broken: { when: { operation: 'GetBucketAcl' }, do: 'serverError', echoToken: true },
  'an unknown code': {
    when: { operation: 'GetBucketAcl' },
    do: { status: 418, code: 'NoSuchCodeAnywhere' },
    echoToken: true,
  },
};
for (const [name, rule] of Object.entries(paths))
  test(`an error that repeats the credentials: ${name}`, async ({ page, aws }) => {
    await aws.seed(small);
    aws.front.script([rule]);
    await startScan(page, aws.front.url);
    const outcome = page.locator('h1, [role=alert], main p').filter({
      hasText: /complete|stopped|ended early|paused|waits|expired|new ones|were refused/i,
    });
    await expect(outcome.first()).toBeVisible({ timeout: 40_000 });
    const open = page.getByRole('link', { name: 'Open the audit' });
    if (!(await open.isVisible())) return;
    await open.click();
    await take(page, 'Snapshot (JSON)');
    await take(page, 'Findings (CSV)');
  });

test('a refusal to tell whose the credentials are, that repeats them', async ({ page, aws }) => {
  aws.front.script([{ do: 'invalidKey', echoToken: true }]);
  await connect(page, aws.front.url);
  await expect(page.getByText('does not know these credentials')).toBeVisible();
});

// A watch that cannot find anything proves nothing: each place, with a secret put there.
type Plant = (page: Page, secret: string) => Promise<unknown>;
const offer = (page: Page, name: string, base64: string) =>
  page.evaluate(
    ([file, text]) => {
      const bytes = Uint8Array.from(atob(text as string), (sign) => sign.charCodeAt(0));
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([bytes]));
      link.download = file as string;
      link.click();
    },
    [name, base64],
  );
const inDatabase = (page: Page, key: string, kind: 'text' | 'bytes' | 'map') =>
  page.evaluate(
    ([secret, as]) =>
      new Promise<void>((done) => {
        const request = indexedDB.open('elsewhere', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('things');
        request.onsuccess = () => {
          const text = secret as string;
          const value =
            as === 'bytes'
              ? new TextEncoder().encode(text)
              : as === 'map'
                ? { deep: [new Map([['x', new Set([text])]])] }
                : text;
          const write = request.result.transaction('things', 'readwrite');
          write.objectStore('things').put(value, 'key');
          write.oncomplete = () => {
            request.result.close();
            done();
          };
        };
      }),
    [key, kind],
  );
const inCache = (page: Page, url: string, header: string, body: string) =>
  page.evaluate(
    async ([address, value, text]) => {
      const cache = await caches.open('planted');
      await cache.put(address as string, new Response(text, { headers: { 'x-a': value ?? '' } }));
    },
    [url, header, body],
  );
const plants: readonly (readonly [place: string | RegExp, what: string, plant: Plant])[] = [
  ['console', 'a message', (page, s) => page.evaluate((text) => console.log('x', text), s)],
  [
    'console',
    "a worker's message",
    async (page, s) => page.workers()[0]?.evaluate((text) => console.warn(text), s),
  ],
  [
    'console',
    'an error',
    async (page, s) => {
      const thrown = page.waitForEvent('pageerror');
      await page.evaluate((text) => void setTimeout(() => Promise.reject(new Error(text))), s);
      await thrown;
    },
  ],
  ['address', 'the hash', (page, s) => page.goto(`#/x?s=${encodeURIComponent(s)}`)],
  [
    'address or request',
    'an address that was left since',
    async (page, s) => {
      await page.goto(`#/x?s=${encodeURIComponent(s)}`);
      await page.goto('#/');
    },
  ],
  ['address or request', 'a request', (page, s) => page.evaluate((t) => fetch(`./x?${t}`), s)],
  [
    'history',
    'the state',
    (page, s) => page.evaluate((text) => history.replaceState({ a: [text] }, ''), s),
  ],
  ['document', 'a text', (page, s) => page.evaluate((text) => document.body.append(text), s)],
  [
    'document',
    'an attribute',
    (page, s) => page.evaluate((text) => document.body.setAttribute('data-x', text), s),
  ],
  [
    'document',
    'a shadow root',
    (page, s) =>
      page.evaluate((text) => {
        const host = document.body.appendChild(document.createElement('div'));
        const inner = host
          .attachShadow({ mode: 'open' })
          .appendChild(document.createElement('span'));
        inner.attachShadow({ mode: 'open' }).append(text);
      }, s),
  ],
  [
    'field',
    'a field',
    (page, s) =>
      page.evaluate((text) => {
        document.body.appendChild(document.createElement('input')).value = text;
      }, s),
  ],
  [
    'field',
    'a text area',
    (page, s) =>
      page.evaluate((text) => {
        document.body.appendChild(document.createElement('textarea')).value = text;
      }, s),
  ],
  ['window name', 'it', (page, s) => page.evaluate((text) => void (window.name = text), s)],
  ['cookie', 'one', (page, s) => page.evaluate((t) => void (document.cookie = `a=${t}`), s)],
  [
    'cookie',
    'one that scripts do not see',
    (page, s) =>
      page.context().addCookies([{ name: 'a', value: s, url: page.url(), httpOnly: true }]),
  ],
  ['local storage', 'a value', (page, s) => page.evaluate((t) => localStorage.setItem('a', t), s)],
  ['local storage', 'a key', (page, s) => page.evaluate((t) => localStorage.setItem(t, ''), s)],
  [
    'session storage',
    'base64 in the middle of something',
    (page, s) => page.evaluate((t) => sessionStorage.setItem('a', btoa(`{"a":"${t}","b":1}`)), s),
  ],
  [
    'session storage',
    'JSON within JSON',
    (page, s) => page.evaluate((t) => sessionStorage.setItem('a', JSON.stringify({ t })), s),
  ],
  ['database elsewhere, things', 'a text', (page, s) => inDatabase(page, s, 'text')],
  ['database elsewhere, things', 'bytes', (page, s) => inDatabase(page, s, 'bytes')],
  ['database elsewhere, things', 'a map of sets', (page, s) => inDatabase(page, s, 'map')],
  ['cache planted', 'an address', (page, s) => inCache(page, `./${s}`, '', '')],
  ['cache planted', 'a header', (page, s) => inCache(page, './a', s, '')],
  ['cache planted', 'a body', (page, s) => inCache(page, './a', '', s)],
  [
    'download a.csv',
    'a text file',
    (page, s) => offer(page, 'a.csv', Buffer.from(`a,${s}`).toString('base64')),
  ],
  [
    'download a.pdf',
    'a compressed PDF',
    async (page, s) => {
      const doc = new PDFDocument({ compress: true });
      const parts: Buffer[] = [];
      doc.on('data', (part: Buffer) => void parts.push(part));
      doc.text(`x ${s}`);
      doc.end();
      await once(doc, 'end');
      await offer(page, 'a.pdf', Buffer.concat(parts).toString('base64'));
    },
  ],
];
test('a secret planted is found, wherever it is', async ({ page, leaks }) => {
  await page.goto('#/');
  await expect(page.getByText('None yet.')).toBeVisible(); // the engine's worker has answered
  for (const [at, [place, what, plant]] of plants.entries())
    await test.step(`${String(place)}: ${what}`, async () => {
      // Each has a secret of its own, so that no other's place is taken for its.
      const planted = `planted/${at}/secret+key/0123456789==`;
      expect(await leaks.find([planted])).toEqual([]);
      await plant(page, planted);
      await expect
        .poll(async () => (await leaks.find([planted])).map((leak) => leak.place))
        .toContain(place);
    });
});

test('what is not sent yet may stand in its fields, and nowhere else', async ({ page, leaks }) => {
  await page.goto('#/connect');
  await page.getByText('Enter the values one by one').click();
  await page.getByLabel('Secret access key').fill(secrets.secretAccessKey);
  expect((await leaks.find()).map(({ place }) => place)).toEqual(['field']);
  leaks.stillTyping();
  expect(await leaks.find()).toEqual([]);
});

test('a test that leaves a secret behind fails', async ({ page }) => {
  test.fail(true, 'the watch of world.ts must find it');
  await page.goto('#/');
  await page.evaluate((text) => localStorage.setItem('left', text), secrets.sessionToken);
});
