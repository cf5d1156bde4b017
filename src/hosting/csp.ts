import { type Partition, regions } from './regions.ts';
import { frameSources } from './relay.ts';
import { services } from './services.ts';

/** Stores on the user's own machine. */
const loopback = ['http://localhost:*', 'http://127.0.0.1:*'];

/** Every source that pages and workers may connect to. `endpoints` are origins, as `config.ts` lets them through. */
export const connectSources = (endpoints: readonly string[] = []): readonly string[] => [
  "'self'",
  ...(Object.keys(regions) as Partition[]).flatMap((partition) =>
    services.flatMap((service) => service.hosts(partition).map((host) => `https://${host}`)),
  ),
  ...loopback,
  ...endpoints,
];

/**
 * The page's Content Security Policy. Hosts are exact, but for S3 Control, whose host begins with the account. Frames
 * may come from S3 alone: relays, hidden and in a sandbox.
 * It stands in a `<meta>` element, so it cannot be loosened while running; workers start from a blob and inherit it.
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
 */
export const contentSecurityPolicy = (endpoints: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${connectSources(endpoints).join(' ')}`,
    "worker-src 'self' blob:",
    `frame-src ${frameSources().join(' ')}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types svelte-trusted-html default',
  ].join('; ');

/** The sources of a policy's `connect-src`; null where it has none. */
export const connectSourcesOf = (policy: string): readonly string[] | null =>
  policy
    .split(';')
    .map((directive) => directive.trim().split(/\s+/))
    .find(([name]) => name === 'connect-src')
    ?.slice(1) ?? null;

/**
 * Whether a policy with these sources lets a page of the origin `own` connect to `address`. Knows the forms that
 * `connectSources` writes: `'self'`, an origin, a wildcard label, a wildcard port.
 * https://www.w3.org/TR/CSP3/#match-url-to-source-list
 */
export function reaches(sources: readonly string[], address: URL, own: string): boolean {
  return sources.some((source) => {
    if (source === "'self'") return address.origin === own;
    if (source.endsWith(':*')) return `${address.protocol}//${address.hostname}:*` === source;
    const [scheme, host] = source.split('//');
    if (!host?.startsWith('*.')) return address.origin === source;
    return (
      address.protocol === scheme && address.port === '' && address.hostname.endsWith(host.slice(1))
    );
  });
}
