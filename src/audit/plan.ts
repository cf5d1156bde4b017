import { derivations, isDerived } from '../access/derive.ts';
import { type FactName, scannedFacts } from '../model/facts.ts';

/** Whose the credentials are, and which buckets there are: read whatever is asked. */
const always: readonly FactName[] = ['identity', 'buckets', 'enabledRegions', 'location'];

/** The facts that a check asks for by itself, beyond those of every scan. */
export const ownFacts = (check: { needs: readonly string[] }): readonly FactName[] =>
  factsNeeded([check]).filter((fact) => !always.includes(fact));

/**
 * The facts that these checks may rest on, in the order of the model, with those that every scan reads. A scan
 * that reads only them leaves every other check unassessed, and none of these worse off.
 */
export function factsNeeded(checks: readonly { needs: readonly string[] }[]): readonly FactName[] {
  const wanted = new Set<FactName>(always);
  for (const { needs } of checks)
    for (const need of needs)
      for (const fact of isDerived(need)
        ? [...derivations[need].from, ...(derivations[need].beside ?? [])]
        : [need as FactName])
        wanted.add(fact);
  return scannedFacts.filter((fact) => wanted.has(fact));
}
