import type { Finding } from '../../model/finding.ts';
import type { Named } from './types.ts';

/** Resources that fail a check for the same reason. */
export interface Group {
  because: string;
  /** The reasoning behind the first of them. */
  proof: readonly string[];
  resources: readonly Named[];
}

/**
 * Groups the fails of one check by their reason, the most frequent first. Of very many only so many reasons and names
 * are kept; `unlisted` says how many resources are in no group, so that a report can say so.
 */
export function groupFails(
  fails: readonly Finding[],
  { groups: mostGroups, names: mostNames }: { groups: number; names: number },
): { groups: Group[]; unlisted: number } {
  const byReason = new Map<string, { proof: string[]; resources: Named[] }>();
  for (const { because, proof, resourceType, region, resource } of fails) {
    let group = byReason.get(because);
    if (!group) {
      group = { proof: proof.map(({ says }) => says), resources: [] };
      byReason.set(because, group);
    }
    group.resources.push({ type: resourceType, region, name: resource });
  }
  const groups: Group[] = [];
  let listed = 0;
  const sorted = [...byReason].sort(([, a], [, b]) => b.resources.length - a.resources.length);
  for (const [because, { proof, resources }] of sorted.slice(0, mostGroups)) {
    if (listed >= mostNames) break;
    const kept = resources.slice(0, mostNames - listed);
    groups.push({ because, proof, resources: kept });
    listed += kept.length;
  }
  return { groups, unlisted: fails.length - listed };
}
