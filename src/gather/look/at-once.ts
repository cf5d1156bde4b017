import type { Roof } from '../roof.ts';
import { asking, iamRegion, nobody } from './asking.ts';
import { callerOf } from './caller.ts';
import { lookAtWrites, type WriteResult } from './writes.ts';

/**
 * Whether IAM lets the caller change any bucket, in at most six calls, all to IAM and none of them changing anything.
 * No bucket is named, so that nothing has to be listed first: only a yes says something, for rights on some buckets
 * alone do not show. Rejects as `look` does.
 */
export async function lookAtOnce(
  caller: { arn: string; partition: string; region: string },
  roof: Roof,
  signal: AbortSignal,
): Promise<WriteResult> {
  const { ask } = asking({ region: caller.region, provider: 'aws' }, roof, signal);
  const at = { ...nobody(caller.region), partition: caller.partition };
  const home = { region: iamRegion(caller.partition, caller.region) };
  return lookAtWrites(callerOf(caller.arn), [], (call) => ask(call, at, home));
}
