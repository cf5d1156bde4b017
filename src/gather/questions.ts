import type { Collection, Evidence } from '../model/evidence.ts';
import type { BucketEntry, EnabledRegion, Identity } from '../model/facts.ts';
import { isSessionCode } from '../model/session-code.ts';
import { explain } from './explain.ts';
import { gather, type Line, line } from './gather.ts';
import { accountGatherers } from './index.ts';
import { type Roof, SessionError } from './roof.ts';

/** A line for a few calls before or beside a scan. A refused session ends its calls. */
export function questions(
  roof: Roof,
  { region, account, partition }: { region: string; account: string; partition: string },
) {
  // Without a generation nobody waits for new credentials.
  const { generation: _generation, ...plain } = roof;
  const on: Line = line(
    plain,
    new AbortController().signal,
    4,
    async () => false,
    async () => false,
  );
  const target = { account, partition, region, bucket: '', accessPoint: '' };
  const ask = async (fact: 'identity' | 'buckets' | 'enabledRegions') => {
    const g = accountGatherers.find((one) => one.fact === fact);
    if (!g) throw new TypeError(`no gatherer for ${fact}`);
    return gather(g, { ...target, ownerKnown: false }, { region }, on);
  };
  return {
    identity: () => ask('identity') as Promise<Evidence<Identity>>,
    buckets: () => ask('buckets') as Promise<Evidence<Collection<BucketEntry>>>,
    enabledRegions: () => ask('enabledRegions') as Promise<Evidence<readonly EnabledRegion[]>>,
    /** Calls sent so far. */
    calls: () => on.log.totals().calls,
  };
}

/** One sentence for why such a question was not answered. */
export function whyNot(what: 'identity' | 'buckets', evidence: Evidence<unknown>): string {
  if (evidence.known) return '';
  return isSessionCode(evidence.detail)
    ? explain('session', new SessionError(evidence.detail))
    : explain(what, evidence);
}
