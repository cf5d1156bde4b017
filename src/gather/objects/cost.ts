import { mostLists } from './draw.ts';

/**
 * US dollars for a thousand requests in us-east-1, for S3 Standard: lists, and reads of ACLs and of what an object is.
 * https://aws.amazon.com/s3/pricing/
 */
const perThousand = { lists: 0.005, reads: 0.0004 } as const;

/** What a look at objects takes at most. */
export interface SampleCost {
  lists: number;
  reads: number;
  dollars: number;
}

/** Requests that a look at so many objects takes at most, and what AWS charges for them. */
export function costOf(plan: { objects: number; acls: boolean; encryption: boolean }): SampleCost {
  const lists = mostLists(plan.objects);
  const reads = plan.objects * (Number(plan.acls) + Number(plan.encryption));
  const dollars = (lists * perThousand.lists + reads * perThousand.reads) / 1000;
  return { lists, reads, dollars };
}
