import { keyOf, type ResourceFacts, type Snapshot } from '../model/snapshot.ts';
import {
  type Database,
  openDatabase,
  type Origin,
  type SnapshotHead,
  type StoredAudit,
} from './database.ts';

export type { Origin, SnapshotHead, StoredAudit };

/**
 * Where audits are kept. What the browser refuses to keep stays in memory until the page closes, and `kept`
 * says so; nothing read is ever lost to a full disk.
 */
export interface Store {
  list(): Promise<readonly StoredAudit[]>;
  head(id: string): Promise<StoredAudit | null>;
  /** Of a resource that was added more than once, the last. */
  load(id: string): Promise<Snapshot | null>;
  /** Creates or replaces what is known about an audit as a whole. */
  save(audit: StoredAudit): Promise<void>;
  /** Adds resources to an audit that was saved before. */
  append(id: string, resources: readonly ResourceFacts[]): Promise<void>;
  /** Puts these in the place of all resources of an audit, in parts that load fast. */
  replace(id: string, resources: readonly ResourceFacts[]): Promise<void>;
  remove(id: string): Promise<void>;
  eraseAll(): Promise<void>;
  /** False for an audit that lives in memory only. */
  kept(id: string): boolean;
}

const partSize = 100;

const latest = (resources: readonly ResourceFacts[]): ResourceFacts[] => [
  ...new Map(resources.map((resource) => [keyOf(resource), resource])).values(),
];

/** Opens the store; where there is no database, a store in memory. */
export async function openStore(name?: string): Promise<Store> {
  let database: Database | null;
  try {
    database = await openDatabase(name);
  } catch {
    database = null;
  }
  return storeOn(database);
}

/** A store on a database, or on none. Exported for tests. */
export function storeOn(database: Database | null): Store {
  const memory = new Map<string, { audit: StoredAudit; resources: ResourceFacts[] }>();

  /** Moves an audit into memory, with what the database still has of it, once writing has failed. */
  async function rescue(
    id: string,
  ): Promise<{ audit: StoredAudit; resources: ResourceFacts[] } | null> {
    const held = memory.get(id);
    if (held) return held;
    const audit = await database?.audits.get(id).catch(() => undefined);
    if (!audit) return null;
    const moved = { audit, resources: await partsOf(id) };
    memory.set(id, moved);
    return moved;
  }
  const partsOf = async (id: string): Promise<ResourceFacts[]> => {
    const parts = await database?.parts
      .where('audit')
      .equals(id)
      .sortBy('key')
      .catch(() => []);
    return (parts ?? []).flatMap(({ resources }) => resources);
  };

  return {
    async list() {
      const stored = (await database?.audits.toArray()) ?? [];
      const held = [...memory.values()].map(({ audit }) => audit);
      return [...held, ...stored.filter(({ id }) => !memory.has(id))].sort((a, b) =>
        a.head.startedAt < b.head.startedAt ? 1 : -1,
      );
    },
    async head(id) {
      return memory.get(id)?.audit ?? (await database?.audits.get(id)) ?? null;
    },
    async load(id) {
      const held = memory.get(id);
      if (held) return { ...held.audit.head, facts: latest(held.resources) };
      const audit = await database?.audits.get(id);
      return audit ? { ...audit.head, facts: latest(await partsOf(id)) } : null;
    },
    async save(audit) {
      const held = memory.get(audit.id);
      if (held) held.audit = audit;
      else
        try {
          if (!database) throw new Error('no database');
          await database.audits.put(audit);
        } catch {
          const before = await rescue(audit.id);
          memory.set(audit.id, { audit, resources: before?.resources ?? [] });
        }
    },
    async append(id, resources) {
      const held = memory.get(id);
      if (held) {
        held.resources.push(...resources);
        return;
      }
      for (let from = 0; from < resources.length; from += partSize)
        try {
          if (!database) throw new Error('no database');
          await database.parts.add({
            audit: id,
            resources: resources.slice(from, from + partSize),
          });
        } catch {
          (await rescue(id))?.resources.push(...resources.slice(from));
          return;
        }
    },
    async replace(id, resources) {
      const held = memory.get(id);
      if (held) {
        held.resources = [...resources];
        return;
      }
      const parts = Array.from({ length: Math.ceil(resources.length / partSize) }, (_, at) => ({
        audit: id,
        resources: resources.slice(at * partSize, (at + 1) * partSize),
      }));
      try {
        if (!database) throw new Error('no database');
        const { parts: table } = database;
        await database.transaction('rw', table, async () => {
          await table.where('audit').equals(id).delete();
          await table.bulkAdd(parts);
        });
      } catch {
        const moved = await rescue(id);
        if (moved) moved.resources = [...resources];
      }
    },
    async remove(id) {
      memory.delete(id);
      await database?.transaction('rw', database.audits, database.parts, async () => {
        await database.audits.delete(id);
        await database.parts.where('audit').equals(id).delete();
      });
    },
    async eraseAll() {
      memory.clear();
      await database?.transaction('rw', database.audits, database.parts, async () => {
        await database.audits.clear();
        await database.parts.clear();
      });
    },
    kept: (id) => database !== null && !memory.has(id),
  };
}
