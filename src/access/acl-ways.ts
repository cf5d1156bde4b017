import type { Grant } from '../model/facts.ts';
import { type Kind } from '../policy/actions.ts';
import { allUsers, authenticatedUsers, logDelivery } from '../policy/groups.ts';
import { grantStep } from './acl.ts';
import { calledIn } from './called.ts';
import { switchOf, unreadLevels } from './block.ts';
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
  let cut = false;
  for (const grant of acl.value.grants) {
    const who = granted(grant, acl.value.owner);
    if (who === 'own') continue;
    const open = who === 'public' || who === 'anyAccount';
    if (open && ignored) {
      cut = true;
      continue;
    }
    const missing = [...doubtful, ...(open && ignored === null ? unreadLevels(view) : [])];
    ways.push({
      who,
      name: open ? '' : who === 'service' ? 'S3 log delivery' : calledIn(view, grant.grantee),
      kinds: lets.get(grant.permission) ?? [],
      certain: missing.length === 0,
      missing,
      steps: [{ ...grantStep(grant), does: 'opens' }],
    });
  }
  return {
    ways,
    cuts: cut
      ? [
          {
            says: `Ignore Public ACLs of ${levelOf(view, 'ignorePublicAcls')} neutralises the public grants of the ACL.`,
            does: 'cuts',
          },
        ]
      : [],
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
