/** Something that an erasure leaves in the browser, and why. */
export interface Left {
  place: 'local storage' | 'session storage' | 'cache' | 'database';
  name: string;
  why: string;
}

const reasons: Readonly<Record<string, string>> = {
  'bucketproof-theme': 'the colours you chose',
  'bucketproof-asked-to-keep': 'that the browser was asked once to keep its storage',
};
const choice = 'a choice you made on this page; nothing of an audit';
const foreign = 'not of this page; another page of the same host put it there';

/** What lies in this browser's storage for this host, audits aside. Where the browser does not tell, nothing. */
export async function leftBehind(): Promise<readonly Left[]> {
  const keys = (storage: () => Storage, place: Left['place']): Left[] => {
    try {
      return Object.keys(storage()).map((name) => ({
        place,
        name,
        why: reasons[name] ?? (name.startsWith('bucketproof') ? choice : foreign),
      }));
    } catch {
      return [];
    }
  };
  const caches = async (): Promise<Left[]> =>
    (await globalThis.caches.keys()).map((name) => ({
      place: 'cache',
      name,
      why: /bucketproof/i.test(name)
        ? 'the files of this page itself, so that it opens without a network'
        : foreign,
    }));
  const databases = async (): Promise<Left[]> =>
    (await indexedDB.databases()).map(({ name = '' }) => ({
      place: 'database',
      name,
      why: name === 'bucketproof' ? 'the empty database of this page, read back above' : foreign,
    }));
  const none = (): Left[] => [];
  return [
    ...keys(() => localStorage, 'local storage'),
    ...keys(() => sessionStorage, 'session storage'),
    ...(await databases().catch(none)),
    ...(await caches().catch(none)),
  ];
}
