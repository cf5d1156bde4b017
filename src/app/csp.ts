import { domainOf, everyRegion } from './regions.ts';

/** Stores on the user's own machine; a page cannot reach other addresses without being built for them. */
const loopback = ['http://localhost:*', 'http://127.0.0.1:*'];

/**
 * The page's Content Security Policy. Hosts are exact, but for S3 Control, whose host begins with the account.
 * It stands in a `<meta>` element, so it cannot be loosened while running; workers start from a blob and inherit it.
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
 */
export function contentSecurityPolicy(): string {
  const hosts = everyRegion.flatMap(({ partition, region }) => {
    const domain = `${region}.${domainOf(partition)}`;
    return [
      `https://s3.${domain}`,
      `https://*.s3-control.${domain}`,
      `https://sts.${domain}`,
      `https://ec2.${domain}`,
    ];
  });
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${[...hosts, ...loopback].join(' ')}`,
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types svelte-trusted-html default',
  ].join('; ');
}
