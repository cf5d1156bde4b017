import { securityHeaders } from '../../hosting/headers.ts';

/** By this name in `Server-Timing` a document learns what it was served with. */
export const mark = 'bucketproof-opener-policy';

/** What `mark` says: the host sent the header, or the service worker added it. */
export type Sender = 'host' | 'worker';

/**
 * A kept page as a document is given it: with the security headers that its host did not send, and a word on who sent
 * `Cross-Origin-Opener-Policy`, which a document cannot see for itself.
 */
export function pageOf(kept: Response): Response {
  const headers = new Headers(kept.headers);
  const sender: Sender = headers.get(opener) === securityHeaders[opener] ? 'host' : 'worker';
  for (const [name, value] of Object.entries(securityHeaders))
    if (!headers.has(name)) headers.set(name, value);
  // Weaker than ours would leave the page open to whoever opened it.
  headers.set(opener, securityHeaders[opener] ?? '');
  headers.append('Server-Timing', `${mark};desc=${sender}`);
  const { status, statusText } = kept;
  return new Response(kept.body, { status, statusText, headers });
}

const opener = 'Cross-Origin-Opener-Policy';
