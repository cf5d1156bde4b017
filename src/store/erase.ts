import type { Database, StoredAudit } from './database.ts';

/** What an erasure found, and what it found afterwards. */
export interface Erased {
  /** Every audit that was there, in the database or in memory. */
  audits: readonly StoredAudit[];
  /** How many of them were in memory only. */
  memory: number;
  /** For each table of the database its rows before, and after as read back. Empty where there is no database. */
  tables: readonly { name: string; before: number; after: number }[];
}

/** Empties the database in one go and counts what is left. */
export async function eraseDatabase(database: Database | null): Promise<Erased> {
  if (!database) return { audits: [], memory: 0, tables: [] };
  const { audits, parts } = database;
  const before = await database.transaction('rw', audits, parts, async () => {
    const found = { audits: await audits.toArray(), parts: await parts.count() };
    await audits.clear();
    await parts.clear();
    return found;
  });
  return {
    audits: before.audits,
    memory: 0,
    tables: [
      { name: audits.name, before: before.audits.length, after: await audits.count() },
      { name: parts.name, before: before.parts, after: await parts.count() },
    ],
  };
}
