import type { Answer } from '../model/derived.ts';
import type { View } from './view.ts';

/**
 * Buckets of this account that deliver server access logs to this one. S3 delivers within a Region, so an
 * unread bucket elsewhere changes nothing. Known sources settle "is a target"; "is none" needs every bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function logSources(view: View): Answer<readonly string[]> {
  const sources = view.index.logSources.get(view.resource) ?? [];
  const unread = (view.index.unreadLogging.get(view.region) ?? []).filter(
    (gap) => gap.resource !== view.resource,
  );
  return sources.length > 0 || unread.length === 0
    ? { known: true, value: sources }
    : { known: false, missing: unread };
}

/** Buckets of this account that replicate to this one, wherever they live. */
export function replicationSources(view: View): Answer<readonly string[]> {
  const sources = view.index.replicationSources.get(view.resource) ?? [];
  const unread = view.index.unreadReplication.filter((gap) => gap.resource !== view.resource);
  return sources.length > 0 || unread.length === 0
    ? { known: true, value: sources }
    : { known: false, missing: unread };
}
