/** The part of the Web Locks that the page uses, for Node versions that have none. The browser's own run in tests/e2e. */
export function lockManager(): LockManager {
  const held = new Map<string, Lock>();
  return {
    async request(name: string, _options: LockOptions, use: (lock: Lock | null) => unknown) {
      await Promise.resolve();
      if (held.has(name)) return use(null);
      const lock = { name, mode: 'exclusive' } as const;
      held.set(name, lock);
      try {
        return await use(lock);
      } finally {
        held.delete(name);
      }
    },
    query: async () => ({
      held: [...held.values()].map(({ name, mode }) => ({ name, mode })),
      pending: [],
    }),
  } as unknown as LockManager;
}
