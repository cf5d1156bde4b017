import type { Tag } from '../model/facts.ts';
import type { Sensitivity, SensitivityLevel } from '../model/priority.ts';
import type { View } from './view.ts';

/** Tag keys that name a class of data, without what separates their words. */
const classKeys: ReadonlySet<string> = new Set([
  ...['classification', 'class', 'confidentiality', 'confidentialitylevel', 'sensitivity'],
  ...['dataclass', 'dataclassification', 'dataconfidentiality', 'datasensitivity', 'datatype'],
  ...['informationclass', 'informationclassification', 'securityclass', 'securityclassification'],
  ...['datalevel', 'protectionlevel', 'protectionclass'],
]);

/** Tag keys that say yes or no to a kind of data. */
const kindKeys: ReadonlySet<string> = new Set([
  ...['pii', 'phi', 'pci', 'gdpr', 'hipaa', 'cardholderdata', 'personaldata', 'healthdata'],
  ...['sensitive', 'sensitivedata', 'confidential', 'containspii', 'containsphi'],
  ...['containspersonaldata', 'containssensitivedata', 'customerdata'],
]);

const valueLevels: Readonly<Record<Exclude<SensitivityLevel, 'unknown'>, readonly string[]>> = {
  high: [
    ...['confidential', 'strictlyconfidential', 'highlyconfidential', 'restricted', 'secret'],
    ...['topsecret', 'sensitive', 'highlysensitive', 'high', 'critical', 'pii', 'phi', 'pci'],
    ...['personal', 'personaldata', 'gdpr', 'hipaa', 'cardholder', 'customer', 'financial'],
    ...['health', 'medical', 'credentials', 'c3', 'c4', 'l3', 'l4', 'level3', 'level4'],
  ],
  medium: ['internal', 'internalonly', 'private', 'medium', 'moderate', 'c2', 'l2', 'level2'],
  low: [
    ...['public', 'open', 'unclassified', 'nonsensitive', 'notsensitive', 'low', 'none'],
    ...['nonconfidential', 'c0', 'c1', 'l0', 'l1', 'level0', 'level1'],
  ],
};
const levelOfValue: ReadonlyMap<string, SensitivityLevel> = new Map(
  (Object.entries(valueLevels) as [SensitivityLevel, readonly string[]][]).flatMap(
    ([level, values]) => values.map((value) => [value, level] as const),
  ),
);
const yes: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1']);
const no: ReadonlySet<string> = new Set(['false', 'no', 'n', '0', 'none']);

/** Lower case, without what separates words and without a prefix such as `acme:`. */
const plain = (text: string) =>
  (text.split(/[:/]/).at(-1) ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Highest first; what is unknown says nothing beside what is known. */
const order: readonly SensitivityLevel[] = ['high', 'medium', 'low', 'unknown'];

/** What one tag tells; null where it is about something else, or in words that nobody can be sure of. */
export function levelOfTag({ key, value }: Tag): SensitivityLevel | null {
  const name = plain(key);
  const word = plain(value);
  if (classKeys.has(name)) return levelOfValue.get(word) ?? null;
  if (!kindKeys.has(name)) return null;
  return yes.has(word) ? 'high' : no.has(word) ? 'low' : (levelOfValue.get(word) ?? null);
}

/**
 * How sensitive a bucket's data is: what the user marked counts first, then the most sensitive of what tags tell and
 * Macie found.
 * Names of buckets are not guessed from. `marked` are names that the user marked, where `*` stands for any characters.
 */
export function sensitivityOf(view: View, marked: readonly string[]): Sensitivity {
  const mark = marked.find((pattern) => fits(pattern, view.resource));
  if (mark !== undefined)
    return {
      level: 'high',
      because:
        mark === view.resource ? 'you marked it as sensitive' : `you marked ${mark} as sensitive`,
    };
  const tagged = byTags(view);
  const found = byMacie(view);
  if (!found) return tagged;
  return order.indexOf(found.level) < order.indexOf(tagged.level) ? found : tagged;
}

/**
 * What Macie found. A score of 50 stands for what it has not analysed, and 1 and less for what it could say nothing of.
 * https://docs.aws.amazon.com/macie/latest/user/discovery-scoring-s3.html
 */
function byMacie(view: View): Sensitivity | null {
  const known = view.see('macieBuckets');
  if (!known.known || !known.value) return null;
  const score = known.value.items.find(({ bucket }) => bucket === view.resource)?.score ?? null;
  if (score === null || score <= 1 || score === 50) return null;
  return { level: score > 50 ? 'high' : 'low', because: `Macie gives it ${score} of 100 points` };
}

function byTags(view: View): Sensitivity {
  const tags = view.see('tags');
  if (!tags.known) return { level: 'unknown', because: 'its tags were not read' };
  const told = (tags.value ?? [])
    .map((tag) => ({ tag, level: levelOfTag(tag) }))
    .filter((one): one is { tag: Tag; level: SensitivityLevel } => one.level !== null)
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  const [first] = told;
  return first
    ? { level: first.level, because: `the tag ${first.tag.key} is ${first.tag.value}` }
    : { level: 'unknown', because: 'no tag tells what its data is' };
}

/** Whether a pattern with `*` for any characters is a name, in time that grows with both lengths only. */
export function fits(pattern: string, name: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === name;
  if (!name.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}
