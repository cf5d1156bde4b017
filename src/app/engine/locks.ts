/** Says which audits a scan is writing, to every tab of this page. */
export interface AuditLocks {
  /** Takes an audit for this tab and gives the way to let go of it; null where another holder has it. */
  hold(audit: string): Promise<(() => Promise<void>) | null>;
  /** The audits that any tab holds, this one included. */
  held(): Promise<ReadonlySet<string>>;
}

const prefix = 'bucketproof-audit-';

/**
 * Locks of the browser, which lets go of them by itself when a tab closes or crashes.
 * https://developer.mozilla.org/docs/Web/API/Web_Locks_API
 * Where there are none, each tab is alone: nothing is held, and everything may be taken.
 */
export function auditLocks(
  manager: LockManager | undefined = globalThis.navigator?.locks,
): AuditLocks {
  if (!manager) return { hold: async () => async () => undefined, held: async () => new Set() };
  return {
    hold: (audit) =>
      new Promise((taken, failed) => {
        const over = manager.request(prefix + audit, { ifAvailable: true }, (lock) => {
          if (!lock) return taken(null);
          return new Promise<void>((release) =>
            taken(async () => {
              release();
              await over; // whoever asks from now on finds it free
            }),
          );
        });
        over.catch(failed);
      }),
    async held() {
      const { held = [] } = await manager.query();
      const names = held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : []));
      return new Set(names.map((name) => name.slice(prefix.length)));
    },
  };
}
