import * as checks from '../../checks/index.ts';
import { openStore } from '../../store/store.ts';
import { createEngine, type EngineCore } from '../engine/engine.ts';
import { serve, Sentence } from '../engine/rpc.ts';

/** The engine worker: the page's first message names the address that the page's own files lie under. */
let engine: Promise<EngineCore> | null = null;

function start(base: string): Promise<EngineCore> {
  return openStore().then((store) =>
    createEngine({
      store,
      checks: Object.values(checks),
      scanner: () => import('../routes/direct.ts'),
      async sample() {
        const answer = await fetch(new URL('sample.json.gz', base)).catch(() => null);
        if (!answer?.ok)
          throw new Sentence(
            'The sample account could not be loaded. Check the network and try again.',
          );
        return new Uint8Array(await answer.arrayBuffer());
      },
    }),
  );
}

const ready = (): Promise<EngineCore> => {
  if (!engine) throw new TypeError('not started');
  return engine;
};

serve(self as never, {
  start: async (base: string) => {
    engine ??= start(base);
    await engine;
  },
  audits: async () => (await ready()).audits(),
  open: async (id: string) => (await ready()).open(id),
  openSample: async () => (await ready()).openSample(),
  openFile: async (file: File) => (await ready()).openFile(file),
  remove: async (id: string) => (await ready()).remove(id),
  eraseAll: async () => (await ready()).eraseAll(),
  buckets: async (...args: Parameters<EngineCore['buckets']>) =>
    (await ready()).buckets(args[0], args[1], args[2], args[3]),
  bucket: async (id: string, name: string) => (await ready()).bucket(id, name),
  scan: async (...args: Parameters<EngineCore['scan']>) => (await ready()).scan(args[0], args[1]),
  cancelScan: async () => (await ready()).cancelScan(),
  exportCsv: async (id: string) => (await ready()).exportCsv(id),
  exportJson: async (id: string) => (await ready()).exportJson(id),
  /** Hands the report's data straight to the PDF worker, so that it is not copied through the page. */
  reportTo: async (id: string, port: MessagePort) => {
    port.postMessage(await (await ready()).reportInput(id));
    port.close();
  },
});
