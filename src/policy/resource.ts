import { hasVariable, matchesArn, partsOf } from './condition.ts';
import { isWild, matchesExactly } from './match.ts';
import type { Statement } from './parse.ts';
import { preparedOf } from './prepared.ts';
import { not, type Tri } from './tri.ts';
import { opened } from './values.ts';

/** The ARN of a bucket. Buckets of other endpoints are written as those of the `aws` partition. */
export const bucketArn = (partition: string, bucket: string): string =>
  `arn:${partition === 'other' ? 'aws' : partition}:s3:::${bucket}`;

/** A pattern of Resource, taken apart. `start`: of one star, at its end after a slash. `open`: with a policy variable. */
export interface Pattern {
  text: string;
  is: 'all' | 'start' | 'open' | 'plain' | 'wild';
  /** What an ARN must begin with (`start`), or the pattern with its variables taken for anything (`open`). */
  rest: string;
}

function takeApart(text: string, plain: boolean): Pattern {
  if (text === '*') return { text, is: 'all', rest: '' };
  // Nearly every pattern is a text with one star at its end, which reaches over no colon of an object's ARN.
  if (
    text.endsWith('/*') &&
    text.indexOf('*') === text.length - 1 &&
    !text.includes('?') &&
    !text.includes('$')
  )
    return { text, is: 'start', rest: text.slice(0, -1) };
  if (hasVariable(text, plain)) return { text, is: 'open', rest: opened(text) };
  return { text, is: isWild(text) ? 'wild' : 'plain', rest: '' };
}

/** Whether a statement speaks of a resource; null where a policy variable decides. */
export function onResource(statement: Statement, arn: string): Tri {
  const prepared = preparedOf(statement);
  const patterns = (prepared.patterns ??= (statement.resources ?? statement.notResources ?? []).map(
    (text) => takeApart(text, statement.plain),
  ));
  let covered: Tri = false;
  for (const pattern of patterns) {
    const one = covers(pattern, arn);
    if (one === true) {
      covered = true;
      break;
    }
    if (one === null) covered = null;
  }
  return statement.resources ? covered : not(covered);
}

/**
 * Whether a pattern matches an ARN. A star does not reach over a colon of the five that part an ARN.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html
 */
function covers({ text, is, rest }: Pattern, arn: string): Tri {
  if (is === 'all' || text === arn) return true;
  if (is === 'start') return arn.startsWith(rest);
  if (is === 'open') return matchesExactly(rest, arn) ? null : false;
  if (is === 'plain') return false;
  if (matchesArn(text, arn)) return true;
  // S3 stores no pattern that is not an ARN. Should there be one all the same, what it means cannot be told.
  return partsOf(text).length < 6 && matchesExactly(text, arn) ? null : false;
}

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
  const [first = '', second = ''] = unusualKeys;
  const always = [start + first, start + second];
  let objects: Set<string> | null = null;
  let all = true;
  for (const statement of statements) {
    const own = objectsIn(statement, start);
    if (own.length === 0) continue;
    objects ??= new Set(always);
    for (const one of own) objects.add(one);
    all &&= own.length < mostObjects;
    if (objects.size > mostObjects)
      return { objects: [...objects].slice(0, mostObjects), all: false };
  }
  return { objects: objects ? [...objects] : always, all };
}

/** Some objects for each pattern of one statement. */
function objectsIn(statement: Statement, start: string): readonly string[] {
  const prepared = preparedOf(statement);
  if (prepared.objects?.start !== start)
    prepared.objects = { start, objects: makeObjects(statement, start) };
  return prepared.objects.objects;
}

function makeObjects({ resources, notResources }: Statement, start: string): readonly string[] {
  const every = `${start}*`;
  let objects: Set<string> | null = null;
  for (const pattern of resources ?? notResources ?? []) {
    if (pattern === '*' || pattern === every) continue;
    for (const tail of tailsOf(opened(pattern), start)) {
      objects ??= new Set();
      const letters = tail.replaceAll('?', '\u0001');
      if (!letters.includes('*')) {
        if (letters !== '') objects.add(start + letters);
      } else
        for (const filler of fillers) {
          const key = letters.replaceAll('*', filler);
          if (key !== '') objects.add(start + key);
        }
    }
    if (objects && objects.size >= mostObjects) break;
  }
  return objects ? [...objects].slice(0, mostObjects) : [];
}

/** What is left of a pattern after it has matched this beginning, in each way in which it can. */
function tailsOf(pattern: string, beginning: string): readonly string[] {
  // Nearly every pattern begins with the bucket's own ARN.
  if (pattern.startsWith(beginning)) return [pattern.slice(beginning.length)];
  // Up to its first wildcard there is one way only.
  const plain = pattern.search(/[*?]/);
  if (plain < 0 || !beginning.startsWith(pattern.slice(0, plain))) return none;
  let places = new Set([plain]);
  for (const letter of beginning.slice(plain)) {
    const next = new Set<number>();
    for (let place of places) {
      while (pattern[place] === '*') {
        next.add(place);
        place++;
      }
      if (pattern[place] === '?' || pattern[place] === letter) next.add(place + 1);
    }
    if (next.size === 0) return none;
    places = next;
  }
  return [...places].slice(0, 8).map((place) => pattern.slice(place));
}
const none: readonly string[] = [];
