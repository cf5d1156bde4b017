import { placeOf } from '../policy/action-set.ts';
import type { Kind } from '../policy/actions.ts';
import { anonymous, type Caller, inAccount } from '../policy/callers.ts';
import { catchesSome, gapIn, type Sort } from '../policy/denied.ts';
import type { Statement } from '../policy/parse.ts';
import { type Population, populationOf } from '../policy/population.ts';
import { newEffort } from '../policy/search.ts';
import type { Place } from '../policy/world.ts';
import type { Way } from './ways.ts';

/**
 * The actions that the permissions of a bucket's ACL stand for, by kind, and what they act on.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#acl-access-policy-permission-mapping
 */
const actionsOf: ReadonlyMap<Kind, { names: readonly string[]; on: 'bucket' | 'object' }> = new Map<
  Kind,
  { names: readonly string[]; on: 'bucket' | 'object' }
>([
  [
    'list',
    {
      names: ['s3:ListBucket', 's3:ListBucketMultipartUploads', 's3:ListBucketVersions'],
      on: 'bucket',
    },
  ],
  ['write', { names: ['s3:PutObject'], on: 'object' }],
  ['delete', { names: ['s3:DeleteObject'], on: 'object' }],
  ['acl', { names: ['s3:GetBucketAcl'], on: 'bucket' }],
  ['permissions', { names: ['s3:PutBucketAcl'], on: 'bucket' }],
]);

/** What a grant of the ACL leaves to somebody after the Deny statements of the bucket policy. */
interface Remains {
  who: Way['who'];
  name: string;
  kinds: readonly Kind[];
  sure: boolean;
}

/**
 * Who of those whom a grant of the ACL names is left, and what for: an explicit Deny of the bucket policy stands above
 * the ACL.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html
 */
export function afterDenies(
  grant: { who: Way['who']; name: string; kinds: readonly Kind[] },
  denies: readonly Statement[],
  place: Place,
): Remains[] {
  if (denies.length === 0 || grant.who === 'service') return [{ ...grant, sure: true }];
  const guests = guestsOf(grant, populationOf(denies, place));
  const effort = newEffort();
  const found: Remains[] = [];
  for (const kind of grant.kinds) {
    for (const { who, name, callers } of guests) {
      const sort = callers.length === 0 ? null : sortOf(kind, callers);
      if (!sort) continue;
      const gap = gapIn(sort, denies, place, effort);
      if (!gap) continue;
      found.push({ who, name, kinds: [kind], sure: gap.sure });
      // Where the widest get in, it adds nothing to name the others.
      if (gap.sure) break;
    }
  }
  return found;
}

/**
 * The Deny statements that take something of one kind from those whom a grant names: the first that takes all of it
 * by itself, or else all that take part.
 */
export function deniersOf(
  grant: { who: Way['who']; name: string },
  kind: Kind,
  denies: readonly Statement[],
  place: Place,
): readonly Statement[] {
  const guests = guestsOf(grant, populationOf(denies, place));
  const callers = guests.find(({ who }) => who === grant.who)?.callers ?? [];
  const sort = callers.length === 0 ? null : sortOf(kind, callers);
  if (!sort) return [];
  const alone = denies.find((deny) => gapIn(sort, [deny], place, newEffort()) === null);
  return alone
    ? [alone]
    : denies.filter((deny) => catchesSome(deny, sort, place, newEffort()) !== false);
}

/** What a grant of one kind lets these callers ask for. */
function sortOf(kind: Kind, callers: readonly Caller[]): Sort | null {
  const acts = actionsOf.get(kind);
  return acts
    ? {
        callers,
        actions: acts.names.flatMap((action) => placeOf(action) ?? []),
        on: [acts.on],
        fixed: new Map(),
      }
    : null;
}

interface Guests {
  who: Way['who'];
  name: string;
  callers: readonly Caller[];
}

/** Those whom a grant names, from the widest to the narrowest. */
function guestsOf({ who, name }: { who: Way['who']; name: string }, all: Population): Guests[] {
  if (who === 'otherAccount') return [{ who, name, callers: [inAccount(name)] }];
  const strangers: Guests[] = [
    { who: 'anyAccount', name: '', callers: all.strangers },
    ...all.members.map((one): Guests => ({
      who: 'organisation',
      name: one.org ?? '',
      callers: [one],
    })),
    ...all.named.map((one): Guests => ({
      who: 'otherAccount',
      name: one.arn ?? one.account,
      callers: [one],
    })),
  ];
  return who === 'public'
    ? [{ who: 'public', name: '', callers: [anonymous] }, ...strangers]
    : strangers;
}
