import type { Listing } from '../../gather/estimate.ts';
import type { Check } from '../../model/check.ts';
import type { Store } from '../../store/store.ts';
import { beginningOf } from './beginning.ts';
import type { Sdk } from './connecting.ts';
import type { Keyring } from './keyring.ts';
import type { Estimate, ScanScope } from './protocol.ts';
import { planOf } from './running.ts';
import { Sentence } from './rpc.ts';

/** Estimates scans. The account is asked once for each change of credentials; scopes are then counted without calls. */
export function estimator(ring: Keyring, store: Store, checks: readonly Check[], load: Sdk) {
  let asked: { generation: number; answer: Promise<Listing & { note: string }> } | null = null;

  async function ask(): Promise<Listing & { note: string }> {
    const { connection } = ring;
    if (!connection) throw new Sentence('No credentials are held. Connect first, then scan.');
    const { pageRoof, questions, whyNot } = await load();
    const put = questions(pageRoof(ring, connection.endpoint), connection);
    const began = performance.now();
    const buckets = await put.buckets();
    const pages = put.calls();
    let latency = buckets.known ? (performance.now() - began) / pages : null;
    const between = performance.now();
    const regions = connection.provider === 'aws' ? await put.enabledRegions() : null;
    // The first call of all also opens a connection, which the others of a scan do not.
    if (latency !== null && regions?.known)
      latency = Math.min(latency, performance.now() - between);
    return {
      entries: buckets.known ? buckets.value.items : null,
      enabledRegions: regions?.known ? regions.value : null,
      pages,
      latency,
      note: whyNot('buckets', buckets),
    };
  }

  return {
    async estimate(scope: ScanScope): Promise<Estimate> {
      const { connection } = ring;
      if (!connection) throw new Sentence('No credentials are held. Connect first, then scan.');
      const beginning = await beginningOf(scope, store);
      const generation = ring.generation();
      if (asked?.generation !== generation) asked = { generation, answer: ask() };
      const { note, ...listing } = await asked.answer;
      const { estimate } = await load();
      const plan = planOf(connection, beginning, scope.pace, checks);
      return { ...estimate(plan, listing, connection.endpoint !== ''), note };
    },
    /** The account may have changed: asks it again next time. */
    forget() {
      asked = null;
    },
  };
}
