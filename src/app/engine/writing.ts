/**
 * Writes things one group after another: while a write is under way, what comes is collected for the next one. Each
 * promise resolves when its own thing is written, and rejects where that write failed.
 */
export function writer<T>(write: (group: readonly T[]) => Promise<void>) {
  let waiting: T[] = [];
  let next: Promise<void> | null = null;
  let current: Promise<unknown> = Promise.resolve();
  return (one: T): Promise<void> => {
    waiting.push(one);
    if (!next) {
      next = current.then(() => {
        const group = waiting;
        waiting = [];
        next = null;
        return write(group);
      });
      current = next.catch(() => undefined);
    }
    return next;
  };
}
