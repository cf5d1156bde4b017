import type {
  AuditSummary,
  AuditView,
  BucketQuery,
  Connection,
  Destination,
  Engine,
  Keys,
  ScanEnd,
  ScanProgress,
  ScanScope,
} from './engine/protocol.ts';
import { hashOf, Router } from './router.svelte.ts';
import { sentenceOf } from './words.ts';

/** A scan as the page follows it. */
export interface LiveScan {
  progress: ScanProgress | null;
  /** Null while it runs. */
  end: ScanEnd | null;
}

/** The list of buckets as it was last seen, so that Back and "next bucket" lead where one came from. */
export interface LastList {
  audit: string;
  query: BucketQuery;
  /** How far it was scrolled, in pixels. */
  top: number;
}

/** Nothing read is lost when a page closes on a scan, but its credentials are. The browser words the question. */
const askToStay = (event: BeforeUnloadEvent) => event.preventDefault();

/** What the page knows and does. Credentials pass through `connect` to the engine and are kept nowhere here. */
export class Session {
  readonly engine: Engine;
  readonly router = new Router();
  audits = $state.raw<readonly AuditSummary[] | null>(null);
  view = $state.raw<AuditView | null>(null);
  /** Why the audit that was asked for could not be opened; empty where it could. */
  refused = $state.raw('');
  /** Whose credentials the engine holds, or null. */
  connection = $state.raw<Connection | null>(null);
  live = $state.raw<LiveScan | null>(null);
  /** One sentence about what just went wrong, or well. */
  notice = $state.raw<{ text: string; bad: boolean } | null>(null);
  lastList: LastList | null = null;
  #wanted = '';

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** True while a scan runs. */
  get scanning(): boolean {
    return this.live !== null && this.live.end === null;
  }

  /** Runs something and turns a failure into the notice. Gives null then; what is shown stays. */
  async attempt<T>(work: () => Promise<T>): Promise<T | null> {
    this.notice = null;
    try {
      return await work();
    } catch (error) {
      return this.tell(error);
    }
  }

  /** Shows the sentence of a failure. What is shown already stays. */
  tell(error: unknown): null {
    this.notice = { text: sentenceOf(error), bad: true };
    return null;
  }

  async refreshAudits(): Promise<void> {
    this.audits = (await this.attempt(() => this.engine.audits())) ?? this.audits ?? [];
  }

  /** Loads an audit, unless it is the one that is shown. One that is shown stays until the new one is here. */
  async show(id: string, anew = false): Promise<void> {
    if (!anew && !this.scanning && this.#wanted === id && this.view?.summary.id === id) return;
    this.#wanted = id;
    this.refused = '';
    if (this.view?.summary.id !== id) this.view = null;
    try {
      const view = await this.engine.open(id);
      if (this.#wanted === id) this.view = view;
    } catch (error) {
      if (this.#wanted !== id) return;
      if (this.view) this.tell(error);
      else this.refused = sentenceOf(error);
    }
  }

  async openSample(): Promise<void> {
    const id = await this.attempt(() => this.engine.openSample());
    if (id !== null) this.router.go(hashOf(['audit', id]));
  }

  async openFile(file: File): Promise<void> {
    const id = await this.attempt(() => this.engine.openFile(file));
    if (id !== null) this.router.go(hashOf(['audit', id]));
  }

  async remove(id: string): Promise<void> {
    const done = await this.#done(() => this.engine.remove(id));
    if (!done) return;
    if (this.view?.summary.id === id) this.view = null;
    await this.refreshAudits();
  }

  async eraseAll(): Promise<void> {
    const done = await this.#done(() => this.engine.eraseAll());
    if (!done) return;
    this.view = null;
    this.live = null;
    await this.refreshAudits();
    this.notice ??= { text: 'Every audit was erased from this browser.', bad: false };
  }

  async #done(work: () => Promise<void>): Promise<boolean> {
    return (await this.attempt(() => work().then(() => true))) ?? false;
  }

  /** Hands credentials to the engine and forgets them. False where they were refused; the notice says why. */
  async connect(keys: Keys, to: Destination): Promise<boolean> {
    const connection = await this.attempt(() => this.engine.connect(keys, to));
    if (connection) this.connection = connection;
    return connection !== null;
  }

  /** Hands new credentials to the scan that waits for them and forgets them. Rejects with the sentence of a refusal. */
  async renew(keys: Keys): Promise<void> {
    this.connection = await this.engine.renew(keys);
  }

  /** Starts a scan and goes to its screen. */
  async scan(scope: ScanScope): Promise<void> {
    this.live = { progress: null, end: null };
    this.router.go('#/scan');
    window.addEventListener('beforeunload', askToStay);
    const end = await this.engine
      .scan(scope, (progress) => {
        if (this.scanning) this.live = { progress, end: null };
      })
      .catch((error: unknown): ScanEnd => ({
        audit: this.live?.progress?.audit ?? null,
        ended: 'interrupted',
        note: sentenceOf(error),
      }));
    window.removeEventListener('beforeunload', askToStay);
    this.live = { progress: this.live.progress, end };
    // Whoever looked at the first results sees the last ones now.
    if (this.view && this.view.summary.id === end.audit) await this.show(end.audit, true);
  }
}
