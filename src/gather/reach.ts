import type { SkippedRegion } from '../model/snapshot.ts';
import type { Service } from './gatherer.ts';

/** What is known of one service in one Region. */
type State = 'unknown' | 'open' | 'blocked' | 'given up';

/** Why a call was not sent. */
export type Closed = { gap: 'blocked' | 'skipped'; code: string };

const enough = 3;

/**
 * Which services answer in which Regions. The first call to each goes alone and tells whether there is an
 * answer to be had; three failures in a row, and the Region is left alone.
 */
export function reachability() {
  const places = new Map<
    string,
    { state: State; failures: number; code: string; turn: Promise<void> | null }
  >();
  const skipped: SkippedRegion[] = [];
  const place = (service: Service, region: string) => {
    const key = `${service} ${region}`;
    let found = places.get(key);
    if (!found) places.set(key, (found = { state: 'unknown', failures: 0, code: '', turn: null }));
    return found;
  };
  return {
    /**
     * Runs the call, alone while nothing is known of the place, or says why it may not be sent.
     * What the call learns of the place it must note before it resolves: others wait for that.
     */
    async run<T>(
      service: Service,
      region: string,
      work: () => Promise<T>,
    ): Promise<{ closed: Closed } | { result: T }> {
      const here = place(service, region);
      while (here.state === 'unknown' && here.turn) await here.turn;
      if (here.state === 'blocked') return { closed: { gap: 'blocked', code: here.code } };
      if (here.state === 'given up') return { closed: { gap: 'skipped', code: here.code } };
      if (here.state === 'open') return { result: await work() };
      const running = work();
      here.turn = running.then(
        () => void (here.turn = null),
        () => void (here.turn = null),
      );
      return { result: await running };
    },
    answered(service: Service, region: string) {
      const here = place(service, region);
      if (here.state === 'unknown') here.state = 'open';
      here.failures = 0;
    },
    hasAnswered: (service: Service, region: string) => place(service, region).state === 'open',
    blocked(service: Service, region: string) {
      Object.assign(place(service, region), { state: 'blocked', code: 'NoAnswer' });
      skipped.push({ region, service, reason: 'The browser was not allowed to read an answer.' });
    },
    /** Counts a failure without an answer of use; after three in a row the place is given up. */
    failed(service: Service, region: string) {
      const here = place(service, region);
      if (++here.failures < enough || here.state === 'given up') return;
      Object.assign(here, { state: 'given up', code: 'RegionUnreachable' });
      skipped.push({ region, service, reason: 'Three calls in a row failed.' });
    },
    /** The Region does not take these credentials, though STS does: it is not enabled for the account. */
    refuses(service: Service, region: string) {
      const here = place(service, region);
      if (here.state === 'given up') return;
      Object.assign(here, { state: 'given up', code: 'RegionRefusesToken' });
      skipped.push({ region, service, reason: 'The Region does not accept these credentials.' });
    },
    skipped: (): readonly SkippedRegion[] => skipped,
  };
}
export type Reachability = ReturnType<typeof reachability>;
