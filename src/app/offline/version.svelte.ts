import { workersOf } from './served.ts';

/**
 * Starts the service worker, and tells of a newer version of this site: `ready` once one has been fetched and waits,
 * `taken over` where another window has let it in and this one still runs its predecessor.
 */
export class Version {
  state = $state.raw<'current' | 'ready' | 'taken over'>('current');
  #waiting: ServiceWorker | null = null;
  #reloading = false;

  constructor() {
    const workers = workersOf(navigator);
    // Without it the page works as ever, but for opening without a network.
    if (workers) void this.#start(workers).catch(() => undefined);
  }

  /** Lets the new version in and reloads the page. */
  reload(): void {
    if (this.state === 'taken over' || !this.#waiting) return location.reload();
    this.#reloading = true;
    this.#waiting.postMessage('take over');
  }

  async #start(workers: ServiceWorkerContainer): Promise<void> {
    // On the first visit the worker takes over a page that is of its own version.
    let before = workers.controller;
    workers.addEventListener('controllerchange', () => {
      if (this.#reloading) location.reload();
      else if (before) this.state = 'taken over';
      before = workers.controller;
    });
    const registration = await workers.register('./sw.js', { updateViaCache: 'none' });
    const note = () => {
      this.#waiting = registration.waiting;
      if (registration.waiting && workers.controller) this.state = 'ready';
    };
    const follow = (worker: ServiceWorker | null) => worker?.addEventListener('statechange', note);
    follow(registration.installing);
    registration.addEventListener('updatefound', () => follow(registration.installing));
    note();
  }
}
