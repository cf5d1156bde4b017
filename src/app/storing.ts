import type { WhyNotStored } from './engine/protocol.ts';

/** Why the browser stores nothing, or not this, and what to do about it. */
export const whyNotStored: Readonly<
  Record<Exclude<WhyNotStored, ''>, { says: string; next: string }>
> = {
  noDatabase: {
    says: 'This browser gives this page no storage, as private windows often do.',
    next: 'Export the snapshot to keep it, or use a window that is not private.',
  },
  full: {
    says: 'The storage that this browser gives this page is full.',
    next: 'Export the snapshot to keep it, then delete audits that are no longer needed.',
  },
  failed: {
    says: 'This browser refused to write to its storage.',
    next: 'Export the snapshot to keep it, then reload the page.',
  },
  otherVersion: {
    says: 'A newer version of this page has taken over the audits in this browser. They are safe.',
    next: 'Export the snapshot of what only this tab holds, then reload the page.',
  },
  blocked: {
    says: 'Another tab holds the audits in this browser with an older version of this page.',
    next: 'Close the other tabs of this page, then reload this one.',
  },
};

/** What the browser's storage holds of this page; null where the browser does not tell. */
export interface Space {
  /** Bytes in use and allowed, as the browser estimates them. */
  usage: number;
  quota: number;
  /** True where the browser clears it only when the user does. */
  persisted: boolean;
}

/** Asks the browser how much it stores. https://storage.spec.whatwg.org/ */
export async function spaceTaken(): Promise<Space | null> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    if (usage === undefined || quota === undefined) return null;
    return { usage, quota, persisted: await navigator.storage.persisted() };
  } catch {
    return null;
  }
}

/** Remembers that the browser was asked, because Firefox asks its user in turn. */
const asked = 'bucketproof-asked-to-keep';

/** Asks the browser, once, not to clear what is stored when it runs out of space. It may say no. */
export async function askToKeep(): Promise<void> {
  try {
    if (localStorage.getItem(asked) !== null) return;
    if (await navigator.storage.persisted()) return;
    localStorage.setItem(asked, 'yes');
    await navigator.storage.persist();
  } catch {
    // A browser without it stores as well as it can.
  }
}

/** Bytes as people write them: `840 kB`, `12.3 MB`. */
export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let [value, at] = [count, 0];
  while (value >= 1000 && at < units.length - 1) [value, at] = [value / 1000, at + 1];
  const digits = at < 2 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })} ${units[at]}`;
}
