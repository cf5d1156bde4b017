import { hasVariable, partsOf } from './condition.ts';
import { matchesExactly } from './match.ts';
import type { Statement } from './parse.ts';

/**
 * A statement of an access point's policy as if it stood in the bucket's: resources of the access point become those
 * of the bucket. Patterns that are about something else are left out.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
 */
export function onBucket(statement: Statement, point: string, bucket: string): Statement {
  const map = (patterns: readonly string[] | null) =>
    patterns?.flatMap((pattern) => mapped(pattern, point, bucket, statement.plain)) ?? null;
  return {
    ...statement,
    resources: map(statement.resources),
    notResources: map(statement.notResources),
  };
}

function mapped(pattern: string, point: string, bucket: string, plain: boolean): string[] {
  if (pattern === '*') return ['*'];
  const wanted = partsOf(pattern);
  const own = partsOf(point);
  if (wanted.length < 6) return [];
  for (let at = 0; at < 5; at++) {
    const part = wanted[at] as string;
    if (hasVariable(part, plain))
      return matchesExactly(open(pattern), point) ? [unsure(bucket)] : [];
    if (!matchesExactly(part, own[at] as string)) return [];
  }
  const rest = wanted[5] as string;
  const name = own[5] as string;
  return [
    ...(matchesExactly(rest, name) ? [bucket] : []),
    ...tailsOf(rest, `${name}/object/`).map((tail) => `${bucket}/${tail}`),
  ];
}

const open = (pattern: string): string => pattern.replace(/\$\{[^}]*\}/g, '*');
/** Everything, if a policy variable happens to be what it would have to be. */
const unsure = (bucket: string): string => `${bucket}\${unknown}`;

/** What is left of a pattern after it has matched this beginning, in each way in which it can. */
function tailsOf(pattern: string, beginning: string): string[] {
  if (pattern.startsWith(beginning)) return [pattern.slice(beginning.length)];
  let places = new Set([0]);
  for (const letter of beginning) {
    const next = new Set<number>();
    for (let place of places) {
      while (pattern[place] === '*') {
        next.add(place);
        place++;
      }
      if (pattern[place] === '?' || pattern[place] === letter) next.add(place + 1);
    }
    if (next.size === 0) return [];
    places = next;
  }
  return [...places].slice(0, 8).map((place) => pattern.slice(place));
}
