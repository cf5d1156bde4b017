import type { ProofStep } from '../model/check.ts';
import type { Answer, MissingFact, ObjectReach } from '../model/derived.ts';
import type { ObjectLook, PublicObject } from '../model/objects.ts';
import { switchOf, unreadLevels } from './block.ts';
import {
  counted,
  excludesSays,
  extentSays,
  isWhole,
  number,
  partMissing,
  seenOf,
  unreadSays,
} from './object-look.ts';
import { leftOf } from './object-denied.ts';
import { policyReachesObjects } from './public.ts';
import { seeOrLacks, unknown, unreadOf, type View } from './view.ts';

/** What object ACLs can do in a bucket. `perhaps`: that depends on what is unread. */
type AclPower =
  | { is: 'none'; step: ProofStep }
  | { is: 'some' }
  | { is: 'perhaps'; missing: readonly MissingFact[] };

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
function aclPower(view: View): AclPower {
  const ownership = seeOrLacks(view, 'ownership');
  if (ownership.known && ownership.value?.objectOwnership === 'BucketOwnerEnforced')
    return {
      is: 'none',
      step: { says: 'ACLs are disabled, those of objects too.', fact: 'ownership', does: 'cuts' },
    };
  const ignored = switchOf(view, 'ignorePublicAcls');
  if (ignored)
    return {
      is: 'none',
      step: {
        says: 'Ignore Public ACLs is on, for objects too.',
        fact: 'publicAccessBlock',
        does: 'cuts',
      },
    };
  if (ownership.known && ignored === false) return { is: 'some' };
  return {
    is: 'perhaps',
    missing: [
      ...(ownership.known ? [] : unreadOf(view, 'ownership')),
      ...(ignored === null ? unreadLevels(view) : []),
    ],
  };
}

type Shown =
  | { is: 'open'; steps: readonly ProofStep[] }
  | { is: 'closed'; step: ProofStep }
  | { is: 'unsettled'; because: string; missing: readonly MissingFact[] };

const step = (says: string, does: 'opens' | 'cuts'): ProofStep => ({
  says,
  fact: 'objects',
  does,
});

const own =
  'Objects here can have ACLs of their own, so no setting tells whether one of them is public.';
const unsettled = (because: string, missing: readonly MissingFact[] = []): Shown => ({
  is: 'unsettled',
  because,
  missing,
});

/** What the objects themselves show of their ACLs: the newest look that settles it, or else the newest at ACLs. */
function shown(view: View): Shown {
  const seen = seenOf(view);
  if (seen.is === 'unasked')
    return unsettled(
      `${own} Nobody has looked at the objects. Look at a sample of them, or open a report of S3 Inventory, under Objects on the page of the bucket.`,
    );
  if (seen.is === 'unread') return unsettled(own, seen.missing);
  const all = seen.looks.map((look) => ({ look, shows: shownBy(look, view) }));
  const best =
    all.find(({ shows }) => shows.is !== 'unsettled') ??
    all.find(({ look }) => look.acls.known) ??
    all[0];
  return best?.shows ?? unsettled(own);
}

function shownBy(look: ObjectLook, view: View): Shown {
  if (!look.acls.known)
    return unsettled(
      `${own} ${extentSays(look)}, but not ${look.by === 'inventory' ? 'with their ACLs: the report lacks the field' : 'their ACLs'}.`,
      look.by === 'inventory' ? [] : partMissing(look.acls),
    );
  const acls = look.acls.value;
  const named = acls.public.map((one) => ({ one, left: leftOf(view, one) }));
  const open = named.filter(({ left }) => left === 'open');
  if (open.length > 0)
    return {
      is: 'open',
      steps: [
        ...open.slice(0, 3).map(({ one }) => step(publicSays(one), 'opens')),
        step(`${extentSays(look)}; the ACL of ${counted(acls.publicCount)} is public.`, 'opens'),
      ],
    };
  const allDenied = named.every(({ left }) => left === 'denied');
  if (acls.publicCount > 0 && !(allDenied && named.length === acls.publicCount))
    return unsettled(
      `${own} ${extentSays(look)}; the ACL of ${counted(acls.publicCount)} is public, but whether the Deny statements of the bucket policy leave the public ${acls.publicCount === 1 ? 'it' : 'them'} cannot be told.`,
      unreadOf(view, 'policy'),
    );
  const none =
    acls.publicCount === 0
      ? 'none is public'
      : `what is public in ${acls.publicCount === 1 ? 'one' : number(acls.publicCount)} of them, Deny statements of the bucket policy take back`;
  if (isWhole(look, acls))
    return {
      is: 'closed',
      step: step(
        look.listed === 0
          ? 'The bucket holds no object.'
          : `${extentSays(look)}, and ${acls.publicCount === 0 ? 'no ACL of one is public' : none}.`,
        'cuts',
      ),
    };
  const { read, unread } = acls;
  return unsettled(
    [
      own,
      `${extentSays(look)}; the ACLs of ${counted(read)} were read, and ${none}.`,
      unreadSays(unread, 'ACL'),
      look.by === 'sample' ? excludesSays(read) : '',
    ]
      .filter((says) => says !== '')
      .join(' '),
  );
}

function publicSays({ key, latest, grants }: PublicObject): string {
  const gives = [
    ...new Set(
      grants.map(
        ({ grantee, permission }) =>
          `\`${permission}\` to ${grantee.endsWith('AllUsers') ? 'everyone' : 'every AWS account'}`,
      ),
    ),
  ].join(' and ');
  return `The ACL of ${latest ? '' : 'an earlier version of '}the object \`${key}\` gives ${gives}.`;
}

/**
 * Whether the public reaches objects. Configuration decides first, which is exact and reads no object. Where objects may
 * have public ACLs of their own, only the objects can tell: one that is public is enough, and all of them show that
 * none is. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
 */
export function objectsPublic(view: View): Answer<ObjectReach> {
  const byPolicy = policyReachesObjects(view);
  if (byPolicy.known && byPolicy.value.open) return byPolicy;
  const power = aclPower(view);
  if (power.is === 'none' && byPolicy.known)
    return { known: true, value: { open: false, steps: [power.step, ...byPolicy.value.steps] } };
  const objects = power.is === 'none' ? null : shown(view);
  if (objects?.is === 'open' && power.is === 'some')
    return { known: true, value: { open: true, steps: objects.steps } };
  if (objects?.is === 'closed' && byPolicy.known)
    return {
      known: true,
      value: {
        open: false,
        steps: [objects.step, ...byPolicy.value.steps],
      },
    };
  if (objects?.is === 'unsettled' && power.is === 'some' && byPolicy.known)
    return unknown(objects.missing, objects.because);
  const gaps = [
    ...(byPolicy.known ? [] : byPolicy.missing),
    ...(power.is === 'perhaps' && objects?.is !== 'closed' ? power.missing : []),
  ];
  return unknown(
    [...new Map(gaps.map((one) => [`${one.fact}/${one.resource ?? ''}`, one])).values()],
    byPolicy.known ? undefined : byPolicy.because,
  );
}
