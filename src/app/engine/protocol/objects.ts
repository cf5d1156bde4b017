import type { SamplePlan, SampleProgress } from '../../../gather/objects/sample.ts';

export type { SamplePlan, SampleProgress };

/** How far a report of S3 Inventory has been read, in bytes of its files. */
export interface ReportProgress {
  read: number;
  of: number;
  lines: number;
}

/** What became of a report: it may lack files, or list a part of the bucket. */
export interface ReportEnd {
  objects: number;
  /** ISO time at which S3 began to list. */
  createdAt: string;
  /** Why it does not stand for all objects, as a sentence; empty where it does. */
  partly: string;
}
