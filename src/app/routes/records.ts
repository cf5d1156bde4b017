import type { MoreClients } from '../../gather/clients.ts';
import { unaskedRecord, unreadBy } from '../../gather/config/gaps.ts';
import type { Records } from '../../gather/roof.ts';
import type * as Part from './recorded.ts';

type Recorded = typeof Part;

let loaded: Recorded | null = null;

/** The part that reads the records of AWS Config. Rejects where it could not be loaded. */
export async function recordedPart(): Promise<Recorded> {
  return (loaded ??= await import('./recorded.ts'));
}

/** Clients with that of AWS Config beside them, once its part is loaded. */
export const withConfig = (more: MoreClients): MoreClients => ({
  ...more,
  get config() {
    return loaded?.makeConfig;
  },
});

/** The records of AWS Config, for one scan. Their part is loaded when the first of them is wanted. */
export function lazyRecords(): Records {
  let records: Records | null = null;
  return {
    async read(g, target, on) {
      const settled = unaskedRecord(g.fact, target);
      if (settled !== undefined) return settled;
      try {
        const { configRecords } = await recordedPart();
        records ??= configRecords();
      } catch {
        return unreadBy({ gap: 'network', actions: [], detail: 'PartNotLoaded' });
      }
      return records.read(g, target, on);
    },
  };
}
