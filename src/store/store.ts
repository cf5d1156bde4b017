import type { Settings } from '../model/settings.ts';
import { keyOf, type ResourceFacts, type Snapshot } from '../model/snapshot.ts';
import {
  type Database,
  type Label,
  openDatabase,
  type Origin,
  type Refusal,
  Refused,
  type SnapshotHead,
  type StoredAudit,
} from './database.ts';
import { eraseDatabase, type Erased } from './erase.ts';

export type { Erased, Label, Origin, SnapshotHead, StoredAudit };

/**
 * Why something is not in the browser's database: there is none, a newer version of this page has changed its form,
 * another tab holds an older one, it is full, or a write failed. Empty where it is there.
 */
export type WhyNot = '' | Refusal | 'full' | 'failed';

/**
 * Where audits are kept. What the browser refuses to keep stays in memory until the page closes, and `kept`
 * says so; nothing read is ever lost to a full disk.
 */
export interface Store {
  /** Newest first. */
  list(): Promise<readonly StoredAudit[]>;
  head(id: string): Promise<StoredAudit | null>;
  /** Of a resource that was added more than once, the last. */
  load(id: string): Promise<Snapshot | null>;
  /** Creates or replaces what is known about an audit as a whole, all but its label and, once it is there, its settings. */
  save(audit: Omit<StoredAudit, keyof Label>): Promise<void>;
  /** Adds an audit with all its resources at once: a page that closes meanwhile leaves both or neither. */
  create(audit: Omit<StoredAudit, keyof Label>, resources: readonly ResourceFacts[]): Promise<void>;
  /** Notes what an audit comes to. Where that fails, or there is no such audit, nothing is lost. */
  digest(id: string, digest: NonNullable<StoredAudit['digest']>): Promise<void>;
  /** Gives an audit its title and note. False where there is no such audit. */
  describe(id: string, label: Label): Promise<boolean>;
  /** Sets what an audit is judged by, and the counts of verdicts that come of it; undefined: as shipped. False where there is no such audit. */
  configure(
    id: string,
    settings: Settings | undefined,
    counts: StoredAudit['counts'],
  ): Promise<boolean>;
  /** Adds resources to an audit that was saved before. One that is deleted meanwhile stays deleted. */
  append(id: string, resources: readonly ResourceFacts[]): Promise<void>;
  /** Puts these in the place of all resources of an audit, in parts that load fast. */
  replace(id: string, resources: readonly ResourceFacts[]): Promise<void>;
  remove(id: string): Promise<void>;
  /** Deletes everything, and reads back whether it is gone. */
  eraseAll(): Promise<Erased>;
  /** False for an audit that lives in memory only. */
  kept(id: string): boolean;
  why(id: string): WhyNot;
  /** Why nothing can be stored at all; empty where it can. */
  refused(): '' | Refusal;
}

const partSize = 100;
const partsAtOnce = 10;

/** Resources of one audit in parts that load fast. */
const inParts = (audit: string, resources: readonly ResourceFacts[]) =>
  Array.from({ length: Math.ceil(resources.length / partSize) }, (_, at) => ({
    audit,
    resources: resources.slice(at * partSize, (at + 1) * partSize),
  }));

const latest = (resources: readonly ResourceFacts[]): ResourceFacts[] => [
  ...new Map(resources.map((resource) => [keyOf(resource), resource])).values(),
];

/**
 * Opens the store; where there is no database to use, a store in memory. `onLeave` is called when a newer version of
 * the page takes the database over, and this store goes on in memory.
 */
export async function openStore(name?: string, onLeave?: () => void): Promise<Store> {
  try {
    return storeOn(await openDatabase(name), { onLeave });
  } catch (error) {
    return storeOn(null, { why: error instanceof Refused ? error.why : 'noDatabase' });
  }
}

interface Held {
  audit: StoredAudit;
  resources: ResourceFacts[];
  why: WhyNot;
}

/** A store on a database, or on none. Exported for tests. */
export function storeOn(
  opened: Database | null,
  { why = 'noDatabase', onLeave }: { why?: Refusal; onLeave?: (() => void) | undefined } = {},
): Store {
  let database = opened;
  let refusal: '' | Refusal = opened ? '' : why;
  const memory = new Map<string, Held>();
  /** Audits that this store has saved: one of them that is missing now was deleted by another tab. */
  const saved = new Set<string>();
  /** Those among them that still grow. */
  const growing = new Set<string>();
  /** Resolves once the connection is closed for the sake of another tab; writes wait for it. */
  let leaving: Promise<void> | null = null;

  // A newer page in another tab waits for this connection to close. What is being written here comes along first.
  opened?.on('versionchange', ({ newVersion }) => {
    if (newVersion === null) return;
    refusal = 'otherVersion';
    leaving ??= Promise.all([...growing].map((id) => rescue(id, refusal)))
      .catch(() => undefined)
      .then(() => {
        database = null;
        opened.close();
        onLeave?.();
      });
    return false; // Dexie's own handler would close it at once
  });

  /** Moves an audit into memory, with what the database still has of it, once writing has failed. */
  async function rescue(id: string, why: WhyNot): Promise<Held | null> {
    const held = memory.get(id);
    if (held) return held;
    const audit = await database?.audits.get(id).catch(() => undefined);
    if (!audit) return null;
    const resources = await partsOf(id).catch(() => []);
    const moved = memory.get(id) ?? { audit, resources, why };
    memory.set(id, moved);
    return moved;
  }
  const partsOf = async (id: string): Promise<ResourceFacts[]> => {
    const parts = await database?.parts.where('audit').equals(id).sortBy('key');
    return (parts ?? []).flatMap(({ resources }) => resources);
  };
  const whyOf = (error: unknown): WhyNot => refusal || (isFull(error) ? 'full' : 'failed');

  return {
    async list() {
      const stored = (await database?.audits.toArray()) ?? [];
      const held = [...memory.values()].map(({ audit }) => audit);
      return [...held, ...stored.filter(({ id }) => !memory.has(id))].sort(newestFirst);
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
      await leaving;
      const { id } = audit;
      const labelled = (before: StoredAudit | undefined): StoredAudit => ({
        ...audit,
        head: before ? withSettings(audit.head, before.head.settings) : audit.head,
        title: before?.title ?? '',
        note: before?.note ?? '',
      });
      if (audit.head.coverage.ended === 'running') growing.add(id);
      else growing.delete(id);
      const held = memory.get(id);
      if (held) held.audit = labelled(held.audit);
      else
        try {
          if (!database) throw new Error('no database');
          const { audits } = database;
          await database.transaction('rw', 'audits', async () => {
            const before = await audits.get(id);
            if (before || !saved.has(id)) await audits.put(labelled(before));
          });
          saved.add(id);
        } catch (error) {
          const why = whyOf(error);
          const before = await rescue(id, why);
          const resources = before?.resources ?? [];
          memory.set(id, { audit: labelled(before?.audit), resources, why });
        }
    },
    async create(audit, resources) {
      await leaving;
      const whole = { ...audit, title: '', note: '' };
      try {
        if (!database) throw new Error('no database');
        const { audits, parts } = database;
        await database.transaction('rw', audits, parts, async () => {
          await audits.add(whole);
          await parts.bulkAdd(inParts(audit.id, resources));
        });
        saved.add(audit.id);
      } catch (error) {
        memory.set(audit.id, { audit: whole, resources: [...resources], why: whyOf(error) });
      }
    },
    async digest(id, digest) {
      const held = memory.get(id);
      if (held) held.audit = { ...held.audit, digest };
      else await database?.audits.update(id, { digest }).catch(() => undefined);
    },
    async describe(id, label) {
      await leaving;
      const held = memory.get(id);
      if (held) held.audit = { ...held.audit, ...label };
      if (held || !database) return held !== undefined;
      try {
        return (
          (await database.audits.update(id, { ...label })) > 0 || (await this.head(id)) !== null
        );
      } catch (error) {
        const moved = await rescue(id, whyOf(error));
        if (moved) moved.audit = { ...moved.audit, ...label };
        return moved !== null;
      }
    },
    async configure(id, settings, counts) {
      await leaving;
      const set = (audit: StoredAudit): StoredAudit => ({
        ...audit,
        head: withSettings(audit.head, settings),
        counts,
      });
      const held = memory.get(id);
      if (held) held.audit = set(held.audit);
      if (held || !database) return held !== undefined;
      const { audits } = database;
      try {
        return await database.transaction('rw', audits, async () => {
          const before = await audits.get(id);
          if (before) await audits.put(set(before));
          return before !== undefined;
        });
      } catch (error) {
        const moved = await rescue(id, whyOf(error));
        if (moved) moved.audit = set(moved.audit);
        return moved !== null;
      }
    },
    async append(id, resources) {
      await leaving;
      const held = memory.get(id);
      if (held) {
        held.resources.push(...resources);
        return;
      }
      try {
        if (!database) throw new Error('no database');
        const { audits, parts } = database;
        await database.transaction('rw', 'audits', 'parts', async () => {
          if (!(await audits.get(id))) return; // deleted by another tab, which leaves nothing to add to
          for (let from = 0; from < resources.length; from += partSize)
            await parts.add({ audit: id, resources: resources.slice(from, from + partSize) });
        });
      } catch (error) {
        (await rescue(id, whyOf(error)))?.resources.push(...resources);
      }
    },
    async replace(id, resources) {
      const held = memory.get(id);
      if (held) {
        held.resources = [...resources];
        return;
      }
      const parts = inParts(id, resources);
      try {
        if (!database) throw new Error('no database');
        const { audits, parts: table } = database;
        await database.transaction('rw', audits, table, async () => {
          if (!(await audits.get(id))) return; // deleted by another tab meanwhile
          await table.where('audit').equals(id).delete();
          // A few at a time: each is copied for the database before it is written.
          for (let from = 0; from < parts.length; from += partsAtOnce)
            await table.bulkAdd(parts.slice(from, from + partsAtOnce));
        });
      } catch (error) {
        const moved = await rescue(id, whyOf(error));
        if (moved) moved.resources = [...resources];
      }
    },
    async remove(id) {
      await leaving;
      memory.delete(id);
      saved.delete(id);
      growing.delete(id);
      await database?.transaction('rw', database.audits, database.parts, async () => {
        await database?.audits.delete(id);
        await database?.parts.where('audit').equals(id).delete();
      });
    },
    async eraseAll() {
      await leaving;
      const held = [...memory.values()].map(({ audit }) => audit);
      const erased = await eraseDatabase(database);
      memory.clear();
      growing.clear();
      const both = erased.audits.filter(({ id }) => !held.some((one) => one.id === id));
      return { ...erased, audits: [...held, ...both].sort(newestFirst), memory: held.length };
    },
    kept: (id) => database !== null && !memory.has(id),
    why: (id) => memory.get(id)?.why ?? refusal,
    refused: () => refusal,
  };
}

const withSettings = (
  { settings: _before, ...head }: SnapshotHead,
  settings: Settings | undefined,
): SnapshotHead => (settings ? { ...head, settings } : head);

const newestFirst = (a: StoredAudit, b: StoredAudit) =>
  a.head.startedAt < b.head.startedAt ? 1 : a.head.startedAt > b.head.startedAt ? -1 : 0;

/** Whether a write failed for want of space. A transaction that was aborted names the reason inside. */
function isFull(error: unknown): boolean {
  if (!(error instanceof Error) && !(error instanceof DOMException)) return false;
  if (error.name === 'QuotaExceededError') return true;
  return 'inner' in error && error.inner !== error && isFull(error.inner);
}
