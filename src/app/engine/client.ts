import engineUrl from '../workers/engine.ts?worker&url';
import pdfUrl from '../workers/pdf.ts?worker&url';
import { startWorker } from '../workers/start.ts';
import type { Engine } from './protocol.ts';
import { caller } from './rpc.ts';

const died =
  'The part of this page that does the work could not start or has stopped. Reload the page; what was collected is kept.';

/** Starts the engine worker and gives the page its face. Each call rejects with a sentence for the user. */
export function startEngine(): Engine {
  const worker = startWorker(engineUrl);
  const { call, fail } = caller(worker);
  worker.addEventListener('error', () => fail(died));
  const started = call<void>('start', [document.baseURI]);
  const ask = async <T>(
    method: string,
    args: readonly unknown[] = [],
    progress?: (value: never) => void,
  ) => {
    await started;
    return call<T>(method, args, progress);
  };
  return {
    audits: () => ask('audits'),
    checks: () => ask('checks'),
    open: (id) => ask('open', [id]),
    openSample: () => ask('openSample'),
    openFile: (file) => ask('openFile', [file]),
    placeFile: (into) => ask('placeFile', [into]),
    forgetFile: () => ask('forgetFile'),
    addFile: (id, file) => ask('addFile', [id, file]),
    describe: (id, label) => ask('describe', [id, label]),
    configure: (id, settings) => ask('configure', [id, settings]),
    remove: (id) => ask('remove', [id]),
    eraseAll: () => ask('eraseAll'),
    refused: () => ask('refused'),
    buckets: (id, query, from, count) => ask('buckets', [id, query, from, count]),
    bucket: (id, name) => ask('bucket', [id, name]),
    sampleObjects: (id, bucket, plan, onProgress) =>
      ask('sampleObjects', [id, bucket, plan], onProgress as never),
    openReport: (id, bucket, files, onProgress) =>
      ask('openReport', [id, bucket, files], onProgress as never),
    cancelObjects: () => ask('cancelObjects'),
    check: (id, check) => ask('check', [id, check]),
    checkFindings: (...args) => ask('checkFindings', args),
    connect: (keys, to) => ask('connect', [keys, to]),
    connectBy: (source, to) => ask('connectBy', [source, to]),
    assume: (role) => ask('assume', [role]),
    async useRelays(regions, control) {
      await started;
      await call<void>('useRelays', [regions, control], undefined, [control]);
    },
    disconnect: () => ask('disconnect'),
    permissions: (checks, onCalls) => ask('permissions', [checks], onCalls as never),
    writeHint: () => ask('writeHint'),
    cancelPermissions: () => ask('cancelPermissions'),
    ways: (checks) => ask('ways', [checks]),
    estimate: (scope) => ask('estimate', [scope]),
    scan: (scope, onProgress) => ask('scan', [scope], onProgress as never),
    pauseScan: () => ask('pauseScan'),
    resumeScan: () => ask('resumeScan'),
    renew: (keys, mfaCode) => ask('renew', [keys, mfaCode]),
    cancelScan: () => ask('cancelScan'),
    aggregators: (onProgress) => ask('aggregators', [], onProgress as never),
    aggregatorReach: (aggregator) => ask('aggregatorReach', [aggregator]),
    readAccounts: (plan, onProgress) => ask('readAccounts', [plan], onProgress as never),
    cancelAccounts: () => ask('cancelAccounts'),
    accounts: (onProgress) => ask('accounts', [], onProgress as never),
    exportAccounts: (audits) => ask('exportAccounts', [audits]),
    exportCsv: (id) => ask('exportCsv', [id]),
    exportExposure: (id) => ask('exportExposure', [id]),
    exportCalls: (id) => ask('exportCalls', [id]),
    exportJson: (id) => ask('exportJson', [id]),
    async exportPdf(id, onProgress, signal) {
      await started;
      signal.throwIfAborted();
      const pdf = startWorker(pdfUrl);
      const { call: callPdf, fail: failPdf } = caller(pdf);
      const stop = () => failPdf('The PDF was cancelled.');
      pdf.addEventListener('error', () =>
        failPdf('The PDF could not be made. Reload the page and try again.'),
      );
      signal.addEventListener('abort', stop);
      const { port1, port2 } = new MessageChannel();
      try {
        const made = callPdf<Blob>('make', [document.baseURI, port1], onProgress as never, [port1]);
        const given = call<void>('reportTo', [id, port2], undefined, [port2]);
        // Whichever fails first says why.
        const [blob] = await Promise.all([made, given]);
        return blob;
      } finally {
        signal.removeEventListener('abort', stop);
        pdf.terminate();
      }
    },
  };
}
