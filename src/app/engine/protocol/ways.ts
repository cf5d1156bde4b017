import type { CheckReach } from '../../../gather/connection/readable.ts';
import type { Ways } from '../../../gather/connection/probe.ts';

export type { CheckReach, Extent, Opener } from '../../../gather/connection/readable.ts';
export type { Way, Ways } from '../../../gather/connection/probe.ts';

/** What this page can reach with the credentials held, before a scan. */
export interface WaysReport extends Ways {
  /** How far each of the chosen checks can be assessed. */
  checks: readonly CheckReach[];
}
