import { type Relay, relayAddresses, s3Origins } from '../../hosting/relay.ts';
import type { Engine } from '../engine/protocol.ts';
import { siteConfig } from '../site-config.ts';
import { type Allowed, relaysAllowed, reloadUnlessUsed } from './allowed.ts';
import { type NoRelay, type OpenFrame, openFrame } from './frame.ts';
import type { OpenedRelay, OpenRelay } from './lanes.ts';
import { keepRelays, type Listed, listed, ownRelays } from './list.ts';

/**
 * What is known of a Region's relay: `ready` by so many of S3's hosts there, or why not. `notFound`: S3 answers, but no
 * relay is there for everyone to read. `unreachable`: nobody answers.
 */
export type RelayState =
  | { is: 'untried' | 'opening' | 'notFound' | 'unreachable' | Exclude<NoRelay, 'silent'> }
  | { is: 'ready'; origins: number };

/** The page's side of its relays: which there are, whether they may be used, and the frames that are open. */
export class RelayDesk {
  /** Null until it is known. */
  allowed = $state.raw<Allowed | null>(null);
  list = $state.raw<readonly Listed[]>([]);
  states = $state.raw<Readonly<Record<string, RelayState>>>({});
  #engine: Engine;
  #isUsed: () => boolean;
  #host: readonly Relay[] = [];
  #own: readonly Relay[] = [];
  #frames: Record<string, OpenFrame[]> = {};
  #control: MessagePort | null = null;

  /** `isUsed` tells whether a reload would cost the user something, such as credentials that are held. */
  constructor(engine: Engine, isUsed: () => boolean) {
    this.#engine = engine;
    this.#isUsed = isUsed;
  }

  /** Reads which relays there are and, where they may be used, offers them to the engine. */
  async start(): Promise<this> {
    this.#host = (await siteConfig()).relays;
    this.#own = ownRelays();
    this.list = listed(this.#host, this.#own);
    if (this.list.length === 0) return this;
    if ((await this.ask()) === 'afterReload')
      void reloadUnlessUsed(this.#isUsed).catch(() => undefined);
    await this.#offer();
    return this;
  }

  /** Whether relays may be used; asked once. */
  async ask(): Promise<Allowed> {
    return (this.allowed ??= await relaysAllowed());
  }

  async add(relays: readonly Relay[]): Promise<void> {
    const regions = relays.map(({ region }) => region);
    this.#own = [...this.#own.filter(({ region }) => !regions.includes(region)), ...relays];
    await this.#changed(regions);
  }

  /** Forgets a relay that the user has named; where the host names one for the Region, that counts again. */
  async remove(region: string): Promise<void> {
    this.#own = this.#own.filter((one) => one.region !== region);
    await this.#changed([region]);
  }

  async #changed(regions: readonly string[]): Promise<void> {
    keepRelays(this.#own);
    this.list = listed(this.#host, this.#own);
    for (const region of regions) {
      this.#close(region);
      this.#note(region, { is: 'untried' });
    }
    await this.ask();
    await this.#offer();
  }

  /** Opens a Region's relay and closes it again, to see whether it works. */
  async test(region: string): Promise<void> {
    for (const frame of (await this.#open(region)).frames) frame.close();
  }

  /** Tells the engine which Regions have relays, and opens them when it asks. */
  async #offer(): Promise<void> {
    this.#control?.close();
    const { port1, port2 } = new MessageChannel();
    this.#control = port1;
    port1.onmessage = ({ data }: MessageEvent<OpenRelay>) => void this.#openFor(data.open, port1);
    const regions = this.allowed === 'yes' ? this.list.map(({ region }) => region) : [];
    await this.#engine.useRelays(regions, port2);
  }

  async #openFor(region: string, control: MessagePort): Promise<void> {
    this.#close(region);
    const { frames, origins } = await this.#open(region);
    this.#frames[region] = frames;
    // From here on only the engine and the frame hear each other.
    const ports = frames.map(({ port }) => port);
    control.postMessage({ region, origins } satisfies OpenedRelay, ports);
  }

  async #open(region: string): Promise<{ frames: OpenFrame[]; origins: string[] }> {
    const relay = this.list.find((one) => one.region === region);
    if (!relay || this.allowed !== 'yes') return { frames: [], origins: [] };
    this.#note(region, { is: 'opening' });
    const addresses = relayAddresses(relay);
    const found = await Promise.all(addresses.map(openFrame));
    const frames: OpenFrame[] = [];
    const origins: string[] = [];
    found.forEach((one, at) => {
      if (typeof one === 'string') return;
      frames.push(one);
      origins.push(s3Origins(region)[at] ?? '');
    });
    const [why] = found;
    if (frames.length > 0) this.#note(region, { is: 'ready', origins: frames.length });
    else if (typeof why === 'string' && why !== 'silent') this.#note(region, { is: why });
    else {
      const answers = await answersAt(addresses[0] ?? '');
      this.#note(region, { is: answers ? 'notFound' : 'unreachable' });
    }
    return { frames, origins };
  }

  #note(region: string, state: RelayState): void {
    this.states = { ...this.states, [region]: state };
  }

  #close(region: string): void {
    for (const frame of this.#frames[region] ?? []) frame.close();
    delete this.#frames[region];
  }
}

/** Whether anybody answers there. What is answered no page of another origin may know. */
const answersAt = (address: string): Promise<boolean> =>
  fetch(address, {
    ...{ mode: 'no-cors', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' },
    signal: AbortSignal.timeout(10_000),
  }).then(
    () => true,
    () => false,
  );
