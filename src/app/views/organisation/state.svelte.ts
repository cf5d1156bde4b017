import type {
  AccountRead,
  AccountsEnd,
  AccountsProgress,
  AggregatorId,
  AggregatorReach,
  FoundAggregators,
} from '../../engine/protocol.ts';
import type { Session } from '../../session.svelte.ts';
import { sentenceOf } from '../../words.ts';
import { setOf, without } from './picking.ts';

/** Something that is asked for: not yet, under way, had, or why not. */
export type Asked<T, P = null> =
  | { state: 'none' }
  | { state: 'asking'; progress: P }
  | { state: 'failed'; says: string }
  | { state: 'done'; value: T };

/** A reading of accounts, under way or ended. */
export interface Reading {
  aggregator: AggregatorId;
  accounts: readonly string[];
  progress: AccountsProgress | null;
  /** Accounts that are done with, newest first. */
  finished: readonly AccountRead[];
  /** Null while it runs. */
  end: AccountsEnd | null;
}

/** What the screen of an organisation knows. It outlives the screen, so that one may look elsewhere meanwhile. */
export class Organisation {
  readonly session: Session;
  found = $state.raw<Asked<FoundAggregators, { asked: number; of: number } | null>>({
    state: 'none',
  });
  chosen = $state.raw<AggregatorId | null>(null);
  reach = $state.raw<Asked<AggregatorReach>>({ state: 'none' });
  picked = $state.raw(setOf());
  reading = $state.raw<Reading | null>(null);
  /** Whose answers these are. */
  #account = '';
  #turn = 0;

  constructor(session: Session) {
    this.session = session;
  }

  /** Forgets what another account's credentials brought. */
  heed(account: string): void {
    if (account === this.#account) return;
    this.#account = account;
    this.#turn++;
    this.found = { state: 'none' };
    this.chosen = null;
    this.reach = { state: 'none' };
    this.picked = setOf();
  }

  /** Looks for aggregators in every Region. */
  async find(): Promise<void> {
    const mine = ++this.#turn;
    this.found = { state: 'asking', progress: null };
    try {
      const value = await this.session.engine.aggregators((progress) => {
        if (mine === this.#turn && this.found.state === 'asking')
          this.found = { state: 'asking', progress };
      });
      if (mine !== this.#turn) return;
      this.found = { state: 'done', value };
      const [only, ...more] = value.aggregators;
      if (only && more.length === 0 && this.chosen === null) await this.choose(only);
    } catch (error) {
      if (mine === this.#turn) this.found = { state: 'failed', says: sentenceOf(error) };
    }
  }

  /** Stops the question that is under way. */
  stop(): void {
    this.#turn++;
    if (this.found.state === 'asking') this.found = { state: 'none' };
    if (this.reach.state === 'asking') this.reach = { state: 'none' };
    void this.session.engine.cancelAccounts();
  }

  /** Asks an aggregator what it holds. Every account with a record of S3 is picked at first. */
  async choose({ name, region }: AggregatorId): Promise<void> {
    const mine = ++this.#turn;
    if (this.found.state === 'asking') this.found = { state: 'none' };
    this.chosen = { name, region };
    this.reach = { state: 'asking', progress: null };
    this.picked = setOf();
    try {
      const value = await this.session.engine.aggregatorReach({ name, region });
      if (mine !== this.#turn) return;
      this.reach = { state: 'done', value };
      this.picked = setOf(
        value.accounts.flatMap(({ account, resources }) => (resources > 0 ? account : [])),
      );
    } catch (error) {
      if (mine === this.#turn) this.reach = { state: 'failed', says: sentenceOf(error) };
    }
  }

  /** Reads these accounts from the chosen aggregator. */
  async read(accounts: readonly string[], aggregator = this.chosen): Promise<void> {
    if (!aggregator) return;
    const { session } = this;
    session.notice = null;
    this.reading = { aggregator, accounts, progress: null, finished: [], end: null };
    const change = (part: Partial<Reading>) => {
      if (this.reading) this.reading = { ...this.reading, ...part };
    };
    const end = await session
      .readingAccounts(() =>
        session.engine.readAccounts({ aggregator, accounts }, (progress) =>
          change({
            progress,
            finished: [...progress.finished.toReversed(), ...(this.reading?.finished ?? [])],
          }),
        ),
      )
      .catch((error: unknown): AccountsEnd => ({ ended: 'interrupted', note: sentenceOf(error) }));
    change({ end });
  }

  /** The accounts that an ended reading did not come to. */
  left(): readonly string[] {
    const { accounts = [], finished = [] } = this.reading ?? {};
    return without(
      accounts,
      finished.map(({ account }) => account),
    );
  }

  /** Back to the choice. Those of which nothing was read stay picked. */
  again(): void {
    const left = this.left();
    const unread = this.reading?.finished.flatMap(({ account, audit }) =>
      audit === null ? account : [],
    );
    this.picked = setOf([...left, ...(unread ?? [])]);
    this.reading = null;
  }
}

const all = new WeakMap<Session, Organisation>();

/** What is known of the organisation in this page. */
export function organisationOf(session: Session): Organisation {
  let found = all.get(session);
  if (!found) all.set(session, (found = new Organisation(session)));
  return found;
}
