/** What a relay answers over its port; see `public/relay.html`. */
type Answer =
  | { id: number; status: number; headers: [string, string][]; body: ArrayBuffer }
  | { id: number; failed: true }
  | { id: number; refused: string };

/** One relay, opened from one origin, as whoever sends requests sees it. */
export interface Lane {
  /** Where its requests go: they must be signed for this host. */
  origin: string;
  /**
   * As `fetch`, but through the relay: any answer of S3's is one, whatever its status. Rejects with a `TypeError` where
   * none came, and as the request's signal says once that aborts.
   */
  fetch(request: Request): Promise<Response>;
  /** False once its frame has gone, or hangs. */
  works(): boolean;
}

/** Milliseconds: for an answer of S3's, and for a word of the frame itself. */
const patience = { answer: 20_000, word: 3_000 };

/** Statuses whose answers may have no body. https://fetch.spec.whatwg.org/#null-body-status */
const bare = [204, 205, 304];

/** Sends requests over the port of a frame that has said that it is ready. */
export function laneOver(origin: string, port: MessagePort, wait = patience): Lane {
  const waiting = new Map<number, (answer: Answer | null) => void>();
  let last = 0;
  let works = true;
  const end = () => {
    works = false;
    for (const done of waiting.values()) done(null);
    port.close();
  };
  port.addEventListener('message', ({ data }: MessageEvent<Answer>) =>
    waiting.get(data.id)?.(data),
  );
  // Told where the browser knows that the other end is gone.
  port.addEventListener('close', end);
  port.start();

  /** Sends a message and resolves to its answer, or to null where none came in time or can come any more. */
  const say = (id: number, message: object, ms: number): Promise<Answer | null> =>
    new Promise((done) => {
      const timer = setTimeout(() => done(null), ms);
      waiting.set(id, (answer) => {
        clearTimeout(timer);
        done(answer);
      });
      port.postMessage({ id, ...message });
    });
  /** A frame that hangs does not even refuse; one that waits for S3 does so at once. */
  const probe = async () => {
    const id = ++last;
    const word = await say(id, { method: '', url: '', headers: {} }, wait.word);
    waiting.delete(id);
    if (!word) end();
  };

  return {
    origin,
    works: () => works,
    async fetch({ method, url, headers, signal }) {
      signal.throwIfAborted();
      if (!works) throw new TypeError('The relay has gone.');
      const id = ++last;
      const stop = () => {
        waiting.get(id)?.(null);
        port.postMessage({ id, abort: true });
      };
      signal.addEventListener('abort', stop, { once: true });
      const asked = { method, url, headers: Object.fromEntries(headers) };
      const answer = await say(id, asked, wait.answer);
      waiting.delete(id);
      signal.removeEventListener('abort', stop);
      signal.throwIfAborted();
      if (answer && 'status' in answer) {
        const { status, headers, body } = answer;
        return new Response(bare.includes(status) ? null : body, { status, headers });
      }
      if (!answer && works) {
        port.postMessage({ id, abort: true });
        void probe();
      }
      throw new TypeError('No answer came through the relay.');
    },
  };
}
