import { IAMClient } from '@aws-sdk/client-iam';
import { lookAtOnce } from '../../gather/look/at-once.ts';
import { look } from '../../gather/look/look.ts';
import type { Roof } from '../../gather/roof.ts';
import { pageRoof } from './roof.ts';

/** The roof of a scan, with IAM beside it. Loaded for the look at permissions alone: a scan does not ask IAM. */
const lookRoof = (held: Parameters<typeof pageRoof>[0], endpoint: string): Roof =>
  pageRoof(held, endpoint, { iam: (config) => new IAMClient(config) });

export { look, lookAtOnce, lookRoof };
