import { IAMClient } from '@aws-sdk/client-iam';
import { lookAtOnce } from '../../gather/look/at-once.ts';
import { look } from '../../gather/look/look.ts';
import type { Roof } from '../../gather/roof.ts';
import { pageRoof } from './roof.ts';

/** The roof of a scan, with IAM beside it. Loaded for the look at permissions alone: a scan does not ask IAM. */
function lookRoof(held: Parameters<typeof pageRoof>[0], endpoint: string): Roof {
  const iam = {
    iam: (config: ConstructorParameters<typeof IAMClient>[0]) => new IAMClient(config ?? {}),
  };
  // What was recorded says nothing of what the credentials may read.
  const { records: _records, ...roof } = pageRoof(held, endpoint, iam);
  return roof;
}

export { look, lookAtOnce, lookRoof };
