import { Dexie, type EntityTable } from 'dexie';
import type { Digest } from '../model/digest.ts';
import type { ResourceFacts, Snapshot } from '../model/snapshot.ts';

/** A snapshot without its facts, which lie in parts beside it. */
export type SnapshotHead = Omit<Snapshot, 'facts'>;

/** How an audit came here. */
export type Origin = 'scan' | 'file' | 'sample';

/** What a user calls an audit, and notes of it. Both may be empty. */
export interface Label {
  title: string;
  note: string;
}

/** One audit as the store keeps it. No credential is ever part of it. */
export interface StoredAudit extends Label {
  id: string;
  head: SnapshotHead;
  origin: Origin;
  buckets: number;
  counts: Readonly<Record<string, number>>;
  /**
   * What it comes to, so that a table of many accounts need not judge each anew. `of` says of what it was drawn; where
   * that differs it is drawn again, so it may be missing or out of date without harm.
   */
  digest?: Digest & { of: string };
}

/** Some resources of one audit. Parts instead of rows, because a read of many rows is several times slower. */
export interface StoredPart {
  key?: number;
  audit: string;
  resources: readonly ResourceFacts[];
}

export type Database = Dexie & {
  audits: EntityTable<StoredAudit, 'id'>;
  parts: EntityTable<StoredPart, 'key'>;
};

/** Why the browser's database cannot be used. */
export type Refusal = 'noDatabase' | 'otherVersion' | 'blocked';

/** What was thrown where there is no database to use. */
export class Refused extends Error {
  readonly why: Refusal;
  constructor(why: Refusal) {
    super(why);
    this.name = 'Refused';
    this.why = why;
  }
}

/** The form in which audits lie in the database. Raise it with each change of form, and say how to get there. */
export const schemaVersion = 2;

/**
 * Opens the browser's database and brings audits of an older form to today's. Rejects with `Refused` where the browser
 * keeps none, where a newer version of this page has changed its form, which is then left as it is, and where another
 * tab does not let go of an older one within `patience` milliseconds.
 */
export async function openDatabase(name = 'bucketproof', patience = 3_000): Promise<Database> {
  if ((await installedVersion(name)) > schemaVersion) throw new Refused('otherVersion');
  const database = new Dexie(name) as Database;
  database.version(1).stores({ audits: 'id', parts: '++key, audit' });
  database.version(2).upgrade((change) =>
    change
      .table<Partial<Label>>('audits')
      .toCollection()
      .modify((audit) => {
        audit.title ??= '';
        audit.note ??= '';
      }),
  );
  const blocked = new Promise<never>((_, refuse) =>
    database.on('blocked', () => {
      setTimeout(() => refuse(new Refused('blocked')), patience);
      return false; // Dexie's own handler writes to the console
    }),
  );
  try {
    await Promise.race([database.open(), blocked]);
  } catch (error) {
    database.close();
    throw error instanceof Refused ? error : new Refused('noDatabase');
  }
  return database;
}

/**
 * The version of the database as it is, 0 where there is none. Asked of the browser, because Dexie opens a newer
 * database too, and adds to it what it misses there. Dexie multiplies its versions by ten.
 */
async function installedVersion(name: string): Promise<number> {
  return new Promise((found, refuse) => {
    const none = () => refuse(new Refused('noDatabase'));
    try {
      const request = indexedDB.open(name);
      // It is being made just now: there was none, and none shall stay.
      request.onupgradeneeded = () => request.transaction?.abort();
      request.onsuccess = () => {
        const { version } = request.result;
        request.result.close();
        found(version / 10);
      };
      request.onerror = (event) => {
        event.preventDefault();
        if (request.error?.name === 'AbortError') found(0);
        else none();
      };
    } catch {
      none();
    }
  });
}
