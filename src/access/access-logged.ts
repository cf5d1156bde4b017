import type { Answer, MissingFact } from '../model/derived.ts';
import type { AccessLogReach, TrailTargetReach } from '../model/logging-reach.ts';
import { logSources } from './neighbours.ts';
import { ofBucket } from './object-events.ts';
import { trailsEverywhere } from './trails.ts';
import { unknown, unreadOf, type View } from './view.ts';

/**
 * What records access to a bucket's objects: server access logs, or trails for both reads and writes. Either settles
 * it alone. A bucket that only receives server access logs need not be logged itself.
 */
export function accessLogged(view: View): Answer<AccessLogReach> {
  const logging = view.see('logging');
  const found = (
    state: AccessLogReach['state'],
    name = '',
    steps: AccessLogReach['steps'] = [],
  ): Answer<AccessLogReach> => ({ known: true, value: { state, name, steps } });
  if (logging.known && logging.value) return found('logs', logging.value.targetBucket);
  const reads = ofBucket(view, 'read');
  const writes = ofBucket(view, 'write');
  const steps = [
    ...(reads.known ? reads.value.steps : []),
    ...(writes.known ? writes.value.steps : []),
  ];
  const isWhole = (one: typeof reads) => one.known && one.value.state === 'whole';
  if (isWhole(reads) && isWhole(writes)) return found('events', '', steps);
  if (!logging.known) return unknown(unreadOf(view, 'logging'));
  const sources = logSources(view);
  if (sources.known && sources.value.length > 0) return found('target', sources.value[0]);
  // One direction that is known to be unrecorded settles what the other cannot mend.
  const isOpen = (one: typeof reads) => one.known && one.value.state !== 'whole';
  const settled = isOpen(reads) || isOpen(writes);
  const lacking: MissingFact[] = [];
  if (!settled) for (const one of [reads, writes]) if (!one.known) lacking.push(...one.missing);
  if (!sources.known) lacking.push(...sources.missing);
  if (!settled || !sources.known)
    return unknown(
      once(lacking),
      (!reads.known && !settled && reads.because) ||
        (!writes.known && !settled && writes.because) ||
        (sources.known ? undefined : sources.because),
    );
  const some = [reads, writes].some((one) => one.known && one.value.state !== 'none');
  return found(some ? 'part' : 'none', '', steps);
}

const once = (all: readonly MissingFact[]): MissingFact[] => [
  ...new Map(all.map((one) => [`${one.fact} ${one.resource ?? ''}`, one])).values(),
];

/** Trails that store their logs in this bucket. One settles it; that there is none takes every Region's list. */
export function trailTarget(view: View): Answer<TrailTargetReach> {
  const { trails, missing } = trailsEverywhere(view);
  const names = trails.filter(({ bucket }) => bucket === view.resource).map(({ name }) => name);
  return names.length > 0 || missing.length === 0
    ? { known: true, value: { trails: names } }
    : unknown(missing, 'Whether a trail stores its logs here would decide this.');
}
