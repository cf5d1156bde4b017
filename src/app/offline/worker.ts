import { pageOf } from './page.ts';

/**
 * The service worker: keeps this site's own files, so that the page opens without a network, and adds to the page the
 * security headers that its host does not send. It answers for the files in its list, which the build writes into the
 * first line of `sw.js` with their hashes, and for nothing else: no other host, and no file that the list lacks.
 *
 * A new version is fetched whole and checked before it takes over, and it takes over when the page asks for it or when
 * no page is open any more. https://developer.mozilla.org/en-US/docs/Web/API/Service_Worker_API
 */
interface Files {
  /** Path and integrity of what is kept from the first visit on. */
  now: Readonly<Record<string, string>>;
  /** The same of what is kept once it is used. */
  later: Readonly<Record<string, string>>;
}

const worker = self as unknown as ServiceWorkerGlobalScope & { siteFiles: Files };
const { now, later } = worker.siteFiles;
const scope = worker.registration.scope;
const index = 'index.html';

/** One store for each place on a host; another copy of the site beside this one has its own. */
const open = () => caches.open(`bucketproof ${scope}`);

/** Files lie under their hash, so versions share what they have in common. */
const keyOf = (file: string, integrity: string) =>
  `${scope}${file}?${encodeURIComponent(integrity)}`;

/** Fetches a file, refuses it unless it is the one that was built, and keeps it. */
async function take(cache: Cache, file: string, integrity: string): Promise<Response> {
  // Some hosts answer "index.html" with the way to "./".
  const address = file === index ? scope : scope + file;
  const answer = await fetch(address, { integrity, cache: 'no-cache', credentials: 'same-origin' });
  if (!answer.ok) throw new TypeError(`${file} was answered with ${answer.status}`);
  await cache.put(keyOf(file, integrity), answer.clone());
  return answer;
}

async function takeAll(): Promise<void> {
  const cache = await open();
  await Promise.all(
    Object.entries(now).map(async ([file, integrity]) => {
      if (!(await cache.match(keyOf(file, integrity)))) await take(cache, file, integrity);
    }),
  );
}

/** Drops what only earlier versions used; not while another window may still be one of them. */
async function dropOld(): Promise<void> {
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.length > 1) return;
  const cache = await open();
  const used = new Set(
    Object.entries({ ...now, ...later }).map(([file, integrity]) => keyOf(file, integrity)),
  );
  for (const request of await cache.keys()) if (!used.has(request.url)) await cache.delete(request);
}

/** The file that an address names, or null where it is not one of this site's. */
function fileAt(address: string): string | null {
  const { origin, pathname } = new URL(address);
  const place = origin + pathname;
  if (!place.startsWith(scope)) return null;
  const file = place.slice(scope.length) || index;
  return Object.hasOwn(now, file) || Object.hasOwn(later, file) ? file : null;
}

async function answer(request: Request, file: string): Promise<Response> {
  const integrity = now[file] ?? later[file] ?? '';
  const cache = await open();
  const kept =
    (await cache.match(keyOf(file, integrity))) ??
    // The host may have a newer file by now, or none: the browser is told what the host says.
    (await take(cache, file, integrity).catch(() => fetch(request)));
  return request.mode === 'navigate' && file === index ? pageOf(kept) : kept;
}

/** A file of an earlier version, for a window that still runs it. Names in `assets/` hold the hash of their content. */
async function earlier(request: Request): Promise<Response> {
  const cache = await open();
  const kept = await cache.match(request, { ignoreSearch: true });
  return kept ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(takeAll()));
worker.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([worker.clients.claim(), dropOld()])),
);
worker.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(worker.skipWaiting());
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  // What is asked for with "no-store" is a question about the host; see `served.ts`.
  if (request.method !== 'GET' || request.cache === 'no-store') return;
  const file = fileAt(request.url);
  if (file !== null) event.respondWith(answer(request, file));
  else if (request.url.startsWith(`${scope}assets/`)) event.respondWith(earlier(request));
});
