import type {
  AuditSummary,
  AuditView,
  Engine,
  ScanProgress,
  ScanRequest,
} from './engine/protocol.ts';
import { hashOf, Router } from './router.svelte.ts';
import { sentenceOf } from './words.ts';

/** A scan as the page follows it. */
export interface LiveScan {
  progress: ScanProgress | null;
  /** Null while it runs. */
  end: { audit: string | null; ended: string; note: string } | null;
  endpoint: string;
}

/** What the page knows and does. Credentials pass through `scan` to the engine and are kept nowhere here. */
export class Session {
  readonly engine: Engine;
  readonly router = new Router();
  audits = $state.raw<readonly AuditSummary[] | null>(null);
  view = $state.raw<AuditView | null>(null);
  live = $state.raw<LiveScan | null>(null);
  /** One sentence about what just went wrong, or well. */
  notice = $state.raw<{ text: string; bad: boolean } | null>(null);
  #wanted = '';

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Runs something and turns a failure into the notice. Gives null then. */
  async attempt<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      this.notice = null;
      return await work();
    } catch (error) {
      this.notice = { text: sentenceOf(error), bad: true };
      return null;
    }
  }

  async refreshAudits(): Promise<void> {
    this.audits = (await this.attempt(() => this.engine.audits())) ?? this.audits ?? [];
  }

  /** Loads an audit, unless it is the one that is shown; a running scan's is read anew. */
  async show(id: string): Promise<void> {
    const running = this.live !== null && this.live.end === null;
    if (this.#wanted === id && this.view?.summary.id === id && !running) return;
    this.#wanted = id;
    if (this.view?.summary.id !== id) this.view = null;
    const view = await this.attempt(() => this.engine.open(id));
    if (this.#wanted === id) this.view = view;
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
    await this.attempt(() => this.engine.remove(id));
    if (this.view?.summary.id === id) this.view = null;
    await this.refreshAudits();
  }

  async eraseAll(): Promise<void> {
    const done = await this.attempt(async () => {
      await this.engine.eraseAll();
      return true;
    });
    if (done) this.notice = { text: 'Every audit was erased from this browser.', bad: false };
    this.view = null;
    this.audits = await this.engine.audits().catch(() => []);
  }

  /** Starts a scan and goes to its screen. The request is handed on and forgotten. */
  async scan(request: ScanRequest): Promise<void> {
    const endpoint = request.endpoint;
    this.live = { progress: null, end: null, endpoint };
    this.router.go('#/scan');
    try {
      const end = await this.engine.scan(request, (progress) => {
        if (this.live?.end === null) this.live = { progress, end: null, endpoint };
      });
      this.live = { progress: this.live.progress, end, endpoint };
    } catch (error) {
      const end = { audit: null, ended: 'interrupted', note: sentenceOf(error) };
      this.live = { progress: this.live.progress, end, endpoint };
    }
    this.#wanted = '';
  }
}
