import { derivations, isDerived } from '../../access/derive.ts';
import { auditResource } from '../../audit/audit.ts';
import { type Check, type VerdictWord, verdicts } from '../../model/check.ts';
import type { FactName } from '../../model/facts.ts';
import type { Finding } from '../../model/finding.ts';
import type { ResourceFacts } from '../../model/snapshot.ts';
import type { Opened } from './opened.ts';
import type { CheckView, FindingLine, FindingPage } from './protocol.ts';
import { unreadTally } from './unread.ts';

/** What one check rests on, and what keeps it from being assessed; null where the audit has no such check. */
export function checkOf(opened: Opened, id: string): CheckView | null {
  const check = opened.checks.find((one) => one.id === id);
  if (!check) return null;
  const facts = check.needs.flatMap((need): readonly FactName[] =>
    isDerived(need) ? derivations[need].from : [need as FactName],
  );
  const unread = unreadTally();
  for (const at of placesOf(opened, check, 'notAssessed'))
    unread.add([findingAt(opened, check, at)]);
  return { facts: [...new Set(facts)], unread: unread.lines() };
}

/** A window of the resources for which a check has this verdict, by name. Their findings are made for it alone. */
export function checkFindingsOf(
  opened: Opened,
  id: string,
  verdict: VerdictWord,
  from: number,
  count: number,
): FindingPage {
  const check = opened.checks.find((one) => one.id === id);
  if (!check) return { matching: 0, from, rows: [] };
  const places = placesOf(opened, check, verdict);
  const rows = Array.from(places.subarray(from, from + count), (at): FindingLine => {
    const finding = findingAt(opened, check, at);
    const { resource, resourceType, account, region, because } = finding;
    return { resource, resourceType, account, region, because };
  });
  return { matching: places.length, from, rows };
}

/** What checks of one kind are asked about: buckets as their rows stand, access points by their verdicts. */
interface Asked {
  places: Map<string, Uint32Array>;
  points: readonly ResourceFacts[];
}
const kept = new WeakMap<Opened, Asked>();

function askedOf(opened: Opened): Asked {
  let asked = kept.get(opened);
  if (!asked) {
    const points = opened.snapshot.facts.filter(({ type }) => type === 'accessPoint');
    asked = { places: new Map(), points };
    kept.set(opened, asked);
  }
  return asked;
}

/** Places of the resources with this verdict, by name; made once for each check and verdict. */
function placesOf(opened: Opened, check: Check, verdict: VerdictWord): Uint32Array {
  const { places, points } = askedOf(opened);
  const key = `${check.id} ${verdict}`;
  const before = places.get(key);
  if (before) return before;
  const column = opened.checks.indexOf(check);
  const code = verdicts.indexOf(verdict);
  const names =
    check.per === 'bucket'
      ? opened.rows.map(({ name }) => name)
      : check.per === 'account'
        ? ['']
        : points.map(({ resource }) => resource);
  const fits = (at: number) =>
    check.per === 'bucket'
      ? opened.matrix[at]?.[column] === code
      : findingAt(opened, check, at)?.verdict === verdict;
  const name = (at: number) => names[at] as string;
  const found = Uint32Array.from([...names.keys()].filter(fits)).sort((a, b) =>
    name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : a - b,
  );
  places.set(key, found);
  return found;
}

function findingAt(opened: Opened, check: Check, at: number): Finding {
  const { snapshot, index, rows, byName } = opened;
  const resource =
    check.per === 'bucket'
      ? byName.get(rows[at]?.name ?? '')
      : check.per === 'accessPoint'
        ? askedOf(opened).points[at]
        : undefined;
  const [finding] = resource
    ? auditResource(resource, index, [check], snapshot.endedAt)
    : opened.accountFindings.filter((one) => one.check === check.id);
  return finding as Finding;
}
