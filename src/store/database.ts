import { Dexie, type EntityTable } from 'dexie';
import type { ResourceFacts, Snapshot } from '../model/snapshot.ts';

/** A snapshot without its facts, which lie in parts beside it. */
export type SnapshotHead = Omit<Snapshot, 'facts'>;

/** How an audit came here. */
export type Origin = 'scan' | 'file' | 'sample';

/** One audit as the store keeps it. No credential is ever part of it. */
export interface StoredAudit {
  id: string;
  head: SnapshotHead;
  origin: Origin;
  buckets: number;
  counts: Readonly<Record<string, number>>;
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

/** Opens the browser's database. Rejects where the browser keeps none, as some private modes do. */
export async function openDatabase(name = 'bucketproof'): Promise<Database> {
  const database = new Dexie(name) as Database;
  database.version(1).stores({ audits: 'id', parts: '++key, audit' });
  await database.open();
  return database;
}
