import type { SelectionDetail } from '../model/backup.ts';
import type { Tag } from '../model/facts.ts';
import { every, not, some, type Tri } from '../policy/tri.ts';

/** What a selection is asked about. `tags` and `optedIn` are undefined where they are unread. */
export interface Selectable {
  arn: string;
  tags: readonly Tag[] | null | undefined;
  optedIn: boolean | undefined;
}

/** Whether a selection takes a bucket; why; and what keeps that from being told, beside facts that are unread. */
export interface Selected {
  is: Tri;
  because: string;
  unclear: string | null;
}

const everything = 'takes every resource that AWS Backup is opted in for';

/**
 * Whether a selection takes a bucket. The Resources are narrowed by all of the Conditions; ListOfTags adds whatever has
 * one of its tags; NotResources takes away. Without Resources and ListOfTags everything is taken. Opting out
 * concerns only what no Amazon S3 ARN names.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_UpdateRegionSettings.html
 */
export function selects(selection: SelectionDetail, of: Selectable): Selected {
  const { resources, notResources, anyTag, conditions } = selection;
  const unclear: string[] = [];
  const tri = (one: Tri, why: string): Tri => {
    if (one === null) unclear.push(why);
    return one;
  };
  const isNamed = (pattern: string): Tri =>
    tri(
      namesArn(pattern, of.arn),
      `AWS Backup takes * only at the end of an ARN, unlike ${pattern}`,
    );
  const isS3 = (pattern: string) => /^arn:[^:*]*:s3:/.test(pattern);
  const tags = of.tags === undefined ? undefined : (of.tags ?? []);
  const valueOf = (key: string) => tags?.find((tag) => tag.key === key)?.value;

  const named = some(resources.filter(isS3), isNamed);
  const nothingNamed = resources.length === 0 && anyTag.length === 0;
  const swept: Tri =
    nothingNamed ||
    some(
      resources.filter((one) => !isS3(one)),
      isNamed,
    );
  const tagged: Tri = some(anyTag, ({ key, value }) =>
    tags === undefined ? null : valueOf(key) === value,
  );
  const fits: Tri = every(conditions, ({ operator, key, value }) => {
    if (tags === undefined) return null;
    const found = valueOf(key);
    const isNegated = operator === 'notEquals' || operator === 'notLike';
    if (found === undefined)
      return isNegated
        ? tri(
            null,
            `AWS does not say whether a condition that excludes a value of the tag ${key} takes a bucket without it`,
          )
        : false;
    const isEqual = operator.toLowerCase().endsWith('like') ? like(value, found) : value === found;
    return isEqual !== isNegated;
  });
  const optedIn: Tri = of.optedIn ?? null;
  const both = (...all: Tri[]): Tri => every(all, (one) => one);
  const either = (...all: Tri[]): Tri => some(all, (one) => one);
  // Where a resource type is named, tags beside it are not subject to opting in either.
  const byTag = resources.some(isS3) ? tagged : both(tagged, optedIn);
  const byName = either(named, both(swept, optedIn));
  // AWS says how each of the two goes with Resources, and not how they go together.
  const narrow = both(either(byName, byTag), fits);
  const wide = either(both(byName, fits), byTag);
  const body =
    narrow === wide || narrow === null || wide === null
      ? narrow === wide
        ? narrow
        : null
      : tri(null, 'AWS does not say how ListOfTags and Conditions of one selection go together');
  const is = both(body, not(some(notResources, isNamed)));
  return {
    is,
    because: why(selection, of, tagged),
    unclear: is === null ? (unclear[0] ?? null) : null,
  };
}

function why(
  { resources, anyTag, conditions }: SelectionDetail,
  of: Selectable,
  tagged: Tri,
): string {
  const name = resources.find((one) => namesArn(one, of.arn) === true);
  if (name === of.arn) return 'names the bucket';
  const fitting = conditions.length > 0 ? ' with the tags it asks for' : '';
  if (name !== undefined) return `takes ${name === '*' ? 'every resource' : name}${fitting}`;
  const tag = anyTag.find(({ key, value }) =>
    of.tags?.some((one) => one.key === key && one.value === value),
  );
  if (tagged === true && tag) return `takes the tag ${tag.key} = ${tag.value}`;
  return `${everything}${fitting}`;
}

/** Whether a pattern of a selection names an ARN; null where it does so in a form that AWS Backup does not support. */
function namesArn(pattern: string, arn: string): Tri {
  if (!like(pattern, arn)) return false;
  return !pattern.includes('*') || pattern.endsWith('*') || null;
}

/** `*` stands for any run of characters, and every other character for itself. */
function like(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length) return false;
  if (!text.endsWith(last)) return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
