import type { Evidence } from '../../model/evidence.ts';
import { gather, type Home, line } from '../gather.ts';
import type { AnyGatherer, Target } from '../gatherer.ts';
import { gatherers } from '../index.ts';
import { type Roof, SessionError } from '../roof.ts';
import type { LookCall } from './iam.ts';

/** How a look sends its calls. */
export interface Asking {
  /** Sends one call and gives what came of it. Rejects as `check` throws. */
  ask(call: LookCall, at: Target, home?: Home): Promise<Evidence<unknown>>;
  /** Throws `SessionError` once the credentials were refused as such, and what the signal says once it aborts. */
  check(): void;
  /** Calls sent so far. */
  calls(): number;
}

/** A line of its own for one look, which ends at the first refusal of the session instead of waiting for new keys. */
export function asking(
  { region, provider }: { region: string; provider: 'aws' | 'other' },
  roof: Roof,
  signal: AbortSignal,
  onCalls: (calls: number) => void = () => undefined,
): Asking {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const refusal: { error: SessionError | null } = { error: null };
  const noMore = async () => false;
  const on = line(
    roof,
    both,
    12,
    async () => {
      if (provider === 'other') return false;
      const again = line(roof, both, 1, noMore, noMore);
      return (await gather(identity, nobody(region), { region }, again)).known;
    },
    async (code) => {
      refusal.error ??= new SessionError(code);
      stop.abort();
      return false;
    },
  );
  const calls = () => on.log.totals().calls;
  const check = () => {
    if (refusal.error) throw refusal.error;
    signal.throwIfAborted();
    onCalls(calls());
  };
  return {
    async ask(call, at, home = { region: at.region }) {
      // `gather` looks at everything of a gatherer but its fact.
      const evidence = await gather(call as AnyGatherer, at, home, on);
      check();
      return evidence;
    },
    check,
    calls,
  };
}

const identity = gatherers.find(({ fact }) => fact === 'identity') as AnyGatherer;

/** A target of which nothing is known but where to ask. */
export const nobody = (region: string): Target => ({
  account: '',
  partition: 'aws',
  region,
  bucket: '',
  accessPoint: '',
  ownerKnown: false,
});

/** IAM has one endpoint for each partition, which signs for one Region. https://docs.aws.amazon.com/general/latest/gr/iam-service.html */
export const iamRegion = (partition: string, otherwise: string): string =>
  (
    ({ aws: 'us-east-1', 'aws-cn': 'cn-north-1', 'aws-us-gov': 'us-gov-west-1' }) as Readonly<
      Record<string, string>
    >
  )[partition] ?? otherwise;
