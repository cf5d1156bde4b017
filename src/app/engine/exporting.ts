import { audit as findingsOf } from '../../audit/audit.ts';
import type { Check } from '../../model/check.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { csvChunks } from '../../report/csv.ts';
import { exposureCsvChunks } from '../../report/exposure-csv.ts';
import { reportInput } from '../../report/input.ts';
import { exportSnapshot } from '../../report/json.ts';
import type { Store } from '../../store/store.ts';

const csv = (parts: readonly string[]): Blob =>
  new Blob([...parts], { type: 'text/csv;charset=utf-8' });

/** Makes the files of audits, and what the PDF is made of. */
export const exporting = (
  snapshotOf: (id: string) => Promise<Snapshot>,
  store: Store,
  checks: readonly Check[],
) => ({
  async exportCsv(id: string): Promise<Blob> {
    const snapshot = await snapshotOf(id);
    return csv([...csvChunks(findingsOf(snapshot, checks), snapshot, checks)]);
  },
  exportExposure: async (id: string): Promise<Blob> =>
    csv([...exposureCsvChunks(await snapshotOf(id))]),
  async exportCalls(id: string): Promise<Blob> {
    const { callsCsv } = await import('../../report/calls-csv.ts');
    return csv([callsCsv(await snapshotOf(id))]);
  },
  exportJson: async (id: string): Promise<Blob> =>
    new Blob([exportSnapshot(await snapshotOf(id))], { type: 'application/json' }),
  async reportInput(id: string) {
    const snapshot = await snapshotOf(id);
    const title = (await store.head(id))?.title ?? '';
    return { ...reportInput(snapshot, findingsOf(snapshot, checks), checks), title };
  },
});
