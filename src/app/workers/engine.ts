import type { EngineCore } from '../engine/engine.ts';
import { auditLocks } from '../engine/locks.ts';
import type { AuditLabel, RoleRequest, ScanScope } from '../engine/protocol.ts';
import { serve, Sentence } from '../engine/rpc.ts';
import { isLeft, summaryOf } from '../engine/summary.ts';
import { otherTabs } from '../engine/tabs.ts';
import type { Settings } from '../../model/settings.ts';
import { openStore, type Store } from '../../store/store.ts';

/**
 * The engine worker. Only the store loads with the first page, for its list of audits; what judges, reads and writes
 * follows when an audit is opened. The page's first message names the address that its own files lie under.
 */
let opening: Promise<Store> | null = null;
let base = '';
let engine: Promise<EngineCore> | null = null;
const locks = auditLocks();
const tabs = otherTabs();

const store = (): Promise<Store> => {
  if (!opening) throw new TypeError('not started');
  return opening;
};

async function load(): Promise<EngineCore> {
  const [{ createEngine }, checks, kept] = await Promise.all([
    import('../engine/engine.ts'),
    import('../../checks/index.ts'),
    store(),
  ]);
  return createEngine({
    store: kept,
    checks: Object.values(checks),
    locks,
    tabs,
    sdk: () => import('../routes/direct.ts'),
    async sample() {
      const answer = await fetch(new URL('sample.json.gz', base)).catch(() => null);
      if (!answer?.ok)
        throw new Sentence(
          'The sample account could not be loaded. Check the network and try again.',
        );
      return new Uint8Array(await answer.arrayBuffer());
    },
  });
}

const ready = (): Promise<EngineCore> => {
  engine ??= load().catch((error: unknown) => {
    engine = null; // so that the next attempt asks the network again
    throw error;
  });
  return engine;
};

// The browser would list the addresses of all requests, and signed ones carry a token.
performance.setResourceTimingBufferSize(0);

serve(self as never, {
  start: async (address: string) => {
    base = address;
    // This worker's page hears it too.
    opening ??= openStore(undefined, () => tabs.tell());
    await opening;
  },
  audits: async () => {
    if (engine) return (await engine).audits();
    const kept = await store();
    const writing = { here: null, anywhere: await locks.held() };
    const stored = await kept.list();
    // Such a one has to be counted again, which takes the part that judges.
    if (stored.some((one) => isLeft(one, writing))) return (await ready()).audits();
    return stored.map((one) => summaryOf(one, kept, writing));
  },
  refused: async () => (await store()).refused(),
  checks: async () => (await ready()).checks(),
  open: async (id: string) => (await ready()).open(id),
  openSample: async () => (await ready()).openSample(),
  openFile: async (file: File) => (await ready()).openFile(file),
  placeFile: async (into: string | null) => (await ready()).placeFile(into),
  forgetFile: async () => (await ready()).forgetFile(),
  addFile: async (id: string, file: File) => (await ready()).addFile(id, file),
  describe: async (id: string, label: AuditLabel) => (await ready()).describe(id, label),
  configure: async (id: string, settings: Settings) => (await ready()).configure(id, settings),
  remove: async (id: string) => (await ready()).remove(id),
  eraseAll: async () => (await ready()).eraseAll(),
  buckets: async (...args: Parameters<EngineCore['buckets']>) =>
    (await ready()).buckets(args[0], args[1], args[2], args[3]),
  bucket: async (id: string, name: string) => (await ready()).bucket(id, name),
  sampleObjects: async (...args: Parameters<EngineCore['sampleObjects']>) =>
    (await ready()).sampleObjects(...args),
  openReport: async (...args: Parameters<EngineCore['openReport']>) =>
    (await ready()).openReport(...args),
  cancelObjects: async () => (await ready()).cancelObjects(),
  check: async (id: string, check: string) => (await ready()).check(id, check),
  checkFindings: async (...args: Parameters<EngineCore['checkFindings']>) =>
    (await ready()).checkFindings(args[0], args[1], args[2], args[3], args[4]),
  connect: async (...args: Parameters<EngineCore['connect']>) =>
    (await ready()).connect(args[0], args[1]),
  connectBy: async (...args: Parameters<EngineCore['connectBy']>) =>
    (await ready()).connectBy(args[0], args[1]),
  assume: async (role: RoleRequest) => (await ready()).assume(role),
  useRelays: async (regions: readonly string[], control: MessagePort) =>
    (await ready()).useRelays(regions, control),
  disconnect: async () => (await ready()).disconnect(),
  permissions: async (...args: Parameters<EngineCore['permissions']>) =>
    (await ready()).permissions(args[0], args[1]),
  writeHint: async () => (await ready()).writeHint(),
  cancelPermissions: async () => (await ready()).cancelPermissions(),
  ways: async (checks: readonly string[] | null) => (await ready()).ways(checks),
  estimate: async (scope: ScanScope) => (await ready()).estimate(scope),
  pauseScan: async () => (await ready()).pauseScan(),
  resumeScan: async () => (await ready()).resumeScan(),
  renew: async (...args: Parameters<EngineCore['renew']>) =>
    (await ready()).renew(args[0], args[1]),
  scan: async (...args: Parameters<EngineCore['scan']>) => (await ready()).scan(args[0], args[1]),
  cancelScan: async () => (await ready()).cancelScan(),
  aggregators: async (...args: Parameters<EngineCore['aggregators']>) =>
    (await ready()).aggregators(args[0]),
  aggregatorReach: async (...args: Parameters<EngineCore['aggregatorReach']>) =>
    (await ready()).aggregatorReach(args[0]),
  readAccounts: async (...args: Parameters<EngineCore['readAccounts']>) =>
    (await ready()).readAccounts(args[0], args[1]),
  cancelAccounts: async () => (await ready()).cancelAccounts(),
  accounts: async (...args: Parameters<EngineCore['accounts']>) =>
    (await ready()).accounts(args[0]),
  exportAccounts: async (audits: readonly string[]) => (await ready()).exportAccounts(audits),
  exportCsv: async (id: string) => (await ready()).exportCsv(id),
  exportExposure: async (id: string) => (await ready()).exportExposure(id),
  exportCalls: async (id: string) => (await ready()).exportCalls(id),
  exportJson: async (id: string) => (await ready()).exportJson(id),
  /** Hands the report's data straight to the PDF worker, so that it is not copied through the page. */
  reportTo: async (id: string, port: MessagePort) => {
    port.postMessage(await (await ready()).reportInput(id));
    port.close();
  },
});
