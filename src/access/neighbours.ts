import type { Answer, MissingFact } from '../model/derived.ts';
import { unknown, unreadOf, type View } from './view.ts';

/**
 * Buckets of this account that deliver server access logs to this one. S3 delivers within a Region, so an
 * unread bucket elsewhere changes nothing. Known sources settle "is a target"; "is none" needs every bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function logSources(view: View): Answer<readonly string[]> {
  const { unreadLogging } = view.index;
  const anywhere = view.provider === 'other' || view.region === '';
  const near = anywhere ? [...unreadLogging.keys()] : [view.region, ''];
  return from(
    view,
    view.index.logSources.get(view.resource),
    near.flatMap((region) => unreadLogging.get(region) ?? []),
    'Whether another bucket delivers its server access logs here would decide this.',
  );
}

/**
 * Buckets of this account that replicate to this one, wherever they live. No bucket can replicate to itself, and none
 * to a bucket without versioning, so that a neighbour that could not be read decides nothing for such a bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html
 */
export function replicationSources(view: View): Answer<readonly string[]> {
  const versioning = view.see('versioning');
  if (versioning.known && versioning.value.status !== 'Enabled') return { known: true, value: [] };
  const answer = from(
    view,
    view.index.replicationSources.get(view.resource),
    view.index.unreadReplication.filter(({ resource }) => resource !== view.resource),
    'Whether another bucket replicates here would decide this.',
  );
  const receives = answer.known && answer.value.length > 0;
  return receives && !versioning.known ? unknown(unreadOf(view, 'versioning')) : answer;
}

function from(
  view: View,
  sources: readonly string[] = [],
  unread: readonly MissingFact[],
  because: string,
): Answer<readonly string[]> {
  const missing = [...unread, ...view.index.unlisted];
  return sources.length > 0 || missing.length === 0
    ? { known: true, value: sources }
    : unknown(missing, because);
}
