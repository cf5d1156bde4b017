import type { Answer, EffectiveBlock, MissingFact } from '../model/derived.ts';
import type { PublicAccessBlock } from '../model/facts.ts';
import { seeOrLacks, unknown, unreadOf, type View } from './view.ts';

/** The four switches under the names that the console gives them. */
export const switchTitle = {
  blockPublicAcls: 'Block Public ACLs',
  ignorePublicAcls: 'Ignore Public ACLs',
  blockPublicPolicy: 'Block Public Policy',
  restrictPublicBuckets: 'Restrict Public Buckets',
} as const satisfies Readonly<Record<keyof PublicAccessBlock, string>>;

export const switches = Object.keys(switchTitle) as (keyof PublicAccessBlock)[];

/** The levels that can turn a switch on. */
export const blockFacts = ['accountPublicAccessBlock', 'publicAccessBlock'] as const;

/**
 * One switch of Block Public Access for a bucket: on where account or bucket turns it on, off where both
 * were read and neither does, null where an unread level could still turn it on.
 * On an endpoint other than AWS there is no account level.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function switchOf(view: View, name: keyof PublicAccessBlock): boolean | null {
  const bucket = seeOrLacks(view, 'publicAccessBlock');
  if (bucket.known && bucket.value?.[name]) return true;
  if (view.provider === 'other') return bucket.known ? false : null;
  const account = view.see('accountPublicAccessBlock');
  if (account.known && account.value?.[name]) return true;
  return account.known && bucket.known ? false : null;
}

/** The levels that have to be read to settle a switch that `switchOf` leaves open. */
export const unreadLevels = (view: View): MissingFact[] =>
  view.provider === 'other'
    ? unreadOf(view, 'publicAccessBlock')
    : unreadOf(view, 'accountPublicAccessBlock', 'publicAccessBlock');

/** All four switches with the level that turns each on; unknown only where an unread level could turn one on. */
export function effectiveBlock(view: View): Answer<EffectiveBlock> {
  if (switches.some((name) => switchOf(view, name) === null)) return unknown(unreadLevels(view));
  const account = view.see('accountPublicAccessBlock');
  const level = (name: keyof PublicAccessBlock) =>
    view.provider === 'aws' && account.known && account.value?.[name]
      ? 'account'
      : switchOf(view, name)
        ? 'bucket'
        : null;
  return {
    known: true,
    value: {
      blockPublicAcls: level('blockPublicAcls'),
      ignorePublicAcls: level('ignorePublicAcls'),
      blockPublicPolicy: level('blockPublicPolicy'),
      restrictPublicBuckets: level('restrictPublicBuckets'),
    },
  };
}
