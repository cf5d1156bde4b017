import type { Settings } from '../model/settings.ts';
import type {
  AuditLabel,
  AuditSummary,
  AuditView,
  BucketQuery,
  Connection,
  Destination,
  Engine,
  Keys,
  KeySource,
  OpenedFile,
  Rejudged,
  RoleRequest,
  ScanEnd,
  ScanProgress,
  ScanScope,
  WhyNotStored,
} from './engine/protocol.ts';
import { alone, type Tabs } from './engine/tabs.ts';
import type { RelayDesk } from './relay/desk.svelte.ts';
import type { Receipt } from './receipt.ts';
import { hashOf, Router } from './router.svelte.ts';
import { askToKeep, whyNotStored } from './storing.ts';
import { sentenceOf } from './words.ts';

/** A scan as the page follows it. */
export interface LiveScan {
  /** The audit that it goes on with or renews; null for a new one. */
  from: ScanScope['from'];
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
  /** True where the list of audits was asked for and could not be had. */
  unlisted = $state.raw(false);
  view = $state.raw<AuditView | null>(null);
  /** Why the audit that was asked for could not be opened; empty where it could. */
  refused = $state.raw('');
  /** Whose credentials the engine holds, or null. */
  connection = $state.raw<Connection | null>(null);
  live = $state.raw<LiveScan | null>(null);
  /** One sentence about what just went wrong, or well. */
  notice = $state.raw<{ text: string; bad: boolean } | null>(null);
  /** Why the browser stores nothing of this page; empty where it does. */
  unstored = $state.raw<WhyNotStored>('');
  /** What the last erasure did. */
  receipt = $state.raw<Receipt | null>(null);
  /** A file that waits to be told where it belongs. */
  incoming = $state.raw<Extract<OpenedFile, { audit: null }> | null>(null);
  /** True while the accounts of an organisation are read. */
  reading = $state.raw(false);
  lastList: LastList | null = null;
  #wanted = '';
  #tabs: Tabs;
  #relays: Promise<RelayDesk> | null = null;

  constructor(engine: Engine, tabs: Tabs = alone) {
    this.engine = engine;
    this.#tabs = tabs;
    tabs.onChange(() => void this.#look());
    // A tab that crashed in mid-scan told nobody.
    window.addEventListener('focus', () => void this.#look());
  }

  /** True while a scan runs. */
  get scanning(): boolean {
    return this.live !== null && this.live.end === null;
  }

  /** True while a scan waits because AWS took its credentials no longer. */
  get lapsed(): boolean {
    return this.scanning && this.live?.progress?.paused?.why === 'session';
  }

  /** The relays of this page. They load apart from it, and once. */
  relays(): Promise<RelayDesk> {
    this.#relays ??= import('./relay/desk.svelte.ts').then(({ RelayDesk }) =>
      new RelayDesk(this.engine, () => this.connection !== null).start(),
    );
    // A failure is asked for again.
    this.#relays.catch(() => (this.#relays = null));
    return this.#relays;
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
    const found = await this.attempt(() => this.engine.audits());
    this.audits = found ?? this.audits;
    this.unlisted = found === null;
    this.unstored = await this.engine.refused().catch(() => this.unstored);
  }

  /** Looks again at what other tabs may have changed. */
  async #look(): Promise<void> {
    const found = await Promise.all([this.engine.audits(), this.engine.refused()]).catch(
      () => null,
    );
    if (!found) return;
    const [audits, unstored] = found;
    const known = this.audits;
    if (known) this.audits = audits;
    if (unstored === 'otherVersion' && this.unstored !== unstored) {
      const { says, next } = whyNotStored[unstored];
      this.notice = { text: `${says} ${next}`, bad: true };
    }
    this.unstored = unstored;
    const { view } = this;
    if (!view) return;
    const summary = audits.find(({ id }) => id === view.summary.id);
    const before = known?.find(({ id }) => id === view.summary.id);
    // Another tab has changed its settings.
    const settled = summary && !summary.elsewhere && summary.ended !== 'running';
    if (settled && before && JSON.stringify(summary.counts) !== JSON.stringify(before.counts))
      await this.show(summary.id, true);
    else if (summary) {
      const { title, note, elsewhere } = summary;
      this.view = { ...view, summary: { ...view.summary, title, note, elsewhere } };
    } else if (unstored === '' && !this.scanning) {
      this.view = null;
      this.#wanted = '';
      this.refused = 'This audit was deleted in another tab.';
    }
  }

  /** Loads an audit, unless it is the one that is shown. One that is shown stays until the new one is here. */
  async show(id: string, anew = false): Promise<void> {
    const shown = this.view?.summary.id === id ? this.view : null;
    // One that was still growing, here or in another tab, may have grown or ended since.
    const settled = !this.scanning && !!shown && !shown.summary.elsewhere;
    if (!anew && settled && this.#wanted === id && shown.summary.ended !== 'running') return;
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
    if (id === null) return;
    this.#tabs.tell();
    this.router.go(hashOf(['audit', id]));
  }

  /** Opens a file as an audit, or asks first where it could be added to one. The notice says why where that fails. */
  async openFile(file: File): Promise<void> {
    const says = await this.takeFile(file);
    if (says !== '') this.notice = { text: says, bad: true };
  }

  /** The same, for whoever says it beside the file: gives why it could not be opened, or nothing. */
  async takeFile(file: File): Promise<string> {
    this.notice = null;
    this.incoming = null;
    try {
      const found = await this.engine.openFile(file);
      if (found.audit === null) this.incoming = found;
      else this.#arrive(found.audit);
      return '';
    } catch (error) {
      return sentenceOf(error);
    }
  }

  /** Keeps the file that waits: added to a copy of an audit, or (null) as an audit of its own. */
  async placeFile(into: string | null): Promise<void> {
    const id = await this.attempt(() => this.engine.placeFile(into));
    this.incoming = null;
    if (id !== null) this.#arrive(id, into !== null);
  }

  /** Lets go of the file that waits. */
  forgetFile(): void {
    this.incoming = null;
    void this.engine.forgetFile();
  }

  /** Adds a file to a copy of an audit and goes there. */
  async addFile(id: string, file: File): Promise<void> {
    const copy = await this.attempt(() => this.engine.addFile(id, file));
    if (copy !== null) this.#arrive(copy, true);
  }

  #arrive(id: string, isCopy = false): void {
    this.#tabs.tell();
    void askToKeep();
    if (isCopy)
      this.notice = {
        text: 'This is a copy with the file added. The audit that it was added to stays as it was.',
        bad: false,
      };
    this.router.go(hashOf(['audit', id]));
  }

  /** Gives an audit a title and a note. False where that was refused; the notice says why. */
  async describe(id: string, label: AuditLabel): Promise<boolean> {
    const done = await this.#done(() => this.engine.describe(id, label));
    if (!done) return false;
    this.#tabs.tell();
    await this.#look();
    return true;
  }

  /** Sets what an audit is judged by, and shows it judged anew. Null where that was refused; the notice says why. */
  async configure(id: string, settings: Settings): Promise<Rejudged | null> {
    const rejudged = await this.attempt(() => this.engine.configure(id, settings));
    if (!rejudged) return null;
    this.#tabs.tell();
    await this.show(id, true);
    return rejudged;
  }

  async remove(id: string): Promise<void> {
    const gone = this.audits?.find((audit) => audit.id === id);
    const done = await this.#done(() => this.engine.remove(id));
    if (!done) return;
    this.#tabs.tell();
    if (this.view?.summary.id === id) this.view = null;
    await this.refreshAudits();
    const what = gone ? gone.title || `of ${gone.account}` : '';
    this.notice ??= { text: `The audit ${what} was deleted from this browser.`, bad: false };
  }

  /** Erases everything and goes to the receipt. */
  async eraseAll(): Promise<void> {
    const erased = await this.attempt(() => this.engine.eraseAll());
    if (!erased) return;
    this.#tabs.tell();
    this.view = null;
    this.live = null;
    await this.refreshAudits();
    const { leftBehind } = await import('./left-behind.ts');
    const page = location.href.replace(/#.*/, '');
    this.receipt = { ...erased, left: await leftBehind(), page };
    this.router.go('#/erased');
  }

  async #done(work: () => Promise<void>): Promise<boolean> {
    return (await this.attempt(() => work().then(() => true))) ?? false;
  }

  /** Hands credentials to the engine and forgets them. False where they were refused; the notice says why. */
  async connect(keys: Keys, to: Destination): Promise<boolean> {
    return this.#connected(() => this.engine.connect(keys, to));
  }

  /** The same with keys that another source gives. */
  async connectBy(source: KeySource, to: Destination): Promise<boolean> {
    return this.#connected(() => this.engine.connectBy(source, to));
  }

  /** Takes on a role. False where that was refused; what was held before is held still. */
  async assume(role: RoleRequest): Promise<boolean> {
    return this.#connected(() => this.engine.assume(role));
  }

  async #connected(work: () => Promise<Connection>): Promise<boolean> {
    // So that the first call may go through one; without them there are the other ways.
    await this.relays().catch(() => null);
    const connection = await this.attempt(work);
    if (connection) this.connection = connection;
    return connection !== null;
  }

  /** Makes the engine forget the credentials. A running scan is stopped. */
  async disconnect(): Promise<void> {
    const done = await this.#done(() => this.engine.disconnect());
    if (!done) return;
    this.connection = null;
    this.notice = { text: 'The credentials were forgotten.', bad: false };
  }

  /** Hands new credentials to the scan that waits for them and forgets them. Rejects with the sentence of a refusal. */
  async renew(keys: Keys, mfaCode = ''): Promise<void> {
    this.connection = await this.engine.renew(keys, mfaCode);
  }

  /** Runs what reads accounts into audits of their own; meanwhile closing the page asks first. */
  async readingAccounts<T>(work: () => Promise<T>): Promise<T> {
    this.reading = true;
    window.addEventListener('beforeunload', askToStay);
    try {
      return await work();
    } finally {
      window.removeEventListener('beforeunload', askToStay);
      this.reading = false;
      this.#tabs.tell();
      void askToKeep();
    }
  }

  /** Starts a scan and goes to its screen. */
  async scan(scope: ScanScope): Promise<void> {
    const { from } = scope;
    this.live = { from, progress: null, end: null };
    this.router.go('#/scan');
    window.addEventListener('beforeunload', askToStay);
    const end = await this.engine
      .scan(scope, (progress) => {
        if (!this.scanning) return;
        // Other tabs show it from its first bucket on.
        if (progress.bucketsDone > 0 && (this.live?.progress?.bucketsDone ?? 0) === 0)
          this.#tabs.tell();
        this.live = { from, progress, end: null };
      })
      .catch(async (error: unknown): Promise<ScanEnd> => {
        const begun = this.live?.progress?.audit ?? null;
        // An audit in which nothing was read is not kept, and no link shall lead to it.
        const kept = await this.engine.audits().catch(() => []);
        const audit = kept.some(({ id }) => id === begun) ? begun : null;
        return { audit, ended: 'interrupted', note: sentenceOf(error) };
      });
    window.removeEventListener('beforeunload', askToStay);
    this.live = { from, progress: this.live.progress, end };
    this.#tabs.tell();
    if (end.audit !== null) void askToKeep();
    // Whoever looked at the first results sees the last ones now.
    if (this.view && this.view.summary.id === end.audit) await this.show(end.audit, true);
  }
}
