import { IAMClient } from '@aws-sdk/client-iam';
import { lookAtOnce } from '../../gather/look/at-once.ts';
import { look } from '../../gather/look/look.ts';
import type { Roof } from '../../gather/roof.ts';
import { directRoof } from './roof.ts';

/** The roof of a scan, with IAM beside it. Loaded for the look at permissions alone: a scan does not ask IAM. */
const lookRoof = (held: Parameters<typeof directRoof>[0], endpoint: string): Roof =>
  directRoof(held, endpoint, { iam: (config) => new IAMClient(config) });

export { look, lookAtOnce, lookRoof };
