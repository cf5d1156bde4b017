import type { ProofStep } from '../../model/check.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { FactName } from '../../model/facts.ts';
import type { FactSet } from '../../model/snapshot.ts';

/** A fact of another resource on which a proof rests, such as the policy of an access point. */
export interface Cited {
  fact: FactName;
  resource: string;
  evidence: Evidence<unknown>;
  /** Statements that decided, counted from 0. */
  marked: readonly number[];
}

/** What steps cite of access points, each fact once, in the order of the steps. `points`: their facts, by their names. */
export function citedIn(
  steps: readonly ProofStep[],
  points: Readonly<Record<string, FactSet>>,
): Cited[] {
  const found = new Map<string, Cited & { marked: number[] }>();
  for (const { fact, resource, statement } of steps) {
    if (fact === undefined || resource === undefined || !Object.hasOwn(points, resource)) continue;
    const evidence = points[resource]?.[fact];
    if (!evidence) continue;
    const key = `${fact}/${resource}`;
    const cited = found.get(key) ?? { fact, resource, evidence, marked: [] };
    found.set(key, cited);
    if (statement !== undefined && !cited.marked.includes(statement)) cited.marked.push(statement);
  }
  return [...found.values()];
}
