import { type Lane, laneOver } from './port-fetch.ts';

/** The relays that this page offers, as the engine uses them: frames are opened when a Region is first asked. */
export interface Relays {
  /** Regions with a relay that has not failed to open. */
  regions(): readonly string[];
  /** The lanes of a Region that work; none where its relay could not be opened. Never rejects. */
  lanes(region: string): Promise<readonly Lane[]>;
}

/** What the engine asks of the page. */
export interface OpenRelay {
  open: string;
}
/** What the page answers: the origins whose ports come with the message, in this order. None: it could not be opened. */
export interface OpenedRelay {
  region: string;
  origins: readonly string[];
}

/** How often the frames of a Region are opened at most, where they stop answering. */
const mostOpenings = 3;

/** The engine's side of the port by which the page opens frames for it. */
export function relaysOver(control: MessagePort, offered: readonly string[]): Relays {
  const opened = new Map<string, Promise<readonly Lane[]>>();
  const asking = new Map<string, (lanes: readonly Lane[]) => void>();
  const openings = new Map<string, number>();
  const failed = new Set<string>();
  control.addEventListener('message', ({ data, ports }: MessageEvent<OpenedRelay>) => {
    const { region, origins } = data;
    if (origins.length === 0) failed.add(region);
    const lanes = origins.flatMap((origin, at) => (ports[at] ? [laneOver(origin, ports[at])] : []));
    asking.get(region)?.(lanes);
    asking.delete(region);
  });
  control.start();

  const open = (region: string): Promise<readonly Lane[]> => {
    const times = (openings.get(region) ?? 0) + 1;
    openings.set(region, times);
    if (times > mostOpenings) failed.add(region);
    const lanes = new Promise<readonly Lane[]>((done) => {
      if (failed.has(region)) return done([]);
      asking.set(region, done);
      control.postMessage({ open: region } satisfies OpenRelay);
    });
    opened.set(region, lanes);
    return lanes;
  };

  return {
    regions: () => offered.filter((region) => !failed.has(region)),
    async lanes(region) {
      if (!offered.includes(region)) return [];
      const here = opened.get(region) ?? open(region);
      const working = (await here).filter((lane) => lane.works());
      if (working.length > 0 || failed.has(region)) return working;
      // All of them hang or have gone. One of those who find that has new ones opened.
      if (opened.get(region) === here) opened.delete(region);
      return this.lanes(region);
    },
  };
}
