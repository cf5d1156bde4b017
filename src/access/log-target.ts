import type { Answer, MissingFact } from '../model/derived.ts';
import { type Evidence, unasked } from '../model/evidence.ts';
import type { FactName, Facts } from '../model/facts.ts';
import type { LogTargetReach } from '../model/logging-reach.ts';
import { logDelivery } from '../policy/groups.ts';
import { admitsLogs } from '../policy/log-delivery.ts';
import { parsePolicy } from '../policy/parse.ts';
import { bucketArn } from '../policy/resource.ts';
import type { Tri } from '../policy/tri.ts';
import { missing, unknown, unreadOf, type View } from './view.ts';

/**
 * Whether S3 can deliver server access logs to the bucket that is named for them. One thing in their way settles that
 * they are dropped. S3 delivers to buckets of the same account and Region only, so that a name which is no bucket of
 * the account is in their way too, whoever owns it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function logTarget(view: View): Answer<LogTargetReach> {
  const logging = view.see('logging');
  if (!logging.known) return unknown(unreadOf(view, 'logging'));
  if (!logging.value) return { known: true, value: { state: 'off', target: '', faults: [] } };
  const { targetBucket: target, targetPrefix } = logging.value;
  const broken = (faults: readonly string[]): Answer<LogTargetReach> => ({
    known: true,
    value: { state: 'broken', target, faults },
  });
  const listed = view.see('buckets');
  const entry = listed.known ? listed.value.items.find(({ name }) => name === target) : undefined;
  const { unlisted } = view.index;
  if (!entry && target !== view.resource && unlisted.length === 0)
    return broken([`${target} is no bucket of this account, and S3 delivers to no other.`]);

  const lacking: MissingFact[] = entry || target === view.resource ? [] : [...unlisted];
  const facts = view.index.buckets.get(target)?.facts ?? {};
  const see = <F extends FactName>(fact: F): Evidence<Facts[F]> =>
    (facts[fact] ?? unasked([`s3:${fact}`])) as Evidence<Facts[F]>;
  const lacks = (fact: FactName) => {
    const evidence = see(fact);
    if (!evidence.known) lacking.push(missing(fact, evidence, target));
  };
  const faults: string[] = [];
  const region = target === view.resource ? view.region : (entry?.region ?? '');
  if (region !== '' && view.region !== '' && region !== view.region)
    faults.push(`${target} is in ${region}, and S3 delivers within a Region only.`);
  const lock = see('objectLock');
  if (lock.known && lock.value?.defaultRetention)
    faults.push(`${target} has a default retention by Object Lock.`);
  const encryption = see('encryption');
  if (
    encryption.known &&
    encryption.value?.some(({ algorithm }) => algorithm.startsWith('aws:kms'))
  )
    faults.push(`${target} encrypts by default with AWS KMS, which log delivery cannot use.`);
  const admitted = admits(view, target, targetPrefix, see);
  if (admitted === false)
    faults.push(`${target} does not let logging.s3.amazonaws.com put objects.`);
  if (faults.length > 0) return broken(faults);

  lacks('objectLock');
  lacks('encryption');
  if (admitted === null) for (const fact of ['policy', 'ownership', 'acl'] as const) lacks(fact);
  const placed = region !== '' && view.region !== '';
  if (lacking.length === 0 && placed && admitted === true)
    return { known: true, value: { state: 'valid', target, faults } };
  return unknown(
    lacking,
    placed
      ? lacking.length === 0
        ? `Whether ${target} lets logs in depends on what cannot be told from its policy.`
        : undefined
      : `The Region of ${region === '' ? target : view.resource} is not known.`,
  );
}

/** By its policy, or by its ACL where ACLs are in force. */
function admits(
  view: View,
  target: string,
  prefix: string,
  see: <F extends FactName>(fact: F) => Evidence<Facts[F]>,
): Tri {
  const byPolicy = policyAdmits(view, target, prefix, see('policy'));
  if (byPolicy) return true;
  const ownership = see('ownership');
  const acl = see('acl');
  const enforced = ownership.known
    ? ownership.value?.objectOwnership === 'BucketOwnerEnforced'
    : null;
  const granted = acl.known
    ? acl.value.grants.some(
        ({ type, grantee, permission }) =>
          type === 'Group' && grantee === logDelivery && /^(WRITE|FULL_CONTROL)$/.test(permission),
      )
    : null;
  const byAcl: Tri =
    enforced === true || granted === false
      ? false
      : enforced === false && granted === true
        ? true
        : null;
  return byAcl === true ? true : byPolicy === false && byAcl === false ? false : null;
}

function policyAdmits(
  { partition, account, resource, index }: View,
  target: string,
  prefix: string,
  policy: Evidence<string | null>,
): Tri {
  if (!policy.known) return null;
  if (policy.value === null) return false;
  // Log delivery is mostly let in for the account's own id, which may be unread.
  if (account === '') return null;
  const parsed = parsePolicy(policy.value);
  if (!parsed.ok) return null;
  const place = { arn: bucketArn(partition, target), account, owner: null, now: index.now };
  return admitsLogs(
    parsed.statements,
    place,
    { arn: bucketArn(partition, resource), account },
    prefix,
  );
}
