import type { Aggregator } from '../../gather/config/aggregator.ts';
import type { Target } from '../../gather/gatherer.ts';
import type { Check } from '../../model/check.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import type { Store } from '../../store/store.ts';
import type { Sdk } from './connecting.ts';
import { digestOf } from './digesting.ts';
import type { Keyring } from './keyring.ts';
import { openAudit } from './opened.ts';
import type {
  AccountRead,
  AccountsEnd,
  AccountsPlan,
  AccountsProgress,
  AggregatorReach,
  Connection,
  FoundAggregators,
} from './protocol.ts';
import { Sentence } from './rpc.ts';

/** What the questions to an organisation share. */
export interface Organised {
  ring: Keyring;
  load: Sdk;
  store: Store;
  checks: readonly Check[];
  signal: AbortSignal;
}

/** Milliseconds between two tellings of progress. */
const pace = 100;

/** The connection, the part that asks AWS Config, and a roof for it. Throws a `Sentence` where there is none. */
async function prepared({ ring, load }: Pick<Organised, 'ring' | 'load'>) {
  const { connection } = ring;
  if (!connection) throw new Sentence('No credentials are held. Connect first.');
  if (connection.provider !== 'aws')
    throw new Sentence('AWS Config is a service of AWS. An S3-compatible store has none.');
  const { explain, pageRoof, recordedPart } = await load();
  const part = await recordedPart().catch(() => {
    throw new Sentence(
      'The part of this page that asks AWS Config could not be loaded. Check the network and try again.',
    );
  });
  const { records: _records, ...roof } = pageRoof(ring, connection.endpoint, {
    config: part.makeConfig,
  });
  return { connection, explain, part, roof };
}

const targetOf = ({ account, partition, region }: Connection): Target => ({
  ...{ account, partition, region },
  ...{ bucket: '', accessPoint: '', ownerKnown: true },
});

/** Asks one question of AWS Config. Throws a `Sentence` where it was stopped, or where the credentials were refused. */
async function asked<T>(
  { signal, ...rest }: Organised,
  question: (
    part: Awaited<ReturnType<typeof prepared>>['part'],
    target: Target,
    on: ReturnType<Awaited<ReturnType<typeof prepared>>['part']['configLine']>['on'],
  ) => Promise<T>,
): Promise<T> {
  const { connection, explain, part, roof } = await prepared(rest);
  const target = targetOf(connection);
  const { on, refused } = part.configLine(roof, signal, 8, target);
  const answer = await question(part, target, on);
  const error = refused();
  if (error) throw new Sentence(explain('session', error));
  if (signal.aborted) throw new Sentence('The question to AWS Config was stopped.');
  return answer;
}

/** Finds the aggregators of the account; `told` says how many Regions of how many have answered. */
export const findAggregators = (
  using: Organised,
  told: (asked: number, of: number) => void,
): Promise<FoundAggregators> =>
  asked(using, (part, target, on) => part.findAggregators(target, on, told));

/** What an aggregator holds of S3. */
export const reachOf = (
  using: Organised,
  aggregator: Pick<Aggregator, 'name' | 'region'>,
): Promise<AggregatorReach> =>
  asked(using, (part, target, on) => part.aggregatorReach(aggregator, target, on));

/** Reads accounts from an aggregator, and stores an audit of each as soon as it is read. */
export async function readAccounts(
  using: Organised,
  { aggregator, accounts }: AccountsPlan,
  tell: (progress: AccountsProgress) => void,
): Promise<AccountsEnd> {
  const { store, checks, signal } = using;
  const { connection, explain, part, roof } = await prepared(using);
  const sums = { accounts: accounts.length, done: 0, buckets: 0, calls: 0 };
  const reading = new Set<string>();
  let finished: AccountRead[] = [];
  let stored = true;
  let told = -Infinity;
  const report = (force = false) => {
    const now = performance.now();
    if (!force && now - told < pace) return;
    told = now;
    tell({ ...sums, reading: [...reading], finished, stored });
    finished = [];
  };
  const finish = (one: AccountRead) => {
    reading.delete(one.account);
    finished.push(one);
    report();
  };

  async function keep(snapshot: Snapshot): Promise<void> {
    const audit = crypto.randomUUID();
    const { facts, ...head } = snapshot;
    const opened = openAudit(snapshot, checks);
    const { rows, counts } = opened;
    const digest = digestOf(opened);
    await store.create(
      { id: audit, head, origin: 'scan', buckets: rows.length, counts, digest },
      facts,
    );
    stored &&= store.kept(audit);
    finish({ account: snapshot.account, audit, buckets: rows.length, says: '' });
  }

  const { region, partition, arn } = connection;
  const tool = { name: 'bucketproof', version: __VERSION__, build: __BUILD__ };
  report(true);
  try {
    const { ended, refused } = await part.readOrganisation(
      { aggregator, accounts, region, partition, identity: arn, tool },
      roof,
      {
        begun(account) {
          reading.add(account);
          report();
        },
        snapshot: keep,
        unread: ({ account, says }) => finish({ account, audit: null, buckets: 0, says }),
        progress: ({ done, buckets, calls }) => void Object.assign(sums, { done, buckets, calls }),
      },
      signal,
    );
    const note = refused === undefined ? '' : explain('session', { code: refused });
    return { ended, note };
  } catch (error) {
    if (!(error instanceof Error && error.name === 'SessionError')) throw error;
    return { ended: 'interrupted', note: explain('session', error as never) };
  } finally {
    reading.clear();
    report(true);
  }
}
