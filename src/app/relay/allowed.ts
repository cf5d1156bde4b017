import { served } from '../offline/served.ts';

/**
 * Whether this page may use relays. A relay shares its origin with every page that anybody serves from S3 by path, and
 * such a page could reach into the relay's frame if it held our window: because it opened us, or because it frames us.
 * `Cross-Origin-Opener-Policy: same-origin` rules out the first, and being nobody's frame the second.
 */
export type Allowed = 'yes' | 'framed' | 'afterReload' | 'never' | 'unknown';

export async function relaysAllowed(): Promise<Allowed> {
  if (window.top !== window) return 'framed';
  const { opener, offline } = await served();
  if (opener === 'host' || opener === 'worker') return 'yes';
  if (opener === 'unknown') return 'unknown';
  return offline === 'unsupported' ? 'never' : 'afterReload';
}

/** Why relays are off, as a sentence and what to do about it. */
export const whyOff: Readonly<Record<Exclude<Allowed, 'yes'>, string>> = {
  framed:
    'Relays are off, because this page is shown inside another page, which could reach into them. Open it in a tab of its own.',
  afterReload:
    'Relays are off, because this page came without the header Cross-Origin-Opener-Policy, which keeps pages that open it away from them. Its service worker adds the header from the next load on: reload the page once.',
  never:
    'Relays are off, because this page came without the header Cross-Origin-Opener-Policy, which keeps pages that open it away from them, and this browser has no service worker here that could add it. Ask whoever hosts this page to send the header.',
  unknown:
    'Relays are off, because it could not be found out whether this page came with the header Cross-Origin-Opener-Policy, which keeps pages that open it away from them: its host does not answer. Check the network, then reload the page.',
};

/**
 * Reloads a page whose service worker will add the header, once it is there, if nobody has done anything on the page
 * yet. A page that was reloaded already is not reloaded again.
 */
export async function reloadUnlessUsed(isUsed: () => boolean): Promise<void> {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (navigation?.type !== 'navigate') return;
  await navigator.serviceWorker.ready;
  if (!isUsed() && !hasTyped()) location.reload();
}

function hasTyped(): boolean {
  if (navigator.userActivation?.hasBeenActive ?? true) return true;
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input, textarea',
  );
  return [...fields].some((field) => field.value !== field.defaultValue);
}
