import { matchesExactly } from './match.ts';
import type { Statement } from './parse.ts';

/** The ARN of a bucket. Buckets of other endpoints are written as those of the `aws` partition. */
export const bucketArn = (partition: string, bucket: string): string =>
  `arn:${partition === 'other' ? 'aws' : partition}:s3:::${bucket}`;

/** Whether a statement surely speaks of the bucket itself. */
export const coversBucket = (statement: Statement, arn: string): boolean =>
  statement.resources
    ? statement.resources.some((pattern) => covers(pattern, arn))
    : !(statement.notResources ?? []).some((pattern) => matchesExactly(literal(pattern), arn));

/** Whether a statement surely speaks of every object of the bucket, whatever its key. */
export const coversEveryObject = (statement: Statement, arn: string): boolean =>
  statement.resources
    ? statement.resources.some((pattern) =>
        unusualKeys.every((key) => covers(pattern, `${arn}/${key}`)),
      )
    : !mayReach(statement.notResources ?? [], `${arn}/`);

/** Whether a statement may speak of the bucket itself. */
export const touchesBucket = (statement: Statement, arn: string): boolean =>
  statement.resources
    ? statement.resources.some((pattern) => matchesExactly(literal(pattern), arn))
    : !(statement.notResources ?? []).some((pattern) => covers(pattern, arn));

/** Whether a statement may speak of some object of the bucket. */
export const touchesObjects = (statement: Statement, arn: string): boolean =>
  statement.resources
    ? mayReach(statement.resources, `${arn}/`)
    : !coversEveryObject({ ...statement, resources: statement.notResources }, arn);

/** Whether a statement may speak of the object with this key. */
export const touchesKey = (statement: Statement, arn: string, key: string): boolean =>
  statement.resources
    ? statement.resources.some((pattern) => matchesExactly(literal(pattern), `${arn}/${key}`))
    : !(statement.notResources ?? []).some((pattern) => covers(pattern, `${arn}/${key}`));

/** Keys that only a pattern for every key matches: of two lengths, with and without a slash, of unusual characters. */
export const unusualKeys: readonly string[] = ['\u0001', '\u0002\u0003/\u0004\u0005'];

/**
 * Whether a pattern matches an ARN. A star does not reach over a colon of the five that part an ARN.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html
 */
function covers(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const wanted = segments(pattern);
  const present = segments(arn);
  return (
    wanted.length === present.length &&
    wanted.every((segment, i) => matchesExactly(segment, present[i] as string))
  );
}

const segments = (arn: string): string[] => {
  const parts = arn.split(':');
  return parts.length < 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
};

/** Whether one of the patterns may match a text with this beginning. */
const mayReach = (patterns: readonly string[], beginning: string): boolean =>
  patterns.some((pattern) => matchesBeginning(literal(pattern), beginning));

/** Whether a pattern matches some text with this beginning: it does, if reading the beginning leaves a place to go on from. */
function matchesBeginning(pattern: string, beginning: string): boolean {
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
    places = next;
  }
  return places.size > 0;
}

/** A pattern with its policy variables taken for anything at all. */
const literal = (pattern: string): string => pattern.replace(/\$\{[^}]*\}/g, '*');
