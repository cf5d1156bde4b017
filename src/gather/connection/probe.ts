import type { Collection, Evidence, Gap, Route } from '../../model/evidence.ts';
import { type BucketEntry, type EnabledRegion, factScope } from '../../model/facts.ts';
import { isSessionCode } from '../../model/session-code.ts';
import { furtherOf } from '../further-part.ts';
import { gather, type Line, line } from '../gather.ts';
import type { AnyGatherer, Service, Target } from '../gatherer.ts';
import { accountGatherers } from '../index.ts';
import { regionsOf } from '../region-list.ts';
import { type Passage, type Roof, SessionError } from '../roof.ts';

/**
 * What one cheap call told of a way to a service in a Region. `open`: something answered that the page may read, if
 * only to refuse. `blocked`: the browser withheld the answer. `silent`: nobody answered. `refused`: the Region does not
 * take these credentials, because the account has not enabled it. Of AWS Config, which is asked by one action alone,
 * `denied`: that action is not allowed, and `empty`: it answers, but nothing of S3 is recorded there.
 */
export type WayState = 'open' | 'blocked' | 'silent' | 'refused' | 'denied' | 'empty';

/** One way to a service in a Region, as it was found. */
export interface Way {
  service: Service;
  region: string;
  route: Route;
  state: WayState;
  /** AWS's error code where the call was refused, or one of ours; empty where it was answered. */
  code: string;
}

/** Which ways are open to these credentials. */
export interface Ways {
  ways: readonly Way[];
  /** Regions that were asked: those that hold buckets where the list could be read, else the one to begin in. */
  regions: readonly string[];
  /** Buckets in the list; null where it could not be read. */
  buckets: number | null;
  /** The way by which the list of buckets came; null where it did not. */
  listedBy: Route | null;
  /** Calls that it took. */
  calls: number;
}

/** Where to ask, and who asks. */
export interface WaysPlan {
  region: string;
  partition: string;
  account: string;
  provider: 'aws' | 'other';
}

/** One call of AWS Config that costs little, for a Region. Comes from the part that reads AWS Config. */
export type ConfigProbe = AnyGatherer;

/**
 * Finds by a few calls which way leads to what: the list of buckets by whichever way brings it, then for each Region
 * that holds some one call for each service and way. Rejects with `SessionError` where the credentials are refused as
 * such, and as the signal says once it aborts.
 */
export async function findWays(
  plan: WaysPlan,
  roof: Roof,
  signal: AbortSignal,
  config: ConfigProbe | null = null,
): Promise<Ways> {
  const refusal: { error: SessionError | null } = { error: null };
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const { generation: _generation, records, ...plain } = roof;
  const lines: Line[] = [];
  const lineBy = (
    passages: readonly Passage[],
    valid: () => Promise<boolean>,
    recorded: Pick<Roof, 'records'> = {},
  ): Line => {
    const on = line({ ...plain, ...recorded, passages }, both, 12, valid, async (code) => {
      refusal.error ??= new SessionError(code);
      stop.abort();
      return false;
    });
    lines.push(on);
    return on;
  };
  const check = () => {
    if (refusal.error) throw refusal.error;
    signal.throwIfAborted();
  };
  const target: Target = {
    account: plan.account,
    partition: plan.partition,
    region: plan.region,
    bucket: '',
    accessPoint: '',
    ownerKnown: plan.provider === 'aws',
  };
  const isAws = plan.provider === 'aws';
  const stillValid = async (): Promise<boolean> => {
    if (!isAws) return false;
    const on = lineBy(roof.passages, async () => false);
    return (await gather(gathererOf('identity'), target, { region: plan.region }, on)).known;
  };

  const whole = lineBy(roof.passages, stillValid, records && { records });
  const at = { region: plan.region };
  const [list, enabled] = await Promise.all([
    gather(gathererOf('buckets'), target, { ...at }, whole) as Promise<
      Evidence<Collection<BucketEntry>>
    >,
    isAws
      ? (gather(gathererOf('enabledRegions'), target, { ...at }, whole) as Promise<
          Evidence<readonly EnabledRegion[]>
        >)
      : null,
  ]);
  check();
  const held = list.known ? regionsOf(list.value.items) : [];
  const regions = held.length > 0 ? held : [plan.region];

  const further = isAws ? firstOfEach(await furtherOf(roof)) : [];
  const asked: Promise<Way>[] = [];
  const ask = (g: AnyGatherer, service: Service, region: string, by: Passage) => {
    if (!by.serves(g.service, region)) return;
    const on = lineBy([by], stillValid);
    asked.push(
      gather(g, { ...target, region }, { region }, on).then((found) => ({
        service,
        region,
        route: service === 'config' ? 'config' : by.route,
        ...(service === 'config' ? configState(found) : stateOf(found)),
      })),
    );
  };
  for (const by of roof.passages)
    for (const region of regions) {
      ask(oneBucket, 's3', region, by);
      if (!isAws) continue;
      ask(gathererOf('accountPublicAccessBlock'), 's3control', region, by);
      if (config) ask(config, 'config', region, by);
      for (const g of further) ask(g, g.service, region, by);
    }
  const ways = await Promise.all(asked);
  check();
  if (enabled)
    ways.push({ service: 'ec2', region: plan.region, route: 'direct', ...stateOf(enabled) });
  return {
    ways: ways.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    regions,
    buckets: list.known ? list.value.items.length : null,
    listedBy: list.known ? list.from : null,
    calls: lines.reduce((sum, { log }) => sum + log.totals().calls, 0),
  };
}

const keyOf = ({ service, region, route }: Way) => `${service} ${region} ${route}`;

const gathererOf = (fact: string): AnyGatherer =>
  accountGatherers.find((g) => g.fact === fact) as AnyGatherer;

/** One list of each service, and of that one page. */
function firstOfEach(gatherers: readonly AnyGatherer[]): AnyGatherer[] {
  const lists = new Map<Service, AnyGatherer>();
  for (const { details: _details, next: _next, ...g } of gatherers)
    if (!g.unloaded && isProbe(g) && !lists.has(g.service)) lists.set(g.service, g);
  return [...lists.values()];
}

/** KMS is asked about S3's own key, which costs nothing and need not be there. AWS Config has a probe of its own. */
const isProbe = ({ fact, service }: AnyGatherer): boolean =>
  service !== 'config' && (factScope[fact] === 'region' || service === 'kms');

/** The list of buckets, one of them: the cheapest call that every Region of S3 answers. */
const { next: _next, ...list } = gathererOf('buckets');
const oneBucket: AnyGatherer = { ...list, input: () => ({ MaxBuckets: 1 }), anyRegion: false };

/** AWS Config is of use only where it may be asked, and has something to tell. */
function configState(found: Evidence<unknown>): Pick<Way, 'state' | 'code'> {
  const way = stateOf(found);
  if (!found.known) return way.state === 'open' ? { ...way, state: 'denied' } : way;
  return found.value === true ? way : { ...way, state: 'empty' };
}

/** Gaps that only an answer can give. */
const answered: readonly Gap[] = ['denied', 'throttled', 'unsupported', 'gone', 'failed'];

function stateOf(found: Evidence<unknown>): Pick<Way, 'state' | 'code'> {
  if (found.known) return { state: 'open', code: '' };
  const { gap, detail } = found;
  if (gap === 'denied' && isSessionCode(detail)) return { state: 'refused', code: detail };
  if (answered.includes(gap)) return { state: 'open', code: detail };
  return { state: gap === 'blocked' ? 'blocked' : 'silent', code: detail };
}
