/** Messages between the page and a worker. Functions do not cross: progress comes as messages of its own. */
export type Call = { id: number; method: string; args: readonly unknown[] };
export type Reply =
  | { id: number; progress: unknown }
  | { id: number; value: unknown }
  | { id: number; error: string };

interface Port {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** A problem worded for the user. Any other error is a fault of ours, and its text may quote what it should not. */
export class Sentence extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Sentence';
  }
}

/** Calls methods on the other side of a port. */
export function caller(port: Port) {
  let last = 0;
  const waiting = new Map<
    number,
    { done(value: unknown): void; failed(error: Error): void; progress?: (value: never) => void }
  >();
  port.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const one = waiting.get(data.id);
    if (!one) return;
    if ('progress' in data) return one.progress?.(data.progress as never);
    waiting.delete(data.id);
    if ('error' in data) one.failed(new Error(data.error));
    else one.done(data.value);
  });
  return {
    call<T>(
      method: string,
      args: readonly unknown[],
      progress?: (value: never) => void,
      transfer: Transferable[] = [],
    ): Promise<T> {
      const id = ++last;
      return new Promise<T>((done, failed) => {
        waiting.set(id, {
          done: (value) => done(value as T),
          failed,
          ...(progress && { progress }),
        });
        port.postMessage({ id, method, args } satisfies Call, transfer);
      });
    },
    /** The other side died: every open call is rejected with this sentence. */
    fail(sentence: string) {
      for (const one of waiting.values()) one.failed(new Error(sentence));
      waiting.clear();
    },
  };
}

type Methods = Record<string, (...args: never[]) => unknown>;

/** Answers calls by the methods of an object. Each gets its arguments, then a function to report progress with. */
export function serve(port: Port, methods: Methods): void {
  port.addEventListener('message', async ({ data }: MessageEvent<Call>) => {
    const { id, method, args } = data;
    const run = Object.hasOwn(methods, method) ? methods[method] : undefined;
    try {
      if (!run) throw new TypeError(`no method ${method}`);
      const progress = (value: unknown) => port.postMessage({ id, progress: value });
      port.postMessage({ id, value: await run(...(args as never[]), progress as never) });
    } catch (error) {
      port.postMessage({ id, error: wordsFor(error) });
    }
  });
}

function wordsFor(error: unknown): string {
  if (error instanceof Error && ['Sentence', 'ImportError'].includes(error.name))
    return error.message;
  const name = error instanceof Error ? error.name : 'error';
  return `Something went wrong inside this page (${name}). What was collected is kept; reload the page and try again.`;
}
