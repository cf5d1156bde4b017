import { indexAccount } from '../../src/access/index-account.ts';
import { type View, viewOf } from '../../src/access/view.ts';
import type { Check, Need } from '../../src/model/check.ts';
import { type FactName, factScope } from '../../src/model/facts.ts';
import { type Case, given, slotsOf, snapshotOf } from '../audit/case.ts';
import { here } from '../samples.ts';

const needs: readonly Need[] = Object.keys(factScope) as FactName[];

/** The view from the bucket of a case. A fact left out could not be read. */
export function view(one: Omit<Case, 'name'>): View {
  const named = { name: '', ...one };
  const slots = slotsOf({ needs } as Check, named);
  const snapshot = snapshotOf(slots, given(slots), named);
  const bucket = snapshot.facts.find(({ resource }) => resource === here.bucket);
  if (!bucket) throw new Error('no bucket');
  return viewOf(bucket, indexAccount(snapshot));
}
