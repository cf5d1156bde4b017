import type { Evidence, Route } from '../model/evidence.ts';
import type { Line } from './gather.ts';
import type { AnyGatherer, Service, Target } from './gatherer.ts';

/**
 * Sends one SDK command and resolves to its output. Rejects with the SDK's error. The client behind it must
 * not retry and not follow redirects: the scan does both. Where one way to sign is not taken and the same is asked
 * at once in another, `replaced` is told the error of the first, so that the log counts that request too.
 */
export type Send = (
  service: Service,
  region: string,
  command: unknown,
  signal: AbortSignal,
  replaced?: (error: unknown) => void,
) => Promise<unknown>;

/** One way by which requests leave and answers come back. */
export interface Passage {
  route: Route;
  /** True where a missing answer may mean that the browser withheld it. */
  browser: boolean;
  /** Whether this way leads to the service there at all. A relay, for one, leads to S3 in its own Region only. */
  serves(service: Service, region: string): boolean;
  /** Where it leads to some Regions only: these, the one to ask what any Region answers first. */
  regions?: readonly string[];
  send: Send;
}

/** What has been recorded of the account before, asked for facts that no passage could read. */
export interface Records {
  /**
   * What was recorded of the gatherer's fact of what `target` names; null where such facts are never recorded.
   * Never rejects.
   */
  read(g: AnyGatherer, target: Target, on: Line): Promise<Evidence<unknown> | null>;
}

/** What a scan needs from the world: somebody who sends, and a clock. The page and the collector each bring theirs. */
export interface Roof {
  /** In the order in which they are asked. */
  passages: readonly Passage[];
  records?: Records;
  /**
   * Loads the gatherers of services beside S3, as `further.ts` lists them; without it they are not asked. The clients
   * for them are among the passages'. Rejects where they could not be loaded.
   */
  further?(): Promise<readonly AnyGatherer[]>;
  /** The time as ISO text, for evidence. */
  now(): string;
  /** Milliseconds from any origin, for rates and delays. */
  clock(): number;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** A number from 0 to 1, for jitter. */
  random(): number;
  /**
   * Where credentials can be renewed while a scan runs: raised with each change of them. With it a refused session
   * pauses the scan; without it, it ends the scan.
   */
  generation?(): number;
}

/**
 * The session is at fault, not one fact: expired or wrong credentials, a clock far off. The scan cannot go on
 * with these credentials. `code` is AWS's error code.
 */
export class SessionError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'SessionError';
    this.code = code;
  }
}
