/**
 * Workers are started from a `blob:` of ours, and `Worker` asks for a trusted URL. Loaded before anything that
 * starts one. https://developer.mozilla.org/en-US/docs/Web/API/Trusted_Types_API
 */
interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
factory?.createPolicy('default', {
  createScriptURL(url) {
    const { origin, protocol } = new URL(url, location.href);
    const own = origin === location.origin && ['http:', 'https:', 'blob:'].includes(protocol);
    if (!own) throw new TypeError('Only scripts of this page may run.');
    return url;
  },
});
