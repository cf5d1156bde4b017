import type { Frame, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { bakeRelay } from '../../src/hosting/relay.ts';
import { serveSite } from '../../src/node/site/serve.ts';
import { small } from '../aws/accounts/small.ts';
import { addRelays, expect, keeperOf, relayIn, stateOf, test } from './relay-world.ts';

const region = 'us-east-1';
const s3 = `https://s3.${region}.amazonaws.com`;

type Asked = { method: string; url: string; headers?: Record<string, string> };
type Heard = { status?: number; headers?: [string, string][]; refused?: string; failed?: boolean };

/**
 * Opens a relay by hand from the page that is shown, as the page's own code does. Gives what it said to the number in
 * its address, or to another one, and leaves a function behind that asks it.
 */
const openByHand = (page: Page | Frame, address: string, sent?: string): Promise<string> =>
  page.evaluate(
    ({ address, sent }) =>
      new Promise<string>((done) => {
        const frame = document.createElement('iframe');
        const nonce = crypto.randomUUID();
        const { port1, port2 } = new MessageChannel();
        frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
        frame.src = `${address}#${nonce}`;
        frame.id = 'by-hand';
        window.addEventListener('message', ({ data }) => done(String(data)));
        const waiting = new Map<number, (heard: unknown) => void>();
        port1.onmessage = ({ data }) => {
          if (data.ready === nonce) done('ready');
          else waiting.get(data.id)?.(data);
        };
        frame.addEventListener('load', () => {
          frame.contentWindow?.postMessage(sent ?? nonce, new URL(address).origin, [port2]);
          setTimeout(() => done('silent'), 1500);
        });
        let last = 0;
        Object.assign(window, {
          askRelay: (asked: object) =>
            new Promise((heard) => {
              const id = ++last;
              waiting.set(id, heard);
              port1.postMessage({ id, headers: {}, ...asked });
            }),
          abortRelay: (id: number) => port1.postMessage({ id, abort: true }),
        });
        document.body.append(frame);
      }),
    { address, sent },
  );
const ask = (page: Page, asked: Asked): Promise<Heard> =>
  page.evaluate(async (asked) => {
    const { body: _body, ...heard } = await (
      window as unknown as { askRelay(asked: object): Promise<{ body?: unknown }> }
    ).askRelay(asked);
    return heard as Heard;
  }, asked as Asked);

test('a relay works for the page that it was made for, and for no other', async ({
  page,
  aws,
  storeRelays,
}) => {
  await aws.seed(small);
  const [address = ''] = await storeRelays([region], 'https://audit.example');
  await page.goto('./');
  expect(await openByHand(page, address)).toBe('otherOrigin');
  await addRelays(page, [address]);
  await expect(stateOf(page, region)).toContainText('Of another page');
  await expect(stateOf(page, region)).toContainText(
    'was made for another page than http://127.0.0.1',
  );
});

test('one that was not made for any page, or is not there, is told as not found', async ({
  page,
  aws,
  watched,
}) => {
  await aws.seed(keeperOf([region], await readFile('public/relay.html', 'utf8')));
  await page.goto('./');
  await addRelays(page, [`${s3}/${relayIn(region).bucket}/relay.html`]);
  await expect(stateOf(page, region)).toContainText('Not found', { timeout: 15_000 });
  // Its own policy names no script yet, so that nothing of it runs.
  expect(watched.refused.every((text) => text.includes('__SCRIPT_HASH__'))).toBe(true);
  watched.refused.length = 0;
});

test('opened by itself, or with another number than the one in its address, it says nothing', async ({
  page,
  aws,
  storeRelays,
}) => {
  await aws.seed(small);
  const [address = ''] = await storeRelays([region]);
  await page.goto('./');
  expect(await openByHand(page, address, crypto.randomUUID())).toBe('silent');
  expect(await openByHand(page, address)).toBe('ready');

  const alone = await page.context().newPage();
  await alone.goto(address);
  await expect(alone.getByText('By itself it does nothing.')).toBeVisible();
  const answered = await alone.evaluate(
    () =>
      new Promise<boolean>((done) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(true);
        window.postMessage(location.hash.slice(1), '*', [port2]);
        setTimeout(() => done(false), 500);
      }),
  );
  expect(answered).toBe(false);
});

test('a page that is framed itself gets no word of a relay, and ours opens none', async ({
  page,
  aws,
  storeRelays,
  watched,
}) => {
  await aws.seed(small);
  const unframed = await serveSite({ folder: 'dist', headers: { 'Content-Security-Policy': '' } });
  const outer = createServer((_, answer) =>
    answer
      .setHeader('Content-Type', 'text/html')
      .end(`<!doctype html><iframe src="${unframed.url}#/relays"></iframe>`),
  );
  await new Promise<void>((done) => outer.listen(0, '127.0.0.1', done));
  try {
    const [address = ''] = await storeRelays([region], new URL(unframed.url).origin);
    await page.goto(unframed.url);
    expect(await openByHand(page, address)).toBe('ready');
    await page.goto(`http://127.0.0.1:${(outer.address() as { port: number }).port}`);
    const ours = page.frameLocator('iframe');
    await expect(ours.getByText(/Relays are off, because this page is shown inside/)).toBeVisible();
    const inner = page.frames().find((one) => one.url().startsWith(unframed.url));
    expect(inner && (await openByHand(inner, address))).toBe('silent');
  } finally {
    await page.goto('about:blank');
    outer.close();
    await unframed.stop();
    // Pages of this test that stand at ports of their own.
    const foreign = watched.foreign.filter((url) => !url.startsWith('http://127.0.0.1:'));
    watched.foreign.splice(0, Infinity, ...foreign);
  }
});

test('a redirect to another address is not followed', async ({ page, aws, storeRelays }) => {
  await aws.seed(small);
  const [address = ''] = await storeRelays([region]);
  await page.goto('./');
  expect(await openByHand(page, address)).toBe('ready');
  const url = `${s3}/some-bucket?acl`;
  await page.route(url, (route) =>
    route.fulfill({
      status: 307,
      headers: { location: 'https://s3.eu-west-1.amazonaws.com/taken?acl' },
    }),
  );
  const headers = { 'x-amz-security-token': 'token' };
  expect(await ask(page, { method: 'GET', url, headers })).toMatchObject({ status: 307 });
  // The other address leads to the front too, which would know.
  expect(aws.front.calls.filter(({ bucket }) => bucket === 'taken')).toEqual([]);
  expect(aws.front.preflights.filter(({ bucket }) => bucket === 'taken')).toEqual([]);
});

test('the frame of a relay can open and leave nothing: its sandbox lets it run and be of its origin', async ({
  page,
  aws,
  storeRelays,
}) => {
  await aws.seed(small);
  const addresses = await storeRelays([region]);
  await page.goto('./');
  await page.evaluate(() =>
    new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes]))
        if (node instanceof HTMLIFrameElement)
          document.body.dataset['frame'] =
            `${node.sandbox.value}, ${node.referrerPolicy}, ${node.hidden}`;
    }).observe(document.body, { childList: true }),
  );
  await addRelays(page, addresses);
  await expect(stateOf(page, region)).toContainText('Ready');
  expect(await page.locator('body').getAttribute('data-frame')).toBe(
    'allow-scripts allow-same-origin, no-referrer, true',
  );
});

test('it reads, and only settings, only of its own address, only with the headers of a signed read', async ({
  page,
  aws,
  storeRelays,
}) => {
  await aws.seed(small);
  const [address = ''] = await storeRelays([region]);
  await page.goto('./');
  expect(await openByHand(page, address)).toBe('ready');
  const before = aws.front.calls.length;
  for (const [asked, refused] of [
    [{ method: 'POST', url: `${s3}/` }, 'method'],
    [{ method: 'PUT', url: `${s3}/a-bucket?policy` }, 'method'],
    [{ method: 'DELETE', url: `${s3}/a-bucket` }, 'method'],
    [{ method: 'get', url: `${s3}/` }, 'method'],
    [{ method: 'GET', url: 'https://s3.eu-west-1.amazonaws.com/' }, 'address'],
    [{ method: 'GET', url: 'https://example.com/' }, 'address'],
    [{ method: 'GET', url: `${s3}.example.com/` }, 'address'],
    [{ method: 'GET', url: `https://user:secret@s3.${region}.amazonaws.com/` }, 'address'],
    [{ method: 'GET', url: `http://s3.${region}.amazonaws.com/` }, 'address'],
    [{ method: 'GET', url: `${s3}/a-bucket/an-object` }, 'address'],
    [{ method: 'GET', url: '//example.com' }, 'address'],
    [{ method: 'GET', url: 'data:text/plain,x' }, 'address'],
    [{ method: 'GET', url: `${s3}/`, headers: { cookie: 'a=b' } }, 'header'],
    [{ method: 'GET', url: `${s3}/`, headers: { 'x-amz-copy-source': 'a/b' } }, 'header'],
  ] as const)
    expect([asked, (await ask(page, asked)).refused]).toEqual([asked, refused]);
  expect(aws.front.calls).toHaveLength(before);
  // The same relay does read: S3 refuses what is not signed, and that answer comes back.
  expect(await ask(page, { method: 'GET', url: `${s3}/` })).toMatchObject({ status: 403 });
});

test('what S3 answers comes back as it is: redirects, refusals, throttling, faults, and no answer', async ({
  page,
  aws,
  storeRelays,
}) => {
  await aws.seed(small);
  const [address = ''] = await storeRelays([region]);
  await page.goto('./');
  expect(await openByHand(page, address)).toBe('ready');
  const url = `${s3}/some-bucket?acl`;
  const heard = async (rule: Parameters<typeof aws.front.script>[0][number]['do']) => {
    aws.front.script([{ when: { bucket: 'some-bucket' }, do: rule }]);
    return ask(page, { method: 'GET', url });
  };
  for (const status of [301, 307, 400, 403, 404, 500, 503])
    expect(await heard({ status, code: 'AnyCode' })).toMatchObject({ status });
  expect(await heard('reset')).toMatchObject({ failed: true });
  aws.front.script([{ when: { bucket: 'some-bucket' }, do: { latencyMs: 3000 } }]);
  const hanging = ask(page, { method: 'GET', url });
  await expect.poll(() => aws.front.calls.at(-1)?.bucket).toBe('some-bucket');
  await page.evaluate(() => {
    const { abortRelay } = window as unknown as { abortRelay(id: number): void };
    for (let id = 1; id < 20; id++) abortRelay(id);
  });
  expect(await hanging).toMatchObject({ failed: true });
  aws.front.script([]);
  await page.goto('about:blank');
});

test('it keeps nothing: no storage, no cookie, no global', async ({ page, aws, storeRelays }) => {
  await aws.seed(small);
  const [address = ''] = await storeRelays([region]);
  await page.goto('./');
  expect(await openByHand(page, address)).toBe('ready');
  await ask(page, { method: 'GET', url: `${s3}/`, headers: { 'x-amz-security-token': 'token' } });
  const frame = page.frames().find((one) => one.url().startsWith(s3));
  expect(
    await frame?.evaluate(async () => {
      // A browser may keep a frame from storing anything; what cannot be kept is not.
      const kept = <T>(count: () => T): T | number => {
        try {
          const found = count();
          return found instanceof Promise ? (found.catch(() => 0) as T) : found;
        } catch {
          return 0;
        }
      };
      const blank = document.createElement('iframe');
      document.body.append(blank);
      const usual = new Set(Object.getOwnPropertyNames(blank.contentWindow));
      const added = Object.getOwnPropertyNames(window).filter(
        (name) => !usual.has(name) && !/^\d+$/.test(name),
      );
      return {
        added,
        cookie: document.cookie,
        local: kept(() => localStorage.length),
        session: kept(() => sessionStorage.length),
        databases: await kept(async () => (await indexedDB.databases()).length),
        caches: await kept(async () => (await caches.keys()).length),
      };
    }),
  ).toEqual({ added: [], cookie: '', local: 0, session: 0, databases: 0, caches: 0 });
});

/** A page of S3's own origin that opens ours, lets go of it so that nobody sees who did, and reaches for its frames. */
const hostile = `<!doctype html><script>
  const target = decodeURIComponent(location.hash.slice(1));
  const held = window.open('about:blank');
  held.opener = null;
  held.location = target;
  window.caught = [];
  setInterval(() => {
    try {
      for (let at = 0; at < held.length; at++) {
        const inner = held[at];
        if (inner.stolen) continue;
        inner.fetch = (...request) => { window.caught.push(String(request[0])); return Promise.reject(new Error('stolen')); };
        inner.stolen = true;
      }
    } catch {}
  }, 10);
</script>`;

test('a hostile page that S3 serves cannot reach the relay of a page that is served with COOP', async ({
  page,
  aws,
  site,
}) => {
  await aws.seed(small);
  // A page that frames a relay without our guard, to show that the attack is real where COOP is missing.
  const victims = await Promise.all(
    [false, true].map(async (guarded) => {
      const html = (relay: string) =>
        `<!doctype html><body><script>
          const frame = document.createElement('iframe');
          const nonce = crypto.randomUUID();
          const { port1, port2 } = new MessageChannel();
          frame.src = '${relay}#' + nonce;
          port1.onmessage = ({ data }) => { if (data.ready) setTimeout(() => port1.postMessage({ id: 1, method: 'GET', url: '${s3}/?max-buckets=1', headers: {} }), 500); };
          frame.onload = () => frame.contentWindow.postMessage(nonce, '${s3}', [port2]);
          document.body.append(frame);
        </script>`;
      let relay = '';
      const server = createServer((_, answer) => {
        if (guarded) answer.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
        answer.setHeader('Content-Type', 'text/html').end(html(relay));
      });
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      const { port } = server.address() as { port: number };
      const origin = `http://127.0.0.1:${port}`;
      return { server, origin, is: (address: string) => void (relay = address) };
    }),
  );
  const [open, guarded] = victims;
  if (!open || !guarded) throw new Error('no victims');
  const template = await readFile('public/relay.html', 'utf8');
  const object = async (name: string, body: string) => {
    const [bucket] = keeperOf([region], body).buckets;
    if (!bucket) throw new Error('no bucket');
    return {
      ...bucket,
      name,
      policy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${name}/*`,
          },
        ],
      },
    };
  };
  await aws.seed({
    id: '210987654321',
    buckets: [
      await object('relay-open', (await bakeRelay(template, open.origin)).html),
      await object('relay-guarded', (await bakeRelay(template, guarded.origin)).html),
      await object('relay-ours', (await bakeRelay(template, new URL(site.url).origin)).html),
      await object('hostile', hostile),
    ],
  });
  open.is(`${s3}/relay-open/relay.html`);
  guarded.is(`${s3}/relay-guarded/relay.html`);
  const attack = async (target: string, wait: () => Promise<void>) => {
    const attacker = await page.context().newPage();
    await attacker.goto(`${s3}/hostile/relay.html#${encodeURIComponent(target)}`);
    await wait();
    const caught = await attacker.evaluate(
      () => (window as unknown as { caught: string[] }).caught,
    );
    for (const one of page.context().pages()) if (one !== page) await one.close();
    return caught;
  };
  const aWhile = () => page.waitForTimeout(3000);
  try {
    expect(await attack(open.origin, aWhile), 'without COOP the attack works').toContain(
      `${s3}/?max-buckets=1`,
    );
    expect(await attack(guarded.origin, aWhile), 'with it, it does not').toEqual([]);

    // Our page, with its relay open in it.
    await page.goto('./');
    await addRelays(page, [`${s3}/relay-ours/relay.html`]);
    await expect(stateOf(page, region)).toContainText('Ready');
    const caught = await attack(`${site.url}#/relays`, async () => {
      const ours = page.context().pages().at(-1) as Page;
      await ours.getByRole('button', { name: /^Test/ }).click();
      await expect(stateOf(ours, region)).toContainText('Ready');
    });
    expect(caught).toEqual([]);
  } finally {
    for (const { server } of victims) server.close();
  }
});

test('served without COOP, the page opens no relay and says why', async ({
  page,
  aws,
  storeRelays,
  watched,
}) => {
  await aws.seed(small);
  const bare = await serveSite({ folder: 'dist', headers: { 'Cross-Origin-Opener-Policy': '' } });
  try {
    const addresses = await storeRelays([region], new URL(bare.url).origin);
    await page.goto(bare.url);
    await page.goto(`${bare.url}#/relays`);
    await page.getByLabel('Addresses, one a line').fill(addresses.join('\n'));
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(
      page.getByText(/Relays are off, because this page came without the header/),
    ).toBeVisible();
    await expect(stateOf(page, region)).toContainText('Off');
    await page.waitForTimeout(500);
    expect(page.frames().map((frame) => frame.url())).toEqual([`${bare.url}#/relays`]);
  } finally {
    await bare.stop();
    // The copy without the header stands at a port of its own.
    const foreign = watched.foreign.filter((url) => !url.startsWith(bare.url));
    watched.foreign.splice(0, Infinity, ...foreign);
  }
});
