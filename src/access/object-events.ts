import type { ProofStep } from '../model/check.ts';
import type { Answer, MissingFact } from '../model/derived.ts';
import type { EventReach } from '../model/logging-reach.ts';
import type { Trail } from '../model/trails.ts';
import { bucketArn } from '../policy/resource.ts';
import { type Direction, objectEvents } from './selectors.ts';
import { listIn, missingPart, onceEach, trailsAcross, type TrailsSeen } from './trails.ts';
import { unknown, type View } from './view.ts';

const noun = { read: 'reads', write: 'writes' } as const;

/** What one trail records, as a step; `unclear` where something of it is unread, or means what AWS does not say. */
interface Judged {
  state: EventReach['state'] | 'unclear';
  says: string;
  missing: readonly MissingFact[];
}

/** Whether a trail that spans the Regions records object-level events of every bucket, in one direction. */
export const everywhere =
  (direction: Direction) =>
  (view: View): Answer<EventReach> => {
    const seen = trailsAcross(view);
    const targets = logTargets(view, seen);
    return sumUp(
      seen,
      seen.trails.map((trail) =>
        trail.multiRegion
          ? judge(trail, direction, bucketArn(view.partition, ''), targets)
          : onlyThere(trail),
      ),
      'Whether another trail records them would decide this.',
    );
  };

/** Whether trails record object-level events of this bucket, in one direction. */
export function ofBucket(view: View, direction: Direction): Answer<EventReach> {
  const list = listIn(view, 'trails', view.region);
  // Seen by the view too, so that the finding tells what it rests on.
  view.see('trails');
  const trails = onceEach(list.items).filter(
    ({ multiRegion, homeRegion }) => multiRegion || homeRegion === view.region,
  );
  const base = `${bucketArn(view.partition, view.resource)}/`;
  return sumUp(
    { trails, missing: list.missing },
    trails.map((trail) => judge(trail, direction, base, noTargets)),
    'Whether a trail records them would decide this.',
  );
}

function sumUp(
  { missing }: TrailsSeen,
  judged: readonly Judged[],
  because: string,
): Answer<EventReach> {
  const steps = judged.map(({ says }): ProofStep => ({ says, fact: 'trails' }));
  const whole = judged.find(({ state }) => state === 'whole');
  if (whole)
    return {
      known: true,
      value: { state: 'whole', steps: [{ says: whole.says, fact: 'trails' }] },
    };
  const unclear = judged.filter(({ state }) => state === 'unclear');
  if (unclear.length > 0) {
    const lacking = unclear.flatMap((one) => one.missing);
    return unknown([...lacking, ...missing], unclear[0]?.says);
  }
  if (missing.length > 0) return unknown(missing, because);
  const state = judged.some((one) => one.state === 'part') ? 'part' : 'none';
  return { known: true, value: { state, steps } };
}

const onlyThere = ({ name, homeRegion }: Trail): Judged => ({
  state: 'none',
  says: `Trail ${name} records ${homeRegion} only.`,
  missing: [],
});

/** Whether a bucket is one that logs go to. */
type Targets = (bucket: string) => { is: boolean } | { unread: readonly MissingFact[] };
const noTargets: Targets = () => ({ is: false });

function logTargets({ index }: View, { trails }: TrailsSeen): Targets {
  const unread = [...index.unreadLogging.values()].flat().slice(0, 3);
  return (bucket) => {
    if (trails.some((trail) => trail.bucket === bucket) || index.logSources.has(bucket))
      return { is: true };
    const lacking = [...unread, ...index.unlisted];
    return lacking.length > 0 ? { unread: lacking } : { is: false };
  };
}

function judge(trail: Trail, direction: Direction, base: string, targets: Targets): Judged {
  const { name, status, selectors } = trail;
  const told = (state: Judged['state'], says: string, missing: readonly MissingFact[] = []) => ({
    ...{ state, missing },
    says: `Trail ${name} ${says}`,
  });
  const what = `object-level ${noun[direction]}`;
  if (status.known && !status.value.logging) return told('none', 'is stopped.');
  if (status.known && status.value.deliveryError !== null)
    return told(
      'none',
      `could not deliver to ${trail.bucket} the last time (${status.value.deliveryError}).`,
    );
  if (!selectors.known)
    return told('unclear', 'exists, but what it records was not read.', [
      missingPart('trails', selectors, name),
    ]);
  const covered = objectEvents(selectors.value, direction, base);
  let state: 'whole' | 'part' | 'none' | 'unclear' = 'none';
  let lacking: readonly MissingFact[] = [];
  let but = '';
  for (const { cover, excluded } of covered) {
    const judged = excluded.map(targets);
    const unread = judged.flatMap((one) => ('unread' in one ? one.unread : []));
    const others = excluded.filter((_, at) => {
      const one = judged[at] as ReturnType<Targets>;
      return 'is' in one && !one.is;
    });
    const one =
      cover === 'whole' && others.length > 0
        ? 'part'
        : cover === 'whole' && unread.length > 0
          ? 'unclear'
          : cover;
    if (better.indexOf(one) >= better.indexOf(state)) continue;
    state = one;
    lacking = unread;
    but = excluded.length > 0 ? `, but for ${excluded.join(' and ')}` : '';
  }
  if (state === 'none')
    return told('none', `records no ${what}${base.endsWith(':::') ? '' : ' of this bucket'}.`);
  if (state === 'part')
    return told(
      'part',
      `records ${what} of some ${base.endsWith(':::') ? 'buckets' : 'objects'} only${but}.`,
    );
  if (state === 'unclear')
    return told(
      'unclear',
      lacking.length > 0
        ? `leaves out ${but.slice(', but for '.length)}, which is right only for buckets that logs go to.`
        : 'names the bucket in a form whose meaning AWS does not document.',
      lacking,
    );
  if (!status.known)
    return told('unclear', 'would record them, but whether it is logging was not read.', [
      missingPart('trails', status, name),
    ]);
  return told('whole', `records ${what}${base.endsWith(':::') ? ' of every bucket' : ''}${but}.`);
}

/** From what settles the question to what says least. */
const better: readonly Judged['state'][] = ['whole', 'unclear', 'part', 'none'];
