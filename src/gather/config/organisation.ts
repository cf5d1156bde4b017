import type { Collection, Evidence, PartGap } from '../../model/evidence.ts';
import { isSessionCode } from '../../model/session-code.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { gapSays, sessionRefused } from '../../model/words.ts';
import { callLog } from '../calls.ts';
import { gatherLive, type Line } from '../gather.ts';
import type { Target } from '../gatherer.ts';
import { limit } from '../pace.ts';
import type { Roof } from '../roof.ts';
import type { Aggregator } from './aggregator.ts';
import { archive } from './archive.ts';
import { configLine } from './line.ts';
import { selectAggregated } from './query.ts';
import type { Recorded } from './resource.ts';
import { recordedSnapshot } from './snapshot.ts';

/** Which accounts are read, and of which aggregator. */
export interface OrganisationPlan {
  aggregator: Pick<Aggregator, 'name' | 'region'>;
  /** Account ids, for example those of `aggregatorReach`. */
  accounts: readonly string[];
  /** Where to ask STS whether it takes the credentials still, for example the Region that one connected in. */
  region: string;
  partition: string;
  /** ARN of the identity that looks, where it is known. */
  identity: string | null;
  tool: Snapshot['tool'];
}

/** Told as accounts are read. */
export interface OrganisationWatcher {
  /** An account is asked about now. */
  begun?(account: string): void;
  /** Nothing was read of an account, for the reason that the sentence says. */
  unread?(one: UnreadAccount): void;
  /** An account is read: keep its snapshot. The next accounts do not wait for it, the end does. */
  snapshot(snapshot: Snapshot): Promise<void> | void;
  progress?(progress: OrganisationProgress): void;
}

/** An account of which nothing was read, with a sentence for why. */
export interface UnreadAccount {
  account: string;
  says: string;
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
  unread: readonly UnreadAccount[];
  /** AWS's code for refusing the credentials in the middle; absent where it did not. */
  refused?: string;
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
  const { on, refused } = configLine(roof, signal, atOnce, targetOf('', plan.region, plan));
  const unread: UnreadAccount[] = [];
  const kept: Promise<void>[] = [];
  const state: OrganisationProgress = {
    accounts: plan.accounts.length,
    done: 0,
    buckets: 0,
    calls: 0,
  };
  const some = limit(atOnce);
  const readOne = async (account: string) => {
    if (on.signal.aborted) return;
    const log = callLog(roof.now);
    watcher.begun?.(account);
    const found = await readAccount(account, plan, { ...on, log });
    state.calls += log.totals().calls;
    if (on.signal.aborted) return;
    state.done++;
    if ('says' in found) {
      unread.push(found);
      watcher.unread?.(found);
    } else {
      state.buckets += found.coverage.bucketsListed ?? 0;
      kept.push(Promise.resolve(watcher.snapshot(found)));
    }
    watcher.progress?.({ ...state });
  };
  watcher.progress?.({ ...state });
  await Promise.all(plan.accounts.map((account) => some(() => readOne(account))));
  await Promise.all(kept);
  const error = refused();
  if (error && kept.length === 0) throw error;
  if (error) return { ended: 'interrupted', unread, refused: error.code };
  const left = plan.accounts.length > state.done;
  return { ended: signal.aborted && left ? 'cancelled' : 'complete', unread };
}

const targetOf = (account: string, region: string, { partition }: OrganisationPlan): Target => ({
  ...{ account, partition, region },
  ...{ bucket: '', accessPoint: '', ownerKnown: true },
});

async function readAccount(
  account: string,
  plan: OrganisationPlan,
  on: Line,
): Promise<Snapshot | UnreadAccount> {
  // It becomes part of a query.
  if (!/^\d{12}$/.test(account)) return { account, says: 'An account id has 12 digits.' };
  const { roof } = on;
  const startedAt = roof.now();
  const { name, region } = plan.aggregator;
  const target = targetOf(account, region, plan);
  const call = selectAggregated(name, roof.now);
  const found = (await gatherLive(call, target, { region }, on)) as Evidence<Collection<Recorded>>;
  if (!found.known) return { account, says: unreadSays(found, region) };
  const { items, gaps } = found.value;
  if (items.length === 0) return { account, says: gaps[0] ? unreadSays(gaps[0], region) : nothing };
  const held = archive();
  held.add(items, gaps);
  return recordedSnapshot(held, target, plan, {
    startedAt,
    endedAt: roof.now(),
    calls: on.log.lines(),
  });
}

const nothing =
  'AWS Config has recorded nothing of Amazon S3 in it that the aggregator holds, so there is nothing to judge. Its recorder may be off or leave S3 out; the collector reads the account itself.';

function unreadSays({ gap, detail, actions }: PartGap, region: string): string {
  if (gap === 'denied' && isSessionCode(detail))
    return `What is recorded of it was not told: ${sessionRefused} (${detail}). AWS Config in ${region} does not take these credentials.`;
  if (gap === 'denied')
    return `AWS refused to tell what is recorded of it (${detail}). Allow ${actions.join(', ')} and read it again.`;
  return `What is recorded of it could not be read: ${gapSays(gap, detail)}. Read it again later.`;
}
