import {
  type Collection,
  type Evidence,
  type Gap,
  type Part,
  type Route,
  unasked,
  type Unread,
} from '../model/evidence.ts';
import { ask, generationOf, probe, tries } from './ask.ts';
import { type CallLog, callLog } from './calls.ts';
import { type Gate, gate } from './gate.ts';
import type { AnyGatherer, Call, DetailCall, Service, Target } from './gatherer.ts';
import { isSessionCode } from '../model/session-code.ts';
import { backoff, limit, type Pacer, pacer } from './pace.ts';
import { type Place, reachability, type Reachability } from './reach.ts';
import type { Passage, Roof } from './roof.ts';

/** Everything the calls of one scan share. */
export interface Line {
  roof: Roof;
  signal: AbortSignal;
  log: CallLog;
  reach: Reachability;
  inFlight: ReturnType<typeof limit>;
  gate: Gate;
  pace(service: Service): Pacer;
  /** Whether STS still takes the credentials; asked when a Region seems not to. */
  stillValid(): Promise<boolean>;
  /**
   * The session is at fault: ends every call of this line, or waits for new credentials. Resolves to true where the
   * call shall be sent again.
   */
  refuse(code: string): Promise<boolean>;
}

/** The shared state for one scan with at most `concurrency` calls in flight. */
export function line(
  roof: Roof,
  signal: AbortSignal,
  concurrency: number,
  stillValid: () => Promise<boolean>,
  refuse: Line['refuse'],
  through: Gate = gate(),
): Line {
  const pacers = new Map<Service, Pacer>();
  return {
    roof,
    signal,
    log: callLog(() => roof.now()),
    reach: reachability((route) =>
      roof.passages.some((passage) => passage.route === route && passage.browser),
    ),
    inFlight: limit(concurrency),
    gate: through,
    stillValid,
    refuse,
    pace(service) {
      let found = pacers.get(service);
      if (!found) pacers.set(service, (found = pacer(roof)));
      return found;
    },
  };
}

type Answer =
  | { ok: true; output: never }
  | { ok: false; absent: true }
  | { ok: false; absent: false; gap: Gap; code: string };

/** Where a target turned out to live, for the calls that follow. */
export interface Home {
  region: string;
  /** The way by which S3 named this Region in a redirect. */
  movedBy?: Route;
}

/** Codes of ours for calls that were not sent because nothing answers there by that way. */
const unreachable: readonly string[] = ['RegionUnreachable', 'Unreachable'];

/** Whether another way may bring what this one did not. What AWS itself answered is the same by every way. */
const isOfTheWay = ({ gap, detail }: Unread): boolean =>
  gap === 'blocked' || gap === 'network' || (gap === 'skipped' && unreachable.includes(detail));

/**
 * Reads one fact by the first way that makes it known: the roof's passages in their order, then what was recorded of
 * it. A gap names every way that was tried. Never rejects.
 */
export async function gather(
  g: AnyGatherer,
  target: Target,
  home: Home,
  on: Line,
): Promise<Evidence<unknown>> {
  if (g.unloaded)
    return { known: false, gap: 'network', actions: [], tried: [], detail: 'PartNotLoaded' };
  const found = await gatherLive(g, target, home, on);
  if (found.known || !on.roof.records || on.signal.aborted || isSessionCode(found.detail))
    return found;
  const recorded = await on.roof.records.read(g, { ...target, region: home.region }, on);
  if (!recorded) return found;
  return recorded.known ? recorded : both(found, recorded, found);
}

/** Sends one call by the first of the roof's passages that brings its answer, and does not look at records. */
export async function gatherLive(
  g: Call,
  target: Target,
  home: Home,
  on: Line,
): Promise<Evidence<unknown>> {
  let gap: Unread | null = null;
  for (const by of on.roof.passages) {
    const elsewhere = g.anyRegion ? by.regions?.find((name) => by.serves(g.service, name)) : null;
    const to = by.serves(g.service, home.region) ? home : elsewhere && { region: elsewhere };
    if (!to) continue;
    const found = await gatherBy(by, g, target, to, on);
    if (found.known) return completed(g, found, { ...target, region: to.region }, on);
    gap = gap ? both(gap, found, isOfTheWay(found) ? gap : found) : found;
    if (!isOfTheWay(found)) break;
  }
  return gap ?? { ...unasked([g.action], 'NoRoute'), gap: 'blocked' };
}

/** Two ways that failed: `says` tells why, and both are named. */
const both = (first: Unread, second: Unread, { gap, detail }: Unread): Unread => ({
  known: false,
  gap,
  actions: [...new Set([...first.actions, ...second.actions])],
  tried: [...first.tried, ...second.tried],
  detail,
});

/**
 * Reads one fact by one way: sends the gatherer's call, page by page where it has pages, retries what may pass,
 * follows a bucket to its Region, and turns every refusal into evidence.
 */
async function gatherBy(
  by: Passage,
  g: Call,
  target: Target,
  home: Home,
  on: Line,
): Promise<Evidence<unknown>> {
  const about = target.key ?? (target.bucket || target.accessPoint);
  const of = { about: about || g.operation, isWide: about === '' };
  let items: readonly unknown[] = [];
  const asked = new Set<string>();
  let more: object | null = {};
  for (let page = 0; more; page++) {
    // Pages already read stay, whatever happens to the next one; the list is just not complete.
    const broken = (gap: Gap, code: string) =>
      page === 0
        ? unread(g, by.route, gap, code)
        : known(by.route, on, {
            items,
            complete: false,
            gaps: [{ gap, actions: [g.action], detail: code }],
          });
    const token = JSON.stringify(more);
    if (asked.has(token)) return broken('failed', 'RepeatedPage');
    asked.add(token);
    const input = { ...(g.input({ ...target, region: home.region }) as object), ...more };
    const answer: Answer = await askPatiently(by, g, input, of, home, on);
    if (!answer.ok)
      return answer.absent ? known(by.route, on, null) : broken(answer.gap, answer.code);
    try {
      const value = g.read(answer.output, { ...target, region: home.region });
      if (!g.next) return known(by.route, on, value);
      const all = [...items, ...(value as readonly unknown[])];
      items = g.reduce?.(all as never) ?? all;
      more = g.next(answer.output);
    } catch {
      return broken('failed', 'UnexpectedAnswer');
    }
  }
  return known(by.route, on, { items, complete: true, gaps: [] });
}

/** Adds to a value that was read what its further calls tell: to each item of a list, or to the value itself. */
async function completed(
  g: Call,
  found: Evidence<unknown>,
  target: Target,
  on: Line,
): Promise<Evidence<unknown>> {
  const { details } = g;
  if (!details || !found.known || found.value === null) return found;
  const asked: Asked = new Map();
  const each = (item: unknown) =>
    completeItem(g.service, details, item as object, target, on, asked);
  if (!g.next) return { ...found, value: await each(found.value) };
  const list = found.value as Collection<unknown>;
  return { ...found, value: { ...list, items: await Promise.all(list.items.map(each)) } };
}

/** What was asked once for all items of a list. */
type Asked = Map<string, Promise<Part<unknown> | null>>;

async function completeItem(
  service: Service,
  details: NonNullable<Call['details']>,
  item: object,
  target: Target,
  on: Line,
  asked: Asked,
): Promise<object> {
  const parts = await Promise.all(
    Object.entries(details).map(async ([field, one]): Promise<[string, unknown] | null> => {
      const askPart = (about: string) =>
        partOf(one.service ?? service, one, item, about, target, on);
      if (!one.each) {
        const part = await askPart('');
        return part && [field, part];
      }
      const list = [...new Set(one.each(item as never))].map(async (about) => {
        const key = `${one.operation} ${about}`;
        let found = asked.get(key);
        if (!found) asked.set(key, (found = askPart(about)));
        return { about, found: await found };
      });
      return [field, (await Promise.all(list)).filter(({ found }) => found !== null)];
    }),
  );
  return { ...item, ...Object.fromEntries(parts.filter((part) => part !== null)) };
}

/** Sends one further call about an item; null where the item needs none. */
async function partOf(
  service: Service,
  one: DetailCall,
  item: object,
  about: string,
  target: Target,
  on: Line,
): Promise<Part<unknown> | null> {
  const input = one.input(item as never, target, about);
  if (input === null) return null;
  const region = one.region?.(item as never, about) ?? target.region;
  const call: Call = {
    ...{ service, operation: one.operation, action: one.action, call: one.call },
    ...{ absent: one.absent, next: one.next, details: one.details },
    input: () => input,
    read: (output, at) => one.read(output, item as never, at),
  };
  const found = await gatherLive(call, { ...target, region }, { region }, on);
  if (found.known) return { known: true, value: found.value };
  const { gap, actions, detail } = found;
  return { known: false, gap, actions, detail };
}

const known = (from: Route, on: Line, value: unknown): Evidence<unknown> => ({
  known: true,
  value,
  from,
  at: on.roof.now(),
});

function unread(g: Call, route: Route, gap: Gap, code: string): Unread {
  if (gap === 'skipped') return unasked([g.action], code);
  return {
    known: false,
    gap,
    actions: [g.action],
    tried: [{ route, gap, detail: code }],
    detail: code,
  };
}

/** One call, with its retries and its way to the bucket's Region. */
async function askPatiently(
  by: Passage,
  g: Call,
  input: object,
  of: Pick<Place, 'about' | 'isWide'>,
  home: Home,
  on: Line,
): Promise<Answer> {
  const skip = (code: string): Answer => ({ ok: false, absent: false, gap: 'skipped', code });
  let moved = 0;
  for (let attempt = 1; ; attempt++) {
    if (on.signal.aborted) return skip('Cancelled');
    // A redirect may lead to where this way does not.
    if (!by.serves(g.service, home.region))
      return { ok: false, absent: false, gap: 'blocked', code: 'NoRoute' };
    const at: Place = { ...of, route: by.route, service: g.service, region: home.region };
    const sent = await on.reach.run(at, (isAlone) =>
      isAlone ? probe(g, input, at, by, on) : ask(g, input, at, by, on),
    );
    if ('closed' in sent) return { ok: false, absent: false, ...sent.closed };
    const { result, signedWith, probed } = sent.result;
    if (result.kind === 'answer') return { ok: true, output: result.output };
    if (on.signal.aborted) return skip('Cancelled');
    switch (result.kind) {
      case 'absent':
        return { ok: false, absent: true };
      case 'elsewhere':
        if (++moved > 2) return { ok: false, absent: false, gap: 'failed', code: result.code };
        home.region = result.region;
        home.movedBy = by.route;
        attempt--;
        continue;
      case 'session':
        // A late refusal of credentials that have been replaced says nothing of the new ones.
        if (signedWith === generationOf(on)) {
          const isRegion = !result.sure && (await on.stillValid());
          if (signedWith === generationOf(on)) {
            if (isRegion) {
              on.reach.refuses(at);
              return { ok: false, absent: false, gap: 'denied', code: result.code };
            }
            if (!(await on.refuse(result.code)))
              return skip(on.signal.aborted ? 'Cancelled' : result.code);
          }
        }
        attempt--;
        continue;
      case 'silent':
        if (probed || attempt >= tries.other) {
          if (!probed) on.reach.failed(at, true);
          const gap = probed && by.browser ? 'blocked' : 'network';
          return { ok: false, absent: false, gap, code: result.code };
        }
        break;
      case 'gap': {
        const most = result.gap === 'throttled' ? tries.throttled : tries.other;
        const isFailure = result.gap === 'failed' && result.retry;
        if (!result.retry || attempt >= most || (probed && isFailure)) {
          if (isFailure && !probed) on.reach.failed(at, false);
          return { ok: false, absent: false, gap: result.gap, code: result.code };
        }
      }
    }
    on.log.retrying();
    await on.roof.wait(backoff(attempt, on.roof.random), on.signal);
  }
}
