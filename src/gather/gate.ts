/** Why sends wait: the user asked for it, or AWS refused the session, with its error code. */
export type Hold = { why: 'user' } | { why: 'session'; code: string };

/**
 * What every send of a scan passes. Closed, it lets nothing more out; what is under way is finished. The user and
 * the session close it independently of each other, and it is open when neither does.
 */
export interface Gate {
  pause(): void;
  resume(): void;
  /** The session was refused: closed until `renewed`. */
  hold(code: string): void;
  /** There are new credentials. */
  renewed(): void;
  /** Why it is closed, the session first; null while it is open. */
  held(): Hold | null;
  /** Resolves as soon as it is open, or at once when the signal aborts. */
  pass(signal: AbortSignal): Promise<void>;
  /** Calls this whenever it opens or closes. There is one watcher at most. */
  watch(told: () => void): void;
}

/** A gate that is open. */
export function gate(): Gate {
  let paused = false;
  let refused: string | null = null;
  let told: () => void = () => undefined;
  const waiting = new Set<() => void>();
  const held = (): Hold | null =>
    refused !== null ? { why: 'session', code: refused } : paused ? { why: 'user' } : null;
  const changed = () => {
    if (!held()) for (const go of [...waiting]) go();
    told();
  };
  return {
    held,
    pause() {
      paused = true;
      changed();
    },
    resume() {
      paused = false;
      changed();
    },
    hold(code) {
      if (refused !== null) return;
      refused = code;
      changed();
    },
    renewed() {
      refused = null;
      changed();
    },
    async pass(signal) {
      while (held() && !signal.aborted)
        await new Promise<void>((done) => {
          const go = () => {
            waiting.delete(go);
            signal.removeEventListener('abort', go);
            done();
          };
          waiting.add(go);
          signal.addEventListener('abort', go);
        });
    },
    watch(watcher) {
      told = watcher;
    },
  };
}
