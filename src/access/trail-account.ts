import type { Answer } from '../model/derived.ts';
import type { TrailBucketsReach, TrailIntegrityReach } from '../model/logging-reach.ts';
import { listEverywhere, trailsEverywhere } from './trails.ts';
import { unknown, type View } from './view.ts';

/**
 * Whether the buckets that trails and AWS Config name are there, and the account's own. A name that is not may be another
 * account's, or free for anybody to take: only CloudTrail's own word that there is no such bucket settles that.
 */
export function trailBuckets(view: View): Answer<TrailBucketsReach> {
  const { trails, missing: trailsMissing } = trailsEverywhere(view);
  const channels = listEverywhere(view, 'deliveryChannels');
  const missing = [
    ...new Map(
      [...trailsMissing, ...channels.missing].map((one) => [`${one.fact} ${one.resource}`, one]),
    ).values(),
  ];
  const listed = view.see('buckets');
  const own = new Set(listed.known ? listed.value.items.map(({ name }) => name) : []);
  const away = trails.filter(({ bucket }) => !own.has(bucket));
  const { unlisted } = view.index;
  const foreign = channels.items.filter(({ bucket }) => !own.has(bucket));
  const buckets = [...new Set([...trails, ...channels.items].map(({ bucket }) => bucket))];
  const gone = away.filter(
    ({ status }) => status.known && status.value.deliveryError === 'NoSuchBucket',
  );
  if (gone.length > 0 && unlisted.length === 0)
    return {
      known: true,
      value: { buckets, gone: gone.map(({ name: trail, bucket }) => ({ trail, bucket })) },
    };
  if (away.length + foreign.length > 0 && unlisted.length > 0)
    return unknown([...unlisted, ...missing]);
  const [first] = away;
  if (first)
    return unknown(
      missing,
      `Trail ${first.name} stores its logs in ${first.bucket}, which is no bucket of this account${first.ofOrganization ? '; it is a trail of the organisation' : ''}. ${whose}`,
    );
  const [other] = foreign;
  if (other)
    return unknown(
      missing,
      `AWS Config delivers to ${other.bucket}, which is no bucket of this account. ${whose}`,
    );
  return missing.length > 0 ? unknown(missing) : { known: true, value: { buckets, gone: [] } };
}

const whose =
  'Whose it is, and whether it exists, cannot be seen from what was read; aws s3api head-bucket tells: 404 is free, 403 is another account’s.';

/** What each trail lacks, of log file validation and a key of AWS KMS. */
export function trailIntegrity(view: View): Answer<TrailIntegrityReach> {
  const { trails, missing } = trailsEverywhere(view);
  const lacking = trails
    .filter(({ logFileValidation, kmsKeyId }) => !logFileValidation || kmsKeyId === null)
    .map(({ name, logFileValidation, kmsKeyId }) => ({
      ...{ trail: name, validation: logFileValidation, key: kmsKeyId !== null },
    }));
  return lacking.length > 0 || missing.length === 0
    ? { known: true, value: { trails: trails.length, lacking } }
    : unknown(missing, 'Whether other Regions have trails that lack it would decide this.');
}
