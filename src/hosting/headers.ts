/**
 * What a host should send with this site where it can; the page itself carries the rest of its policy. Where the host
 * does not, the service worker adds them. `public/_headers` says the same to hosts that read such a file.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // A `<meta>` policy cannot forbid framing. https://www.w3.org/TR/CSP3/#meta-element
  'Content-Security-Policy': "frame-ancestors 'none'",
};
