import type { Evidence } from '../../model/evidence.ts';
import type {
  AccessPointEntry,
  BucketEntry,
  FactName,
  Identity,
  MultiRegionAccessPoint,
} from '../../model/facts.ts';
import { factScope } from '../../model/facts.ts';
import type { Home } from '../gather.ts';
import type { AnyGatherer, Target } from '../gatherer.ts';
import { gatherers } from '../index.ts';
import type { Touch } from '../quiet.ts';
import { globalRegion } from '../global-points.ts';
import type { Roof } from '../roof.ts';
import { asking, iamRegion, nobody } from './asking.ts';
import { callerOf } from './caller.ts';
import type { LookCall } from './iam.ts';
import { type ReadResult, sumUp, type Tried } from './sum-up.ts';
import { lookAtWrites, type WriteResult } from './writes.ts';

/** What to look at. */
export interface LookPlan {
  region: string;
  provider: 'aws' | 'other';
  /** The facts that the scan would read. */
  facts: readonly FactName[];
  /** True where a session policy already narrows the credentials to reads. */
  narrowed: boolean;
}

export interface Look {
  reads: readonly ReadResult[];
  writes: WriteResult;
  /** Buckets that were asked; 0 where there are none; null where they could not be listed. */
  buckets: number | null;
  calls: number;
}

/** Buckets to try at most, and access points. */
const most = { buckets: 3, points: 1 } as const;

/**
 * Finds what the credentials may read, by reading: each call of the facts once, on up to three buckets and one access
 * point; and whether they may write, by asking IAM. Each bucket is read through `touch`. It changes nothing, and sends no S3 request but reads. Rejects
 * with `SessionError` when the credentials are refused as such, and when the signal aborts.
 */
export async function look(
  plan: LookPlan,
  roof: Roof,
  signal: AbortSignal,
  onCalls: (calls: number) => void = () => undefined,
  touch: Touch = (work) => work(),
): Promise<Look> {
  const target: Target = {
    ...nobody(plan.region),
    partition: plan.provider === 'aws' ? 'aws' : 'other',
  };
  const { ask, check, calls } = asking(plan, roof, signal, onCalls);

  const tries: Tried[] = [];
  const attempt = async (g: AnyGatherer, at: Target, place = '', home?: Home) => {
    const evidence = await ask(g, at, home);
    tries.push({ fact: g.fact, action: g.action, on: place, evidence });
    return evidence;
  };
  const wanted = gatherers.filter(
    ({ fact, service }) =>
      plan.facts.includes(fact) && (plan.provider === 'aws' || service === 's3'),
  );
  const of = (scope: string) => wanted.filter(({ fact }) => factScope[fact] === scope);

  let identity: Identity | null = null;
  if (plan.provider === 'aws') {
    const found = await attempt(one('identity'), target);
    if (found.known) {
      identity = found.value as Identity;
      target.account = identity.account;
      target.partition = identity.arn.split(':')[1] ?? 'aws';
      target.ownerKnown = true;
    }
  }
  const listed = await attempt(firstPage('buckets'), target);
  const entries = listed.known ? sample(listed.value as readonly BucketEntry[]) : [];

  const account = of('account')
    .filter(({ fact }) => fact !== 'identity' && fact !== 'buckets')
    .map(async (g) => {
      if (target.account === '') return;
      // Answered in one Region, and in one partition only.
      const far = g.fact === 'multiRegionAccessPoints';
      if (far && target.partition !== 'aws') return;
      const at = { ...target, ...(far && { region: globalRegion }) };
      const found = await attempt(onePage(g), at);
      const some =
        far && found.known
          ? (found.value as readonly MultiRegionAccessPoint[]).slice(0, most.points)
          : [];
      await Promise.all(
        some.flatMap(({ name }) =>
          of('multiRegionAccessPoint').map((each) =>
            attempt(each, { ...at, accessPoint: name }, name),
          ),
        ),
      );
    });
  const points = of('region').map(async (g) => {
    if (target.account === '') return;
    const found = await attempt(onePage(g), target);
    const some = found.known
      ? (found.value as readonly AccessPointEntry[]).slice(0, most.points)
      : [];
    await Promise.all(
      some.flatMap(({ name }) =>
        of('accessPoint').map((each) => attempt(each, { ...target, accessPoint: name }, name)),
      ),
    );
  });
  const tryBucket = async (entry: BucketEntry) => {
    check();
    const home: Home = { region: entry.region ?? target.region };
    const at = { ...target, bucket: entry.name };
    // The Region first where the list did not tell it, so that the others go to the right place at once.
    const found = await attempt(one('location'), at, entry.name, home);
    if (entry.region === null && found.known) home.region = found.value as string;
    const rest = of('bucket').filter(({ fact }) => fact !== 'location');
    await Promise.all(rest.map((g) => attempt(onePage(g), at, entry.name, home)));
  };
  const buckets = entries.map((entry) => touch(() => tryBucket(entry), signal));
  const writes = lookAtWritesOf(plan, identity, entries, (call) =>
    ask(call, target, { region: iamRegion(target.partition, target.region) }),
  );
  // Settled, so that no call is under way when a refusal of the session is told.
  const ended = await Promise.allSettled([...account, ...points, ...buckets, writes]);
  check();
  for (const part of ended) if (part.status === 'rejected') throw part.reason;

  const nothing = {
    account:
      'not asked: whose the credentials are is not known, or the partition has no such thing',
    region: 'not asked: whose the credentials are is not known',
    bucket: listed.known ? 'there is no bucket to try it on' : 'the buckets could not be listed',
    accessPoint: `there is no access point in ${plan.region} to try it on`,
    multiRegionAccessPoint: 'there is no Multi-Region Access Point to try it on',
  };
  const actions = [...new Set(wanted.map(({ action }) => action))];
  return {
    reads: actions.map((action) => {
      const facts = wanted.filter((g) => g.action === action).map(({ fact }) => fact);
      const scope = factScope[facts[0] as FactName];
      return sumUp(
        action,
        facts,
        tries.filter((tried) => tried.action === action),
        nothing[scope],
      );
    }),
    writes: await writes,
    buckets: listed.known ? entries.length : null,
    calls: calls(),
  };
}

async function lookAtWritesOf(
  plan: LookPlan,
  identity: Identity | null,
  entries: readonly BucketEntry[],
  ask: (call: LookCall) => Promise<Evidence<unknown>>,
): Promise<WriteResult> {
  if (plan.narrowed)
    return {
      canWrite: false,
      notes: [
        'The role was taken on with a session policy that allows the reads of this program and nothing else.',
      ],
    };
  if (!identity)
    return {
      canWrite: 'unknown',
      notes: [
        plan.provider === 'aws'
          ? 'Whose the credentials are could not be read, so IAM cannot be asked about them.'
          : 'Outside AWS there is no IAM to ask.',
      ],
    };
  const names = entries.map(({ name }) => name);
  return lookAtWrites(callerOf(identity.arn), names, ask);
}

const one = (fact: FactName): AnyGatherer => gatherers.find((g) => g.fact === fact) as AnyGatherer;

/** The same call for its first page alone: a refusal shows there. */
function onePage(g: AnyGatherer): AnyGatherer {
  const { next: _next, ...first } = g;
  return first;
}
const firstPage = (fact: FactName) => onePage(one(fact));

/** The first bucket, the last and the one in the middle: names that begin alike are often set up alike. */
function sample(entries: readonly BucketEntry[]): readonly BucketEntry[] {
  const { length } = entries;
  if (length <= most.buckets) return entries;
  return [0, Math.floor(length / 2), length - 1].flatMap((at) => entries[at] ?? []);
}
