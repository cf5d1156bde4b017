import { factsNeeded } from '../../audit/plan.ts';
import type { Check } from '../../model/check.ts';
import type { ReadScope, Snapshot } from '../../model/snapshot.ts';
import type { Origin, Store } from '../../store/store.ts';
import { type Connection, labelLimits, type ScanScope } from './protocol.ts';
import { Sentence } from './rpc.ts';

/** What a scan starts from: where it writes, what is there already, and what it is to read. */
export interface Beginning {
  audit: string;
  /** Where parts of it came from: what was imported stays marked as such. */
  origin: Origin;
  earlier: {
    snapshot: Snapshot;
    /** What the user calls it; may be empty. */
    title: string;
    mode: 'continue' | 'renew';
    readBefore: string | null;
  } | null;
  scope: ReadScope;
}

/** Finds the audit that a scope names and checks that it is one to go on with. */
export async function beginningOf(scope: ScanScope, store: Store): Promise<Beginning> {
  const { from, checks, buckets, regions, readBefore } = scope;
  if (!from)
    return {
      audit: crypto.randomUUID(),
      origin: 'scan',
      earlier: null,
      scope: { checks, buckets, regions },
    };
  const [stored, snapshot] = await Promise.all([store.head(from.audit), store.load(from.audit)]);
  if (!stored || !snapshot)
    throw new Sentence('The audit to go on with is not in this browser. It may have been deleted.');
  if (stored.origin === 'sample')
    throw new Sentence('The sample is a made-up account; there is nothing to read anew.');
  const { mode } = from;
  if (mode === 'continue' && snapshot.coverage.ended === 'complete')
    throw new Sentence(
      'This scan is complete, so there is nothing to continue. Read parts of it anew instead.',
    );
  const before = snapshot.coverage.scope;
  return {
    audit: mode === 'continue' ? from.audit : crypto.randomUUID(),
    origin: stored.origin,
    earlier: {
      ...{ snapshot, title: stored.title, mode },
      readBefore: mode === 'renew' ? readBefore : null,
    },
    // What was narrowed stays so while a scan goes on, unless something else is asked for.
    scope:
      mode === 'continue'
        ? {
            checks: checks ?? before?.checks ?? null,
            buckets: buckets ?? before?.buckets ?? null,
            regions: regions ?? before?.regions ?? null,
          }
        : { checks, buckets, regions },
  };
}

const tails = { renew: ', read anew on ', file: ', a file added on ' } as const;

/** What a copy is called until it is renamed: what it is a copy of, what was done to it, and when, in UTC. */
export function titleOfCopy(
  title: string,
  account: string,
  now: string,
  done: keyof typeof tails = 'renew',
): string {
  const tail = `${tails[done]}${now.slice(0, 16).replace('T', ' ')} UTC`;
  const [of = ''] = (title === '' ? account : title).split(/, (?:read anew|a file added) on /);
  return `${of.slice(0, labelLimits.title - tail.length)}${tail}`;
}

/** Refuses credentials that are not of the audit's account: two accounts never mix. */
export function mustBeSameAccount(earlier: Beginning['earlier'], connection: Connection): void {
  if (!earlier) return;
  const { account, provider } = earlier.snapshot;
  const { account: mine } = connection;
  if (mine !== account || connection.provider !== provider)
    throw new Sentence(
      `The audit is of account ${account}, but the credentials are of account ${mine}. Connect with some of account ${account}.`,
    );
}

/** The facts that the chosen checks rest on; undefined for all. */
export const factsOf = (scope: ReadScope, checks: readonly Check[]) =>
  scope.checks === null
    ? undefined
    : factsNeeded(checks.filter(({ id }) => scope.checks?.includes(id)));
