import type { Collection, Evidence, PartGap } from '../../model/evidence.ts';
import type { BucketFacts, FactName } from '../../model/facts.ts';
import { together } from '../forms/recovery-point.ts';
import type { Target } from '../gatherer.ts';
import { withSelections } from './beside/backup.ts';
import { onlyRecorded, unreadBy, unrecorded } from './gaps.ts';
import type { Recorded, RecordedBucket } from './resource.ts';

type Point = Extract<Recorded, { type: 'accessPoint' }>;
type GlobalPoint = Extract<Recorded, { type: 'multiRegionAccessPoint' }>;
/** What is of a service beside S3. */
type Beside = Extract<Recorded, { type: 'plan' | 'selection' | 'recoveryPoint' | 'trail' | 'key' }>;
type Account = Extract<Recorded, { type: 'account' }>;

/** What AWS Config has recorded of S3 in an account, in one Region or in several. */
export function archive() {
  const buckets = new Map<string, RecordedBucket>();
  const points = new Map<string, Point>();
  const globalPoints = new Map<string, GlobalPoint>();
  const beside = new Map<string, Beside>();
  const gaps: PartGap[] = [];
  let block: Account | undefined;
  let isEmpty = true;

  function add(one: Recorded): void {
    isEmpty = false;
    switch (one.type) {
      case 'bucket':
        return keepNewer(buckets, one.entry.name, one, ({ facts }) => atOf(facts.location));
      case 'account':
        if (!block || one.at > block.at) block = one;
        return;
      case 'accessPoint':
        points.set(placeOf(one.region, one.entry.name), one);
        return;
      case 'multiRegionAccessPoint':
        return keepNewer(globalPoints, one.point.name, one, ({ at }) => at);
      case 'plan':
        return keepNewer(beside, `plan ${one.plan.id}`, one, ({ at }) => at);
      case 'selection':
        return keepNewer(beside, `selection ${one.selection.id}`, one, ({ at }) => at);
      case 'trail':
        return keepNewer(beside, `trail ${one.region} ${one.trail.arn}`, one, ({ at }) => at);
      case 'recoveryPoint':
      case 'key':
        return keepNewer(beside, `${one.type} ${one.region} ${one.arn}`, one, ({ at }) => at);
      case 'unreadable':
        lack({ gap: 'unrecorded', actions: [], detail: 'UnknownRecord' });
    }
  }

  function lack({ gap, actions, detail }: PartGap): void {
    if (!gaps.some((one) => one.gap === gap && one.detail === detail))
      gaps.push({ gap, actions, detail });
  }

  /** Evidence of what is not there: unknown for the same cause as what else was not read. */
  const absent = (): Evidence<never> =>
    gaps[0] ? unreadBy(gaps[0]) : unrecorded(isEmpty ? 'NothingRecorded' : 'NotRecorded');

  // An empty list of what is recorded tells nothing that "unknown" does not.
  const listed = <T>(items: readonly T[], now: string): Evidence<Collection<T>> =>
    items.length === 0
      ? absent()
      : {
          known: true,
          value: { items, complete: false, gaps: [onlyRecorded, ...gaps] },
          from: 'config',
          at: now,
        };

  /** What is held of one type in the Region of a target. */
  const inRegion = <T extends Beside['type']>(type: T, { region }: Target) =>
    [...beside.values()].filter(
      (one): one is Extract<Beside, { type: T }> => one.type === type && one.region === region,
    );

  /** The key by its ARN or its id. What an alias stands for is not known here. */
  const keyOf = (target: Target): Evidence<unknown> => {
    const named = target.key ?? '';
    const found = inRegion('key', target).find(
      ({ arn }) => arn === named || arn.endsWith(`:key/${named}`),
    );
    if (!found?.key.known) return found?.key ?? absent();
    return { ...found.key, value: { ...found.key.value, named } };
  };

  return {
    /** Adds what was recorded, and why there may be more than that; of one resource the newest record counts. */
    add(resources: readonly Recorded[], more: readonly PartGap[] = []): void {
      resources.forEach(add);
      more.forEach(lack);
    },
    /** Everything that was added, for an archive of more. */
    all: (): readonly Recorded[] => [
      ...buckets.values(),
      ...points.values(),
      ...globalPoints.values(),
      ...beside.values(),
      ...(block ? [block] : []),
    ],
    /** Why there may be more than was added. */
    gaps: (): readonly PartGap[] => gaps,
    /**
     * What was recorded of a fact of what `target` names. Lists are of the time at which they were asked for, and never
     * complete: nobody knows what is not recorded.
     */
    read(fact: FactName, target: Target, now: string): Evidence<unknown> {
      switch (fact) {
        case 'buckets':
          return listed(
            [...buckets.values()].map(({ entry }) => entry),
            now,
          );
        case 'multiRegionAccessPoints':
          return listed(
            [...globalPoints.values()].map(({ point }) => point),
            now,
          );
        case 'accessPoints':
          return listed(
            [...points.values()].flatMap((one) =>
              one.region === target.region ? [one.entry] : [],
            ),
            now,
          );
        case 'accessPoint':
          return points.get(placeOf(target.region, target.accessPoint))?.settings ?? absent();
        case 'accountPublicAccessBlock':
          return block?.block ?? absent();
        case 'trails':
          return listed(
            inRegion('trail', target).map(({ trail }) => trail),
            now,
          );
        case 'encryptionKey':
          return keyOf(target);
        case 'backupPlans': {
          const selections = inRegion('selection', target).map(({ selection }) => selection);
          const plans = inRegion('plan', target).map(({ plan }) => plan);
          return listed(withSelections(plans, selections, gaps), now);
        }
        case 'recoveryPoints': {
          const found = inRegion('recoveryPoint', target).filter(
            ({ bucket }) => bucket === target.bucket,
          );
          return listed(together(found.map(({ point }) => point)), now);
        }
      }
      return buckets.get(target.bucket)?.facts[fact as keyof BucketFacts] ?? absent();
    },
  };
}
export type Archive = ReturnType<typeof archive>;

const placeOf = (region: string, name: string): string => `${region} ${name}`;
const atOf = (evidence: Evidence<unknown> | undefined): string =>
  evidence?.known ? evidence.at : '';

function keepNewer<T>(all: Map<string, T>, name: string, one: T, at: (one: T) => string): void {
  const other = all.get(name);
  if (other === undefined || at(one) > at(other)) all.set(name, one);
}
