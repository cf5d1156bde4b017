import { securityHeaders } from '../../hosting/headers.ts';
import { mark, type Sender } from './page.ts';

/** How this document came to be here. */
export interface Served {
  /**
   * Who sent the `Cross-Origin-Opener-Policy` that this document came with; `none` where it came without, `unknown`
   * where the host could not be asked.
   */
  opener: Sender | 'none' | 'unknown';
  /** Whether the service worker answers for this page's files. */
  offline: 'ready' | 'not yet' | 'unsupported';
}

/**
 * Finds out how this document was served. A document cannot read its own headers: one that the service worker served
 * carries its word, and for any other the host is asked for the page once more.
 */
export async function served(): Promise<Served> {
  const workers = workersOf(navigator);
  const offline = !workers ? 'unsupported' : workers.controller ? 'ready' : 'not yet';
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const word = navigation?.serverTiming?.find(({ name }) => name === mark)?.description;
  if (word === 'host' || word === 'worker') return { opener: word, offline };
  try {
    const answer = await fetch(document.baseURI, { method: 'GET', cache: 'no-store' });
    const name = 'Cross-Origin-Opener-Policy';
    const sent = answer.headers.get(name) === securityHeaders[name];
    return { opener: answer.ok && sent ? 'host' : 'none', offline };
  } catch {
    return { opener: 'unknown', offline };
  }
}

/** Undefined in old browsers, in some private windows, and on pages that came over plain HTTP. */
export const workersOf = (from: Navigator): ServiceWorkerContainer | undefined =>
  'serviceWorker' in from ? from.serviceWorker : undefined;
