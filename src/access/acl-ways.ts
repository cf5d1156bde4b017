import type { Grant } from '../model/facts.ts';
import { type Kind } from '../policy/actions.ts';
import { allUsers, authenticatedUsers, logDelivery } from '../policy/groups.ts';
import { grantStep } from './acl.ts';
import { afterDenies } from './acl-denied.ts';
import { calledIn } from './called.ts';
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

/** The ways in by the bucket ACL, with steps for what cuts them. */
export function aclWays(view: View, lifted: Lifted): { ways: Way[]; cuts: Way['steps'] } {
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
    };
  }
  const ways: Way[] = [];
  const policy = policyOf(view);
  const denies =
    policy.is === 'read' && policy.parsed.ok
      ? policy.parsed.statements.filter(({ effect }) => effect === 'Deny')
      : [];
  // A policy that cannot be read may hold a Deny, which stands above the ACL.
  const mayDeny = policy.is === 'unread' || (policy.is === 'read' && !policy.parsed.ok);
  const place = placeOf(view, acl.value.owner);
  let cut = false;
  let denied = false;
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
    denied ||= kinds.some(
      (kind) => !left.some((one) => one.who === who && one.kinds.includes(kind)),
    );
    for (const { sure, ...one } of left)
      ways.push({
        ...one,
        name: calledIn(view, one.name),
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
      ...(denied
        ? [
            {
              says: 'A Deny of the bucket policy takes back what the ACL grants, in whole or in part.',
              fact: 'policy',
              does: 'cuts',
            } as const,
          ]
        : []),
    ],
  };
}

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
