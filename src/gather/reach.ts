import type { Route } from '../model/evidence.ts';
import type { SkippedRegion } from '../model/snapshot.ts';
import type { Service } from './gatherer.ts';

/** Where a call goes, and what it is about. */
export interface Place {
  /** The way by which it goes: each has places of its own. */
  route: Route;
  service: Service;
  region: string;
  /** A bucket's or an access point's name; the operation, where the call is of the account or of the Region. */
  about: string;
  /** True for a call of the account or of the Region. */
  isWide: boolean;
}

/** Why a call was not sent. */
export interface Closed {
  gap: 'blocked' | 'skipped';
  code: string;
}

/** What is known of one service in one Region, by one route. */
interface Known {
  state: 'unknown' | 'open' | 'blocked' | 'given up';
  code: string;
  /** The call that is under way while nothing is known. */
  turn: Promise<void> | null;
  /** What calls that wait for their turn are about, and how many they are. */
  waiting: Map<string, number>;
  /** What failed since anything answered. */
  failed: Set<string>;
  /** How many calls about one thing failed since that thing answered. */
  failures: Map<string, number>;
}

/** Different things that must fail in a row: fewer where nothing has ever answered. */
const enough = { unknown: 2, open: 3 } as const;
/** Calls about one thing that must fail in a row before it is left alone. */
const enoughOfOne = 3;

/**
 * Which services answer in which Regions. While nothing is known of a place, its calls go one by one. A place is left
 * alone when calls about different things fail in a row, so that one broken bucket costs itself alone; and so is the
 * one thing about which several calls fail. `isBrowser` says of which routes a place's first silence may be an answer
 * withheld.
 */
export function reachability(isBrowser: (route: Route) => boolean) {
  const places = new Map<string, Known>();
  let skipped: (SkippedRegion & Pick<Place, 'route'>)[] = [];
  const knownOf = ({
    route,
    service,
    region,
  }: Pick<Place, 'route' | 'service' | 'region'>): Known => {
    const key = `${route} ${service} ${region}`;
    let found = places.get(key);
    if (!found) {
      found = {
        state: 'unknown',
        code: '',
        turn: null,
        waiting: new Map(),
        failed: new Set(),
        failures: new Map(),
      };
      places.set(key, found);
    }
    return found;
  };
  const closed = (
    { state, code, failures }: Known,
    { route, about }: Pick<Place, 'route' | 'about'>,
  ): Closed | null => {
    if (state === 'blocked') return { gap: 'blocked', code };
    if (state === 'given up') return { gap: 'skipped', code };
    if ((failures.get(about) ?? 0) < enoughOfOne) return null;
    return isBrowser(route) && state === 'unknown'
      ? { gap: 'blocked', code: 'NoAnswer' }
      : { gap: 'skipped', code: 'Unreachable' };
  };
  /** What has failed lets others find out first whether anything answers. */
  const givesWay = ({ failures, waiting }: Known, about: string): boolean =>
    failures.has(about) && [...waiting.keys()].some((other) => !failures.has(other));
  const leave = (
    { route, service, region }: Place,
    how: Pick<Known, 'state' | 'code'>,
    reason: string,
  ): void => {
    Object.assign(knownOf({ route, service, region }), how);
    skipped.push({ route, region, service, reason });
  };
  const unreachable = { state: 'given up', code: 'RegionUnreachable' } as const;
  return {
    /**
     * Runs the call, alone while nothing is known of the place, or says why it may not be sent.
     * What the call learns of the place it must note before it resolves: others wait for that.
     */
    async run<T>(
      at: Place,
      work: (isAlone: boolean) => Promise<T>,
    ): Promise<{ closed: Closed } | { result: T }> {
      const here = knownOf(at);
      const { waiting } = here;
      waiting.set(at.about, (waiting.get(at.about) ?? 0) + 1);
      while (
        here.state === 'unknown' &&
        !closed(here, at) &&
        (here.turn || givesWay(here, at.about))
      )
        await here.turn;
      const others = (waiting.get(at.about) ?? 1) - 1;
      if (others > 0) waiting.set(at.about, others);
      else waiting.delete(at.about);
      const why = closed(here, at);
      if (why) return { closed: why };
      if (here.state === 'open') return { result: await work(false) };
      const running = work(true);
      here.turn = running.then(
        () => void (here.turn = null),
        () => void (here.turn = null),
      );
      return { result: await running };
    },
    answered(at: Place) {
      const here = knownOf(at);
      if (here.state === 'unknown') here.state = 'open';
      // An answer to a call that was under way when the place was given up.
      if (here.code === unreachable.code) {
        Object.assign(here, { state: 'open', code: '' });
        skipped = skipped.filter(
          ({ route, service, region }) =>
            route !== at.route || service !== at.service || region !== at.region,
        );
      }
      here.failed.clear();
      here.failures.delete(at.about);
    },
    /** Whether a call about the same has failed since the last answer about it. */
    hasFailed: (at: Place) => knownOf(at).failures.has(at.about),
    /** Counts a call that failed for good: without any answer, or else with a server's error. */
    failed(at: Place, isSilent: boolean) {
      const here = knownOf(at);
      here.failures.set(at.about, (here.failures.get(at.about) ?? 0) + 1);
      here.failed.add(at.about);
      if (here.state !== 'unknown' && here.state !== 'open') return;
      const isWithheld = isBrowser(at.route) && isSilent && here.state === 'unknown';
      // A bucket may be broken, or admit no page, by itself.
      if (here.failed.size < (isWithheld && at.isWide ? 1 : enough[here.state])) return;
      if (isWithheld)
        leave(
          at,
          { state: 'blocked', code: 'NoAnswer' },
          'The browser was not allowed to read an answer.',
        );
      else if (here.state === 'unknown') leave(at, unreachable, 'No call there succeeded.');
      else leave(at, unreachable, 'Three calls in a row failed, each about something else.');
    },
    /** The Region does not take these credentials, though STS does: it is not enabled for the account. */
    refuses(at: Place) {
      if (knownOf(at).state === 'given up') return;
      leave(
        at,
        { state: 'given up', code: 'RegionRefusesToken' },
        'The Region does not accept these credentials.',
      );
    },
    /** Services and Regions to which no route led, each once. */
    skipped(): SkippedRegion[] {
      const left = new Map<string, SkippedRegion>();
      for (const { region, service, reason } of skipped) {
        const known = [...places].filter(([key]) => key.endsWith(` ${service} ${region}`));
        if (known.every(([, { state }]) => state !== 'open'))
          left.set(`${service} ${region}`, { region, service, reason });
      }
      return [...left.values()];
    },
  };
}
export type Reachability = ReturnType<typeof reachability>;
