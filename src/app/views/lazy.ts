/** Views that the first screen does not need. Each is a file of its own, loaded once. */
export const lazy = {
  audit: () => import('./AuditFrame.svelte'),
  check: () => import('./Check.svelte'),
  checks: () => import('./Checks.svelte'),
  connect: () => import('./Connect.svelte'),
  erased: () => import('./Erased.svelte'),
  keyboard: () => import('./Keyboard.svelte'),
  permissions: () => import('./Permissions.svelte'),
  scan: () => import('./Scan.svelte'),
  trust: () => import('./Trust.svelte'),
};

/** Fetches all of them, so that a page once open needs its host no more. Whatever fails is asked for again later. */
export function loadAll(): void {
  for (const load of Object.values(lazy)) load().catch(() => {});
}
