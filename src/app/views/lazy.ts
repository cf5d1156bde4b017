/** Views that the first screen does not need. Each is a file of its own, loaded once. */
export const lazy = {
  accounts: () => import('./Accounts.svelte'),
  audit: () => import('./AuditFrame.svelte'),
  calls: () => import('./CallLog.svelte'),
  check: () => import('./Check.svelte'),
  checks: () => import('./Checks.svelte'),
  collector: () => import('./Collector.svelte'),
  connect: () => import('./Connect.svelte'),
  erased: () => import('./Erased.svelte'),
  incoming: () => import('../parts/Incoming.svelte'),
  keyboard: () => import('./Keyboard.svelte'),
  objects: () => import('./objects/Objects.svelte'),
  organisation: () => import('./Organisation.svelte'),
  permissions: () => import('./Permissions.svelte'),
  relays: () => import('./Relays.svelte'),
  scan: () => import('./Scan.svelte'),
  settings: () => import('./Settings.svelte'),
  trust: () => import('./Trust.svelte'),
};

/**
 * Fetches all of them, so that a page once open needs its host no more. Whatever fails is asked for again later.
 * One after the other, each in a task of its own: together they would hold up whoever clicks meanwhile.
 */
export async function loadAll(): Promise<void> {
  for (const load of Object.values(lazy)) {
    await load().catch(() => {});
    await new Promise((done) => setTimeout(done));
  }
}
