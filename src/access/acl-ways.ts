import type { ProofStep } from '../model/check.ts';
import type { Grant } from '../model/facts.ts';
import { type Kind } from '../policy/actions.ts';
import { allUsers, authenticatedUsers, groupName, logDelivery } from '../policy/groups.ts';
import { nameOf, type Statement } from '../policy/parse.ts';
import { capital } from '../policy/say.ts';
import { grantStep } from './acl.ts';
import { afterDenies, deniersOf } from './acl-denied.ts';
import { switchOf, unreadLevels } from './block.ts';
import { placeOf } from './place.ts';
import { policyOf } from './policy-seen.ts';
import { seeOrLacks, unreadOf, type View } from './view.ts';
import type { Lifted, Way } from './ways.ts';

/** What each permission of a bucket's ACL lets do. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#permissions */
const lets: ReadonlyMap<string, readonly Kind[]> = new Map<string, readonly Kind[]>([
  ['READ', ['list']],
  ['WRITE', ['write', 'delete']],
  ['READ_ACP', ['acl']],
  ['WRITE_ACP', ['permissions']],
  ['FULL_CONTROL', ['list', 'write', 'delete', 'permissions', 'acl']],
]);
const every = lets.get('FULL_CONTROL') as readonly Kind[];

/** What a Deny statement of the bucket policy takes from those whom a grant names. */
export interface Denied {
  who: Way['who'];
  kinds: readonly Kind[];
  step: ProofStep;
}

/** The Deny statements of the bucket policy, which stand above the ACL; null where it may hold some that cannot be read. */
export function deniesIn(view: View): readonly Statement[] | null {
  const policy = policyOf(view);
  if (policy.is === 'none') return [];
  return policy.is === 'read' && policy.parsed.ok
    ? policy.parsed.statements.filter(({ effect }) => effect === 'Deny')
    : null;
}

/** The ways in by the bucket ACL, with steps for what cuts them all, and for what Deny statements take from each. */
export function aclWays(
  view: View,
  lifted: Lifted,
): { ways: Way[]; cuts: Way['steps']; denied: readonly Denied[] } {
  const ownership = seeOrLacks(view, 'ownership');
  const disabled = lifted.ownership
    ? false
    : ownership.known
      ? ownership.value?.objectOwnership === 'BucketOwnerEnforced'
      : null;
  if (disabled)
    return {
      ways: [],
      cuts: [
        {
          says: 'ACLs are disabled: Object Ownership is Bucket owner enforced.',
          fact: 'ownership',
          does: 'cuts',
        },
      ],
      denied: [],
    };
  const ignored = lifted.block ? false : switchOf(view, 'ignorePublicAcls');
  const acl = view.see('acl');
  const doubtful = disabled === null ? unreadOf(view, 'ownership') : [];
  if (!acl.known) {
    const missing = [
      ...doubtful,
      ...unreadOf(view, 'acl'),
      ...(ignored === null ? unreadLevels(view) : []),
    ];
    const who = ignored ? 'otherAccount' : 'public';
    return {
      ways: [{ who, name: '', kinds: every, certain: false, missing, steps: [] }],
      cuts: [],
      denied: [],
    };
  }
  const ways: Way[] = [];
  const readable = deniesIn(view);
  const denies = readable ?? [];
  const mayDeny = readable === null;
  const place = placeOf(view, acl.value.owner);
  let cut = false;
  const denied: Denied[] = [];
  for (const grant of acl.value.grants) {
    const who = granted(grant, acl.value.owner);
    if (who === 'own') continue;
    const open = who === 'public' || who === 'anyAccount';
    if (open && ignored) {
      cut = true;
      continue;
    }
    const missing = [
      ...doubtful,
      ...(open && ignored === null ? unreadLevels(view) : []),
      ...(mayDeny ? unreadOf(view, 'policy') : []),
    ];
    const name = open ? '' : who === 'service' ? 'S3 log delivery' : grant.grantee;
    const kinds = lets.get(grant.permission) ?? [];
    const left = afterDenies({ who, name, kinds }, denies, place);
    for (const kind of kinds) {
      const rest = left.filter((one) => one.kinds.includes(kind));
      if (rest.some((one) => one.who === who)) continue;
      for (const deny of deniersOf({ who, name }, kind, denies, place))
        denied.push({ who, kinds: [kind], step: deniedStep(grant, kind, deny, rest.length > 0) });
    }
    for (const { sure, ...one } of left)
      ways.push({
        ...one,
        certain: sure && missing.length === 0 && !mayDeny,
        missing,
        steps: [{ ...grantStep(grant), does: 'opens' }],
      });
  }
  return {
    ways,
    cuts: [
      ...(cut
        ? [
            {
              says: `Ignore Public ACLs of ${levelOf(view, 'ignorePublicAcls')} neutralises the public grants of the ACL.`,
              does: 'cuts',
            } as const,
          ]
        : []),
    ],
    denied,
  };
}

const doing: Readonly<Partial<Record<Kind, string>>> = {
  list: 'listing',
  write: 'writing',
  delete: 'deleting',
  acl: 'reading the ACL',
  permissions: 'changing the ACL',
};

/** That a Deny statement takes back what a grant gives, but from those whom it spares. */
const deniedStep = (
  { permission, grantee }: Grant,
  kind: Kind,
  deny: Statement,
  spares: boolean,
): ProofStep => ({
  says: `${capital(nameOf(deny))} of the bucket policy denies ${doing[kind] ?? 'it'} to ${groupName(grantee) ?? grantee}${spares ? ' but those whom it spares' : ''}, though the ACL grants it by ${permission}.`,
  fact: 'policy',
  statement: deny.index,
  does: 'cuts',
});

function granted({ type, grantee }: Grant, owner: string): Way['who'] {
  if (type !== 'Group') return grantee === owner ? 'own' : 'otherAccount';
  if (grantee === allUsers) return 'public';
  if (grantee === authenticatedUsers) return 'anyAccount';
  return grantee === logDelivery ? 'service' : 'own';
}

/** The level that turns a switch on, which is known to be on. */
export function levelOf(view: View, name: 'ignorePublicAcls' | 'restrictPublicBuckets'): string {
  const account = view.provider === 'aws' ? view.see('accountPublicAccessBlock') : null;
  const bucket = view.see('publicAccessBlock');
  const levels = [
    ...(account?.known && account.value?.[name] ? ['the account'] : []),
    ...(bucket.known && bucket.value?.[name] ? ['the bucket'] : []),
  ];
  return levels.join(' and ');
}
