import type { Collection, Evidence } from '../../model/evidence.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { callLog } from '../calls.ts';
import { explain } from '../explain.ts';
import { gatherLive, type Line, line } from '../gather.ts';
import type { Target } from '../gatherer.ts';
import { limit } from '../pace.ts';
import { type Roof, SessionError } from '../roof.ts';
import type { Aggregator } from './aggregator.ts';
import { archive } from './archive.ts';
import { selectAggregated } from './query.ts';
import type { Recorded } from './resource.ts';
import { recordedSnapshot } from './snapshot.ts';

/** Which accounts are read, and of which aggregator. */
export interface OrganisationPlan {
  aggregator: Pick<Aggregator, 'name' | 'region'>;
  /** Account ids, for example those of `aggregatorReach`. */
  accounts: readonly string[];
  partition: string;
  /** ARN of the identity that looks, where it is known. */
  identity: string | null;
  tool: Snapshot['tool'];
}

/** Told as accounts are read. */
export interface OrganisationWatcher {
  /** An account is read: keep its snapshot. The next accounts do not wait for it, the end does. */
  snapshot(snapshot: Snapshot): Promise<void> | void;
  progress?(progress: OrganisationProgress): void;
}

export interface OrganisationProgress {
  /** Accounts to read, and those that were read or could not be. */
  accounts: number;
  done: number;
  buckets: number;
  calls: number;
}

export interface OrganisationEnd {
  ended: 'complete' | 'interrupted' | 'cancelled';
  /** Accounts of which nothing was read, each with a sentence for why. */
  unread: readonly { account: string; says: string }[];
}

/** Accounts that are read at once. */
const atOnce = 4;

/**
 * Reads accounts of an organisation from one aggregator of AWS Config, page by page and a few accounts at a time, and
 * hands out one snapshot for each, with its own log of calls. Its facts are as they were last recorded, each with its
 * time; what AWS Config does not record is a gap. Cancelling keeps what was handed out. Rejects only with `SessionError`,
 * where the credentials were refused before anything was read.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_SelectAggregateResourceConfig.html
 */
export async function readOrganisation(
  plan: OrganisationPlan,
  roof: Roof,
  watcher: OrganisationWatcher,
  signal: AbortSignal = new AbortController().signal,
): Promise<OrganisationEnd> {
  const stop = new AbortController();
  const refusal: { error: SessionError | null } = { error: null };
  const shared = line(
    roof,
    AbortSignal.any([signal, stop.signal]),
    atOnce,
    async () => false,
    async (code) => {
      refusal.error ??= new SessionError(code);
      stop.abort();
      return false;
    },
  );
  const unread: { account: string; says: string }[] = [];
  const kept: Promise<void>[] = [];
  const state: OrganisationProgress = {
    accounts: plan.accounts.length,
    done: 0,
    buckets: 0,
    calls: 0,
  };
  const some = limit(atOnce);
  const readOne = async (account: string) => {
    if (shared.signal.aborted) return;
    const log = callLog(shared.roof.now);
    const found = await readAccount(account, plan, { ...shared, log });
    state.calls += log.totals().calls;
    if (shared.signal.aborted) return;
    state.done++;
    if ('says' in found) unread.push(found);
    else {
      state.buckets += found.coverage.bucketsListed ?? 0;
      kept.push(Promise.resolve(watcher.snapshot(found)));
    }
    watcher.progress?.({ ...state });
  };
  watcher.progress?.({ ...state });
  await Promise.all(plan.accounts.map((account) => some(() => readOne(account))));
  await Promise.all(kept);
  if (refusal.error && kept.length === 0) throw refusal.error;
  const left = plan.accounts.length > state.done;
  if (refusal.error) return { ended: 'interrupted', unread };
  return { ended: signal.aborted && left ? 'cancelled' : 'complete', unread };
}

async function readAccount(
  account: string,
  plan: OrganisationPlan,
  on: Line,
): Promise<Snapshot | { account: string; says: string }> {
  // It becomes part of a query.
  if (!/^\d{12}$/.test(account)) return { account, says: 'An account id has 12 digits.' };
  const { roof } = on;
  const startedAt = roof.now();
  const { name, region } = plan.aggregator;
  const target: Target = {
    account,
    partition: plan.partition,
    region,
    bucket: '',
    accessPoint: '',
    ownerKnown: true,
  };
  const call = selectAggregated(name, roof.now);
  const found = (await gatherLive(call, target, { region }, on)) as Evidence<Collection<Recorded>>;
  if (!found.known) return { account, says: explain('buckets', found) };
  const held = archive();
  held.add(found.value.items, found.value.gaps);
  return recordedSnapshot(held, target, plan, {
    startedAt,
    endedAt: roof.now(),
    calls: on.log.lines(),
  });
}
