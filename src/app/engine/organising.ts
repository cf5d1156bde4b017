import type { AuditLocks } from './locks.ts';
import type { Organised } from './organisation.ts';
import type {
  AccountsEnd,
  AccountsPlan,
  AccountsProgress,
  AggregatorId,
  AggregatorReach,
  FoundAggregators,
} from './protocol.ts';
import { Sentence } from './rpc.ts';

/** Why nothing else may be begun while an organisation is read. */
export const readingSays =
  'The accounts of an organisation are being read. Stop that first, or wait for its end.';

const organisation = () =>
  import('./organisation.ts').catch(() => {
    throw new Sentence(
      'The part of this page that reads an organisation could not be loaded. Check the network and try again.',
    );
  });

/** Asks AWS Config for an organisation, and reads it: one question and one reading at a time. What does it loads then. */
export function organising(
  using: Omit<Organised, 'signal'> & { locks: AuditLocks },
  /** Throws where something signs with the credentials already, this included. */
  refuse: () => void,
) {
  let asking: AbortController | null = null;
  let reading: AbortController | null = null;
  const question = (): Organised => {
    asking?.abort();
    asking = new AbortController();
    return { ...using, signal: asking.signal };
  };
  return {
    reading: (): boolean => reading !== null,
    stop(): void {
      asking?.abort();
      reading?.abort();
    },
    async find(told: (asked: number, of: number) => void): Promise<FoundAggregators> {
      const asked = question();
      return (await organisation()).findAggregators(asked, told);
    },
    async reach(aggregator: AggregatorId): Promise<AggregatorReach> {
      const asked = question();
      return (await organisation()).reachOf(asked, aggregator);
    },
    async read(
      plan: AccountsPlan,
      tell: (progress: AccountsProgress) => void,
    ): Promise<AccountsEnd> {
      refuse();
      const mine = (reading = new AbortController());
      // No tab may erase everything meanwhile.
      const release = await using.locks.hold(`organisation-${crypto.randomUUID()}`);
      try {
        const { readAccounts } = await organisation();
        return await readAccounts({ ...using, signal: mine.signal }, plan, tell);
      } finally {
        reading = null;
        await release?.();
      }
    },
  };
}
