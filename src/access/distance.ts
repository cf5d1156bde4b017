import type { Answer, DistanceReach } from '../model/derived.ts';
import { bucketIn } from './copies.ts';
import { unknown, unreadOf, type View } from './view.ts';

/**
 * Whether replication leads to another Region. The configuration does not tell the Region of a destination, so the
 * list of buckets does; of a bucket of another account nobody here can tell it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Destination.html
 */
export function replicaDistance(view: View): Answer<DistanceReach> {
  const replication = view.see('replication');
  if (!replication.known) return unknown(unreadOf(view, 'replication'));
  const rules = (replication.value ?? []).filter(({ enabled }) => enabled);
  if (rules.length === 0) {
    const state = (replication.value ?? []).length > 0 ? 'off' : 'none';
    return { known: true, value: { state, targets: [], partly: false } };
  }
  view.see('buckets');
  const own = view.index.owned.get(view.resource) ?? '';
  if (own === '') return unknown(unreadOf(view, 'location'));
  const all = rules.map((rule) => {
    const bucket = bucketIn(rule.destinationBucketArn);
    return { bucket, region: view.index.owned.get(bucket) ?? '', whole: rule.wholeBucket };
  });
  const away = all.filter(({ region }) => region !== '' && region !== own);
  const told = (state: 'elsewhere' | 'here', of: typeof all): Answer<DistanceReach> => ({
    known: true,
    value: {
      state,
      targets: of.map(({ bucket, region }) => ({ bucket, region })),
      partly: of.every(({ whole }) => whole === false),
    },
  });
  if (away.length > 0) return told('elsewhere', away);
  const strange = all.find(({ region }) => region === '');
  return strange
    ? unknown(
        view.index.unlisted,
        `In which Region ${strange.bucket} is would decide this, and neither the replication rules nor the list of the account’s buckets tells.`,
      )
    : told('here', all);
}
