import type { BucketQuery, Engine } from '../engine/protocol.ts';

/** The buckets before and after one in a list; null at its ends, or where the bucket is not in it. */
export interface Neighbours {
  before: string | null;
  after: string | null;
}

const block = 1000;

/** Looks a bucket up in the list that a query gives, a thousand rows at a time. */
export async function neighboursOf(
  engine: Pick<Engine, 'buckets'>,
  audit: string,
  query: BucketQuery,
  name: string,
): Promise<Neighbours> {
  let last: string | null = null;
  for (let from = 0; ; from += block) {
    const { rows, matching } = await engine.buckets(audit, query, from, block + 1);
    const at = rows.findIndex((row) => row.name === name);
    if (at >= 0)
      return {
        before: rows[at - 1]?.name ?? last,
        after: rows[at + 1]?.name ?? null,
      };
    if (rows.length === 0 || from + block >= matching) return { before: null, after: null };
    last = rows[block - 1]?.name ?? null;
  }
}
