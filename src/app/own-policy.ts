import { connectSources, connectSourcesOf, reaches } from '../hosting/csp.ts';

/** What to say of an endpoint that `allowed` refuses. */
export const blocked =
  "This page's policy would block that address: it lets the page reach AWS, this computer (localhost) and what its host has configured. Whoever hosts the page can add it with npm run configure; or use the collector with --endpoint.";

/**
 * Whether this page's own policy lets it connect to an address. Asks the policy in the page itself, so it cannot say
 * otherwise than the browser; in development, where the page has none, it asks the one that is built by default.
 */
export function allowed(address: URL): boolean {
  const policy = document.querySelector<HTMLMetaElement>(
    'meta[http-equiv="Content-Security-Policy"]',
  );
  const sources = policy && connectSourcesOf(policy.content);
  return reaches(sources ?? connectSources(), address, location.origin);
}
