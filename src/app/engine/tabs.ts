/** Tells other tabs of this page that the list of audits has changed, and hears it from them. */
export interface Tabs {
  tell(): void;
  onChange(listener: () => void): void;
}

/** A tab that nobody else is with. */
export const alone: Tabs = { tell: () => undefined, onChange: () => undefined };

/** The other tabs in this browser; nobody where it has no way to reach them. */
export function otherTabs(): Tabs {
  if (typeof BroadcastChannel === 'undefined') return alone;
  const channel = new BroadcastChannel('bucketproof');
  return {
    tell: () => channel.postMessage('changed'),
    onChange: (listener) => channel.addEventListener('message', listener),
  };
}
