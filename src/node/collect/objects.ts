import { objectActions } from '../../gather/fact-actions.ts';
import { addCalls } from '../../gather/calls.ts';
import { line } from '../../gather/gather.ts';
import { costOf } from '../../gather/objects/cost.ts';
import { sampleObjects, type SamplePlan } from '../../gather/objects/sample.ts';
import { distinct, ofReadings, readingsOf } from '../../gather/readings.ts';
import type { Roof } from '../../gather/roof.ts';
import type { ResourceFacts, Snapshot } from '../../model/snapshot.ts';
import type { CollectOptions } from '../collect-options.ts';
import { say } from './say.ts';

type Sampling = Pick<CollectOptions, 'sample' | 'provider' | 'concurrency' | 'scope'>;

/** What looking at a sample in so many buckets takes at most, as a sentence. */
export function sampleSays(plan: SamplePlan, buckets: number): string {
  const each = costOf(plan);
  const [lists, reads, sum] = [each.lists * buckets, each.reads * buckets, each.dollars * buckets];
  const dollars = sum < 0.01 ? 'less than one US cent' : `about ${sum.toFixed(2)} US dollars`;
  const where = buckets === 1 ? 'the bucket' : `${buckets} buckets`;
  return `A sample of ${plan.objects.toLocaleString('en')} objects of ${where} takes at most ${lists.toLocaleString('en')} list requests and ${reads.toLocaleString('en')} requests about single objects: ${dollars} in us-east-1. Prices differ by Region and storage class.`;
}

/** What the sample takes beside the policy of the audit. */
export const sampleActions = ({ acls, encryption }: SamplePlan): readonly string[] => [
  objectActions.list,
  ...(acls ? objectActions.acl : []),
  ...(encryption ? objectActions.encryption : []),
];

/**
 * Looks at a sample of the objects of each bucket that was read, and adds to the snapshot what it saw. ACLs are left
 * out where no ACL counts. A signal that is aborted leaves the rest of the buckets without.
 */
export async function withSamples(
  snapshot: Snapshot,
  { sample, provider, concurrency, scope }: Sampling,
  roof: Roof,
  signal: AbortSignal,
): Promise<Snapshot> {
  if (sample === null) return snapshot;
  const named = new Set(scope?.buckets ?? []);
  const buckets = snapshot.facts.filter(
    ({ type, resource, facts }) =>
      type === 'bucket' && named.has(resource) && facts.location?.known,
  );
  if (buckets.length === 0) return snapshot;
  say(sampleSays(sample, buckets.length));
  const on = line(
    roof,
    signal,
    concurrency,
    async () => true,
    async () => false,
  );
  const seen = new Map<ResourceFacts, ResourceFacts>();
  for (const of of buckets) {
    if (signal.aborted) break;
    const plan = { ...sample, acls: sample.acls && !aclsOff(snapshot, of) };
    if (!plan.acls && !plan.encryption) {
      say(
        `${of.resource}: no ACL of an object counts there, by its settings; nothing is looked at.`,
      );
      continue;
    }
    const objects = await sampleObjects(plan, targetOf(snapshot, of, provider), on);
    if (signal.aborted) break;
    seen.set(of, { ...of, facts: { ...of.facts, objects } });
    say(
      objects.known
        ? objects.value
            .map(
              ({ looked, all, listed }) =>
                `${of.resource}: looked at ${looked} of ${all ? '' : 'at least '}${listed} object versions.`,
            )
            .join('')
        : `${of.resource}: its objects could not be listed (${objects.detail}).`,
    );
  }
  const [last, ...before] = [...readingsOf(snapshot)].reverse();
  const calls = on.log.lines();
  const endedAt = roof.now();
  const readings = last
    ? [...before.reverse(), { ...last, endedAt, calls: addCalls(last.calls, calls) }]
    : [];
  return {
    ...snapshot,
    endedAt,
    ...ofReadings(distinct(readings)),
    facts: snapshot.facts.map((one) => seen.get(one) ?? one),
  };
}

/** Whether settings take every ACL of an object out of force. */
function aclsOff(snapshot: Snapshot, { facts }: ResourceFacts): boolean {
  const { ownership, publicAccessBlock: own } = facts;
  const account = snapshot.facts.find(({ type }) => type === 'account')?.facts;
  const whole = account?.accountPublicAccessBlock;
  return (
    (ownership?.known === true && ownership.value?.objectOwnership === 'BucketOwnerEnforced') ||
    (own?.known === true && own.value?.ignorePublicAcls === true) ||
    (whole?.known === true && whole.value?.ignorePublicAcls === true)
  );
}

const targetOf = (
  { account, partition }: Snapshot,
  { region, resource }: ResourceFacts,
  provider: CollectOptions['provider'],
) => ({
  account: provider === 'aws' ? account : '',
  partition,
  region: region === '' ? 'us-east-1' : region,
  bucket: resource,
  accessPoint: '',
  ownerKnown: provider === 'aws',
});
