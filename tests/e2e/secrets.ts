import type { BrowserContext, ConsoleMessage, Download, Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

const run = promisify(execFile);

/** Where a secret was found, and in which form it stood there. Never the secret itself. */
export interface Leak {
  place: string;
  form: string;
}

/** A text to search for. */
interface Needle {
  /** Which secret, by its number, and how it is written. */
  form: string;
  text: string;
}

/** Every way in which a secret could be written down: as it is, and encoded as addresses, JSON, HTML and base64 do. */
function needlesOf(secrets: readonly string[]): readonly Needle[] {
  return secrets.flatMap((secret, at) => {
    const forms: Record<string, string> = {
      plain: secret,
      'URL-encoded': encodeURIComponent(secret),
      'form-encoded': new URLSearchParams({ s: secret }).toString().slice(2),
      'JSON-escaped': JSON.stringify(secret).slice(1, -1),
      'JSON with escaped slashes': secret.replaceAll('/', '\\/'),
      'HTML-escaped': secret.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`),
      hex: Buffer.from(secret).toString('hex'),
    };
    // In base64 a text looks different for each of three places to begin at; its ends mix with what stands around it.
    for (const shift of [0, 1, 2]) {
      const whole = Buffer.from('\0'.repeat(shift) + secret).toString('base64');
      const own = whole.slice(shift === 0 ? 0 : 4, -4).replace(/=+$/, '');
      forms[`base64 from ${shift}`] = own;
      forms[`base64url from ${shift}`] = own.replaceAll('+', '-').replaceAll('/', '_');
    }
    const seen = new Set<string>();
    return Object.entries(forms).flatMap(([form, text]) => {
      if (seen.has(text)) return [];
      seen.add(text);
      return [{ form: `secret ${at + 1}, ${form}`, text }];
    });
  });
}

const leaksIn = (place: string, text: string, needles: readonly Needle[]): Leak[] =>
  needles.filter((needle) => text.includes(needle.text)).map(({ form }) => ({ place, form }));

/** Records what the pages of a context say and write while a test runs, and looks for secrets at its end. */
export interface SecretWatch {
  /** Further secrets that this test uses. */
  add(...secrets: string[]): void;
  /** Says that the test ends with credentials typed and not sent: they stand in their fields, as they must. */
  stillTyping(): void;
  /** Looks everywhere for these secrets; for all that were named where none are given. */
  find(secrets?: readonly string[]): Promise<readonly Leak[]>;
}

export function watchSecrets(context: BrowserContext, known: readonly string[]): SecretWatch {
  const secrets = [...known];
  const said: string[] = [];
  const addresses: string[] = [];
  const downloads: Download[] = [];
  let typing = false;

  const follow = (page: Page) => {
    page.on('console', (message) => void said.push(...wordsOf(message)));
    page.on('pageerror', ({ message, stack }) => void said.push(message, stack ?? ''));
    page.on('framenavigated', (frame) => void addresses.push(frame.url()));
    page.on('download', (download) => void downloads.push(download));
  };
  context.pages().forEach(follow);
  context.on('page', follow);
  // Workers' messages reach the context too; those of a page come twice, which does no harm.
  context.on('console', (message) => void said.push(...wordsOf(message)));
  context.on('request', (request) => {
    addresses.push(ofRequest(request.url()), request.headers()['referer'] ?? '');
  });

  return {
    add: (...more) => void secrets.push(...more),
    stillTyping: () => void (typing = true),
    async find(wanted = secrets) {
      const needles = needlesOf(wanted);
      const found = [
        ...leaksIn('console', said.join('\n'), needles),
        ...leaksIn('address or request', addresses.join('\n'), needles),
      ];
      for (const page of context.pages()) {
        if (page.isClosed() || page.url() === 'about:blank') continue;
        found.push(...leaksIn('address', page.url(), needles));
        for (const worker of page.workers()) {
          const timed = () => performance.getEntries().map(({ name }) => name);
          const names = await worker.evaluate(timed).catch(() => []);
          found.push(...leaksIn('resource address in a worker', names.join('\n'), needles));
        }
        const inside = await page.evaluate(searchPage, { needles, typing }).catch(() => null);
        if (inside) found.push(...inside);
      }
      const cookies = JSON.stringify(await context.cookies());
      found.push(...leaksIn('cookie', cookies, needles));
      for (const download of downloads) {
        const name = download.suggestedFilename();
        for (const text of await textsOf(download))
          found.push(...leaksIn(`download ${name}`, text, needles));
      }
      return found;
    },
  };
}

/** What the browser itself says of a request, which no page can keep it from, has no arguments. */
const wordsOf = (message: ConsoleMessage) => {
  const words = [message.text(), JSON.stringify(message.location())];
  return message.args().length > 0 ? words : words.map(ofRequest);
};

/**
 * A text with the addresses of signed requests to S3 in it, without what each of them must carry: the key's name and
 * the session token, in the two parameters that are theirs.
 */
const ofRequest = (text: string) =>
  text.replace(/https?:\/\/[^\s"'\\]+/g, (address) =>
    /[?&]X-Amz-Signature=[0-9a-f]{64}(&|$)/.test(address)
      ? address.replace(/([?&]X-Amz-(?:Credential|Security-Token)=)[^&]*/g, '$1')
      : address,
  );

/** What a download says: its bytes as they are, unzipped where they are zipped, and the text of a PDF. */
async function textsOf(download: Download): Promise<readonly string[]> {
  const path = await download.path().catch(() => null);
  if (path === null) return [];
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const texts = [download.url(), bytes.toString('latin1'), bytes.toString('utf8')];
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) texts.push(gunzipSync(bytes).toString('utf8'));
  if (bytes.subarray(0, 5).toString() === '%PDF-')
    // Lines are broken where a text is too long for its column.
    texts.push(
      (await run('pdftotext', [path, '-'], { maxBuffer: 200_000_000 })).stdout.replace(/\s+/g, ''),
    );
  return texts;
}

/**
 * Searches everything that a page can see: its document, its storage and its history. Runs in the page, so that large
 * audits are not carried out of it.
 */
async function searchPage({
  needles,
  typing,
}: {
  needles: readonly Needle[];
  typing: boolean;
}): Promise<Leak[]> {
  const found: Leak[] = [];
  const look = (place: string, text: string) => {
    for (const { form, text: needle } of needles)
      if (text.includes(needle)) found.push({ place, form });
  };
  /** Writes a value as text, with what JSON leaves out: bytes, maps, sets and files. */
  const write = async (value: unknown): Promise<string> => {
    const parts: string[] = [];
    const files: Blob[] = [];
    // Large audits are hundreds of thousands of values: only files are waited for.
    const walk = (one: unknown, deep: number): void => {
      if (typeof one === 'string') parts.push(one);
      else if (one === null || typeof one !== 'object' || deep > 12) parts.push(String(one));
      else if (one instanceof Blob) files.push(one);
      else if (one instanceof ArrayBuffer || ArrayBuffer.isView(one)) {
        const view = ArrayBuffer.isView(one) ? one : new Uint8Array(one);
        const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
        parts.push(new TextDecoder('latin1').decode(bytes));
      } else if (one instanceof Map || one instanceof Set) walk([...one], deep + 1);
      else
        for (const [key, inner] of Object.entries(one)) {
          parts.push(key);
          walk(inner, deep + 1);
        }
    };
    walk(value, 0);
    for (const file of files) parts.push(await file.text());
    return parts.join('\n');
  };
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no answer'));
    });

  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots)
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
        if (!typing) look('field', element.value);
        look('field as it was', element.defaultValue);
      }
    }
  for (const root of roots)
    look('document', root instanceof Document ? root.documentElement.outerHTML : root.innerHTML);
  look('document', `${document.title}\n${document.referrer}\n${document.body.innerText}`);
  look('window name', window.name);
  look('address', location.href);
  look('history', await write(history.state));
  look('cookie', document.cookie);
  look(
    'resource address',
    performance
      .getEntries()
      .map(({ name }) => name)
      .join('\n'),
  );
  const stores: [string, () => Storage][] = [
    ['local storage', () => localStorage],
    ['session storage', () => sessionStorage],
  ];
  for (const [place, storage] of stores)
    look(place, JSON.stringify({ ...storage() }) + (await write({ ...storage() })));

  for (const { name = '' } of await indexedDB.databases().catch(() => [])) {
    look('database', name);
    try {
      const database = await done(indexedDB.open(name));
      for (const table of database.objectStoreNames) {
        const store = database.transaction(table).objectStore(table);
        const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
        look(`database ${name}, ${table}`, `${await write(keys)}\n${await write(values)}`);
      }
      database.close();
    } catch {
      // A test has taken the database away.
    }
  }
  if ('caches' in globalThis)
    for (const name of await caches.keys()) {
      look('cache', name);
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const answer = await cache.match(request);
        const headers = [...request.headers, ...(answer?.headers ?? [])].flat().join('\n');
        look(`cache ${name}`, `${request.url}\n${headers}\n${(await answer?.text()) ?? ''}`);
      }
    }
  return found;
}
