import { expect, test } from 'vitest';
import { auditLocks } from '../../src/app/engine/locks.ts';
import { lockManager } from './lock-manager.ts';

test('an audit is held by one tab at a time, and every tab knows', async () => {
  const manager = lockManager();
  await manager.request('something else', {}, async () => {
    const [one, two] = [auditLocks(manager), auditLocks(manager)];
    const release = await one.hold('a');
    expect(release).not.toBeNull();
    expect(await two.hold('a')).toBeNull();
    expect(await two.held()).toEqual(new Set(['a']));
    await release?.();
    expect(await two.held()).toEqual(new Set());
    expect(await two.hold('a')).not.toBeNull();
  });
});

test('where the browser has no locks everything may be taken', async () => {
  const locks = auditLocks(undefined);
  const release = await locks.hold('a');
  expect(await locks.held()).toEqual(new Set());
  await release?.();
});

test('a lock that the browser refuses is an error, not a wait for ever', async () => {
  const request = () => Promise.reject(new DOMException('no', 'SecurityError'));
  const locks = auditLocks({ request } as unknown as LockManager);
  await expect(locks.hold('a')).rejects.toThrow('no');
});
