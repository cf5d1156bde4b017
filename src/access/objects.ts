import type { ProofStep } from '../model/check.ts';
import type { Answer, MissingFact, ObjectReach } from '../model/derived.ts';
import { switchOf, unreadLevels } from './block.ts';
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

/**
 * Whether the public reaches objects, decided by configuration, which is exact and reads no object. Where objects may
 * have public ACLs of their own, only the objects can tell, and it stays unknown.
 */
export function objectsPublic(view: View): Answer<ObjectReach> {
  const byPolicy = policyReachesObjects(view);
  if (byPolicy.known && byPolicy.value.open) return byPolicy;
  const power = aclPower(view);
  if (power.is === 'some' && byPolicy.known)
    return unknown(
      [],
      'Objects here can have ACLs of their own, so no setting tells whether one of them is public; only looking at the objects does, which this audit did not do.',
    );
  const gaps = [
    ...(byPolicy.known ? [] : byPolicy.missing),
    ...(power.is === 'perhaps' ? power.missing : []),
  ];
  if (!byPolicy.known || power.is !== 'none')
    return unknown(
      [...new Map(gaps.map((one) => [`${one.fact}/${one.resource ?? ''}`, one])).values()],
      byPolicy.known ? undefined : byPolicy.because,
    );
  return { known: true, value: { open: false, steps: [power.step, ...byPolicy.value.steps] } };
}
