import type { Answer, CopyReach, CopyTarget, MissingFact } from '../model/derived.ts';
import { trustedIn } from '../model/settings.ts';
import { ownUnknown } from './place.ts';
import { unknown, unreadOf, type View } from './view.ts';

/** A setting that sends copies to a bucket. `account`: whom it names as the owner of that. */
interface Copy {
  enabled: boolean;
  arn: string;
  account: string | null;
}

/** The name of a bucket, from its ARN. */
export const bucketIn = (arn: string): string => arn.split(':').at(-1) ?? '';

/**
 * To whom enabled replication rules send copies. The configuration names the owner of the destination only where the
 * ownership of replicas is changed; otherwise the list of buckets tells whether it is the account's own.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-change-owner.html
 */
export function replicaOwners(view: View): Answer<CopyReach> {
  const rules = view.see('replication');
  if (!rules.known) return unknown(unreadOf(view, 'replication'));
  const copies = (rules.value ?? []).map((rule) => ({
    enabled: rule.enabled,
    arn: rule.destinationBucketArn,
    account: rule.destinationAccount,
  }));
  return owners(view, copies, []);
}

/** To whom enabled inventories go. https://docs.aws.amazon.com/AmazonS3/latest/API/API_InventoryS3BucketDestination.html */
export function inventoryOwners(view: View): Answer<CopyReach> {
  const list = view.see('inventory');
  if (!list.known) return unknown(unreadOf(view, 'inventory'));
  const copies = list.value.items.map((one) => ({
    enabled: one.enabled,
    arn: one.destinationBucketArn,
    account: one.destinationAccount ?? null,
  }));
  return owners(view, copies, gapsOf(list.value));
}

const gapsOf = ({ complete, gaps }: { complete: boolean; gaps: readonly object[] }) =>
  complete
    ? []
    : ((gaps.length > 0
        ? gaps.map((gap) => ({ fact: 'inventory', ...gap, tried: [] }))
        : [
            { fact: 'inventory', gap: 'failed', actions: [], tried: [], detail: 'Incomplete' },
          ]) as readonly MissingFact[]);

/** One stranger settles it; that there is none needs every setting, and the owner of each destination. */
function owners(
  view: View,
  copies: readonly Copy[],
  unread: readonly MissingFact[],
): Answer<CopyReach> {
  const enabled = copies.filter((copy) => copy.enabled);
  const found = enabled.map((copy) => ownerOf(view, copy));
  const targets = found.flatMap((one) => (one.is === 'known' ? [one.target] : []));
  const value = { count: copies.length, targets };
  if (targets.some(({ owner }) => owner === 'foreign')) return { known: true, value };
  if (unread.length > 0) return unknown(unread);
  const open = found.find((one) => one.is === 'open');
  return open ? unknown(open.missing, open.because) : { known: true, value };
}

type Owned =
  | { is: 'known'; target: CopyTarget }
  | { is: 'open'; because: string; missing: readonly MissingFact[] };

function ownerOf(view: View, { arn, account }: Copy): Owned {
  const bucket = bucketIn(arn);
  const known = (owner: CopyTarget['owner']): Owned => ({
    is: 'known',
    target: { bucket, account, owner },
  });
  view.see('buckets');
  if (view.index.owned.has(bucket) || (account !== null && account === view.account))
    return known('own');
  if (account !== null && trustedIn(view.index.settings, account)) return known('trusted');
  const because = `Whether ${bucket} is a bucket of this account would decide this.`;
  if (account !== null && ownUnknown(view)) return { is: 'open', because, missing: [] };
  if (account !== null || view.index.unlisted.length === 0) return known('foreign');
  return { is: 'open', because, missing: view.index.unlisted };
}
