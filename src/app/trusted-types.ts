/**
 * Workers are started from a `blob:` of ours, because one that is loaded from its own address is not bound by the page's
 * policy; so no other address is trusted, but for the service worker's. Loaded before anything that starts one.
 * https://developer.mozilla.org/en-US/docs/Web/API/Trusted_Types_API
 */
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
factory?.createPolicy('default', {
  createScriptURL(url) {
    const { href, origin, protocol } = new URL(url, document.baseURI);
    const blob = protocol === 'blob:' && origin === location.origin;
    if (!blob && href !== new URL('sw.js', document.baseURI).href)
      throw new TypeError('Only scripts of this page may run.');
    return url;
  },
});
