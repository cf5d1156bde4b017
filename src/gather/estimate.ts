import {
  type BucketEntry,
  type EnabledRegion,
  type FactName,
  factScope,
  type Scope,
} from '../model/facts.ts';
import { furtherFacts, sharedFacts } from './fact-actions.ts';
import { resources } from './earlier.ts';
import { accountGatherers, bucketGatherers, regionGatherers } from './index.ts';
import type { ScanPlan } from './plan.ts';
import { quietSeconds } from './quiet.ts';
import { regionsOf } from './region-list.ts';
import { regionsOfPlan } from './regions.ts';
import { choose, chooser } from './scope.ts';

/** What was asked before an estimate. */
export interface Listing {
  /** Null where the list could not be read. */
  entries: readonly BucketEntry[] | null;
  enabledRegions: readonly EnabledRegion[] | null;
  /** Calls that it took to list the buckets. */
  pages: number;
  /** Milliseconds that one call takes from here; null where none was answered. */
  latency: number | null;
}

/** Connections that a browser opens to one host over HTTP/1.1, which S3 speaks. */
const perHost = 6;

/**
 * Counts buckets and calls of a plan, and the seconds they take at the latency that was measured. Pages of single
 * buckets, access points, keys and retries are not in it, because nobody knows them before.
 */
export function estimate(plan: ScanPlan, listing: Listing, oneHost: boolean) {
  const chosen = chooser(plan);
  const before = resources(plan.earlier?.snapshot.facts ?? []);
  const { read } = choose(listing.entries ?? [], plan, (name) =>
    before.get({ type: 'bucket', region: '', resource: name }),
  );
  const isAws = plan.provider === 'aws';
  const own = isAws
    ? accountGatherers.filter(({ fact }) => fact !== 'buckets' && chosen(fact))
    : [];
  const enabled = listing.enabledRegions && {
    known: true as const,
    value: listing.enabledRegions,
    from: 'direct' as const,
    at: '',
  };
  const regions = isAws
    ? regionsOfPlan(plan, enabled ?? undefined, listing.entries ?? [], read, before)
    : [];
  const further = isAws ? furtherFacts : [];
  const countOf = (scope: Scope, own: readonly { fact: FactName }[]) =>
    [...own.map(({ fact }) => fact), ...further.filter((fact) => factScope[fact] === scope)].filter(
      (fact) => fact !== 'location' && !sharedFacts.includes(fact) && chosen(fact),
    ).length;
  const ofRegion = countOf('region', regionGatherers);
  const ofBucket = countOf('bucket', bucketGatherers);
  const unplaced = read.filter(({ region }) => region === null).length;
  const calls =
    listing.pages + own.length + regions.length * ofRegion + read.length * ofBucket + unplaced;
  const hosts = oneHost ? 1 : Math.max(1, regionsOf(read).length);
  const atOnce = Math.min(plan.concurrency, perHost * hosts);
  const names = new Set((listing.entries ?? []).map(({ name }) => name));
  return {
    buckets: listing.entries && read.length,
    calls,
    seconds:
      listing.entries === null || listing.latency === null
        ? null
        : Math.ceil(
            (calls * listing.latency) / atOnce / 1000 +
              (plan.pace === 'quiet' ? quietSeconds(read.length) : 0),
          ),
    listed: listing.entries && listing.entries.length,
    regions: regionsOf(listing.entries ?? []),
    missing:
      listing.entries === null
        ? []
        : (plan.scope?.buckets ?? []).filter((name) => !names.has(name)),
  };
}
