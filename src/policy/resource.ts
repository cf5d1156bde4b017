import { hasVariable, matchesArn, partsOf } from './condition.ts';
import { matchesExactly } from './match.ts';
import type { Statement } from './parse.ts';
import { not, some, type Tri } from './tri.ts';

/** The ARN of a bucket. Buckets of other endpoints are written as those of the `aws` partition. */
export const bucketArn = (partition: string, bucket: string): string =>
  `arn:${partition === 'other' ? 'aws' : partition}:s3:::${bucket}`;

/** Whether a statement speaks of a resource; null where a policy variable decides. */
export const onResource = (statement: Statement, arn: string): Tri =>
  statement.resources
    ? some(statement.resources, (pattern) => covers(pattern, arn, statement.plain))
    : not(some(statement.notResources ?? [], (pattern) => covers(pattern, arn, statement.plain)));

/**
 * Whether a pattern matches an ARN. A star does not reach over a colon of the five that part an ARN.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html
 */
function covers(pattern: string, arn: string, plain: boolean): Tri {
  if (pattern === arn || pattern === '*') return true;
  // Nearly every pattern is a text with one star at its end, which reaches over no colon of an object's ARN.
  if (
    pattern.endsWith('/*') &&
    pattern.indexOf('*') === pattern.length - 1 &&
    !/[?$]/.test(pattern)
  )
    return arn.length >= pattern.length - 1 && arn.startsWith(pattern.slice(0, -1));
  if (hasVariable(pattern, plain)) return matchesExactly(open(pattern), arn) ? null : false;
  if (!/[*?]/.test(pattern)) return false;
  if (matchesArn(pattern, arn)) return true;
  // S3 stores no pattern that is not an ARN. Should there be one all the same, what it means cannot be told.
  return partsOf(pattern).length < 6 && matchesExactly(pattern, arn) ? null : false;
}

/** A pattern with its policy variables taken for anything at all. */
const open = (pattern: string): string => pattern.replace(/\$\{[^}]*\}/g, '*');

/** Keys that only a pattern for every key matches: of two lengths, with and without a slash, of unusual characters. */
const unusualKeys: readonly string[] = ['\u0001', '\u0002\u0003/\u0004\u0005'];
const fillers: readonly string[] = [...unusualKeys, ''];
const mostObjects = 64;

/**
 * Objects of a bucket that stand for all of them: some that no pattern of these statements names, and some for each
 * pattern. `all` is false where there were too many patterns.
 */
export function objectsOf(
  statements: readonly Statement[],
  arn: string,
): { objects: readonly string[]; all: boolean } {
  const start = `${arn}/`;
  const objects = new Set(unusualKeys.map((key) => start + key));
  let all = true;
  for (const statement of statements) {
    const own = objectsIn(statement, start);
    for (const one of own) objects.add(one);
    all &&= own.length < mostObjects;
    if (objects.size > mostObjects)
      return { objects: [...objects].slice(0, mostObjects), all: false };
  }
  return { objects: [...objects], all };
}

const made = new WeakMap<Statement, { start: string; objects: readonly string[] }>();

/** Some objects for each pattern of one statement. */
function objectsIn(statement: Statement, start: string): readonly string[] {
  const before = made.get(statement);
  if (before?.start === start) return before.objects;
  const objects = new Set<string>();
  for (const pattern of statement.resources ?? statement.notResources ?? []) {
    if (pattern === '*' || pattern === `${start}*`) continue;
    for (const tail of tailsOf(open(pattern), start))
      for (const filler of /[*?]/.test(tail) ? fillers : ['']) {
        const key = tail.replaceAll('?', '\u0001').replaceAll('*', filler);
        if (key !== '') objects.add(start + key);
      }
    if (objects.size >= mostObjects) break;
  }
  const found = { start, objects: [...objects].slice(0, mostObjects) };
  made.set(statement, found);
  return found.objects;
}

/** What is left of a pattern after it has matched this beginning, in each way in which it can. */
function tailsOf(pattern: string, beginning: string): string[] {
  // Nearly every pattern begins with the bucket's own ARN.
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
