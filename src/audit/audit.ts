import { type AccountIndex, indexAccount } from '../access/index-account.ts';
import { viewOf } from '../access/view.ts';
import type { Check } from '../model/check.ts';
import type { Finding } from '../model/finding.ts';
import type { ResourceFacts, Snapshot } from '../model/snapshot.ts';
import { runCheck } from './run.ts';

/** Checks of any needs; the registry in `checks/` is a list of these. */
export type AnyCheck = Check;

/**
 * Every finding of a snapshot: each check on each resource of its kind, account first, then buckets and access
 * points in the snapshot's order. A bucket that is listed but was never read has its rows too, all not assessed.
 * Lazy, so that a caller can stop, count, or hand findings on in parts.
 */
export function* audit(snapshot: Snapshot, checks: readonly AnyCheck[]): Generator<Finding> {
  const index = indexAccount(snapshot);
  for (const resource of resourcesOf(snapshot))
    yield* auditResource(resource, index, checks, snapshot.endedAt);
}

/** Findings of one resource. `index` must be of the snapshot that the resource belongs to. */
export function auditResource(
  resource: ResourceFacts,
  index: AccountIndex,
  checks: readonly AnyCheck[],
  now: string,
): Finding[] {
  const view = viewOf(resource, index);
  return checks
    .filter((check) => check.per === resource.type)
    .map((check) => runCheck(check, view, now));
}

/** The resources that checks are asked about: those with facts, the account itself, and buckets only listed. */
export function resourcesOf(snapshot: Snapshot): ResourceFacts[] {
  const account = snapshot.facts.find(({ type }) => type === 'account') ?? {
    type: 'account' as const,
    region: '',
    resource: snapshot.account,
    facts: {},
  };
  const buckets = snapshot.facts.filter(({ type }) => type === 'bucket');
  const points = snapshot.facts.filter(({ type }) => type === 'accessPoint');
  const read = new Set(buckets.map(({ resource }) => resource));
  const listed = account.facts.buckets;
  const unread: ResourceFacts[] = !listed?.known
    ? []
    : listed.value.items
        .filter(({ name }) => !read.has(name))
        .map(({ name, region }) => ({
          type: 'bucket',
          region: region ?? '',
          resource: name,
          facts: {},
        }));
  return [account, ...buckets, ...unread, ...points];
}
