import {
  type RequiredTag,
  type SettingName,
  type Settings,
  settingNames,
} from '../model/settings.ts';
import { doubledKey, jsonFault } from '../policy/json-fault.ts';
import { parsePolicy } from '../policy/parse.ts';
import { placeholders, referenceFor, strangePlaceholder } from '../policy/reference.ts';

/** How much a setting may hold: entries, or characters. */
const settingLimits = {
  accounts: 500,
  id: 256,
  label: 100,
  tagKey: 128,
  tagValue: 256,
  reference: 60_000,
  tags: 50,
  days: 36_500,
  names: 1_000,
  keys: 500,
} as const;

/** What is wrong with a setting, in a sentence. */
export interface SettingProblem {
  setting: SettingName;
  /** Place in a list, from 0. */
  at?: number;
  says: string;
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Settings without what carries no meaning: white space around names, and accounts that say nothing at all. */
export const tidySettings = (typed: Settings): Settings => ({
  ...typed,
  trustedAccounts: typed.trustedAccounts
    .map(({ id, label }) => ({ id: id.trim(), label: oneLine(label) }))
    .filter(({ id, label }) => id !== '' || label !== ''),
  publicApprovalTag: typed.publicApprovalTag.trim(),
  publicApprovalValue: typed.publicApprovalValue.trim(),
  referencePolicy: typed.referencePolicy.trim() === '' ? '' : typed.referencePolicy,
  requiredTags: typed.requiredTags
    .map(({ key, value }) => ({ key: key.trim(), value: value.trim() }))
    .filter(({ key, value }) => key !== '' || value !== ''),
  shortLivedTag: typed.shortLivedTag.trim(),
  sensitiveBuckets: [...new Set(typed.sensitiveBuckets.map((name) => name.trim()))].filter(
    (name) => name !== '',
  ),
  expectedKeys: typed.expectedKeys.map((arn) => arn.trim()).filter((arn) => arn !== ''),
});

/** Whether two sets of settings judge alike and read alike. */
export const sameSettings = (one: Settings, other: Settings): boolean =>
  settingNames.every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]));

/** Everything that keeps settings from being used; empty where nothing does. */
export function settingProblems(settings: Settings, provider: 'aws' | 'other'): SettingProblem[] {
  const { publicApprovalTag: key, publicApprovalValue: value, referencePolicy } = settings;
  const found: SettingProblem[] = accountProblems(settings, provider);
  const add = (setting: SettingName, says: string | null) => {
    if (says !== null) found.push({ setting, says });
  };
  add(
    'publicApprovalTag',
    key === '' ? 'Name the key of the tag.' : tooLong(key, settingLimits.tagKey),
  );
  add('publicApprovalValue', tooLong(value, settingLimits.tagValue));
  add('referencePolicy', referenceProblem(referencePolicy));
  add('sensitiveBuckets', namesProblem(settings.sensitiveBuckets));
  add('requiredTags', tagsProblem(settings.requiredTags));
  add('expectedKeys', keysProblem(settings.expectedKeys));
  add('shortLivedTag', tooLong(settings.shortLivedTag, settingLimits.tagKey));
  add('shortExpirationDays', daysProblem(settings.shortExpirationDays));
  return found;
}

function namesProblem(names: readonly string[]): string | null {
  if (names.length > settingLimits.names)
    return `At most ${settingLimits.names} names can be given.`;
  const strange = names.find((name) => !/^[A-Za-z0-9._*-]{1,255}$/.test(name));
  return strange === undefined
    ? null
    : `"${strange.slice(0, 80)}" is no name of a bucket. A name has letters, digits, dots, hyphens and underscores; * stands for any of them.`;
}

function accountProblems(
  { trustedAccounts }: Settings,
  provider: 'aws' | 'other',
): SettingProblem[] {
  const setting = 'trustedAccounts';
  if (trustedAccounts.length > settingLimits.accounts)
    return [{ setting, says: `At most ${settingLimits.accounts} accounts can be named.` }];
  return trustedAccounts.flatMap(({ id, label }, at) => {
    const first = trustedAccounts.findIndex((one) => one.id === id);
    const says =
      (id === '' ? 'Name the account, or remove the line.' : null) ??
      (first < at ? `This is the same as line ${first + 1}.` : null) ??
      idProblem(id, provider) ??
      (control.test(label) ? 'A label is text on one line.' : tooLong(label, settingLimits.label));
    return says === null ? [] : [{ setting, at, says }];
  });
}

function tagsProblem(tags: readonly RequiredTag[]): string | null {
  if (tags.length > settingLimits.tags)
    return `A bucket carries at most ${settingLimits.tags} tags.`;
  for (const { key, value } of tags) {
    if (key === '') return `Name the key that is to have the value "${value}".`;
    if (/^aws:/i.test(key))
      return `${key} is a tag that AWS sets itself; it does not count among a bucket’s tags.`;
    const long = tooLong(key, settingLimits.tagKey) ?? tooLong(value, settingLimits.tagValue);
    if (long !== null) return long;
  }
  const twice = tags.find(({ key }, at) => tags.findIndex((one) => one.key === key) < at);
  return twice ? `${twice.key} is named twice.` : null;
}

function keysProblem(arns: readonly string[]): string | null {
  if (arns.length > settingLimits.keys) return `At most ${settingLimits.keys} keys can be named.`;
  const strange = arns.find((arn) => !/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]{1,256}$/.test(arn));
  return strange === undefined
    ? null
    : `${strange.slice(0, 80)} is no ARN of a KMS key, such as arn:aws:kms:eu-west-1:111122223333:key/….`;
}

const daysProblem = (days: number): string | null =>
  Number.isSafeInteger(days) && days >= 0 && days <= settingLimits.days
    ? null
    : `Give a whole number of days, from 0 to ${settingLimits.days}.`;

const control = /[\u0000-\u001f\u007f]/;
const ids = /^(\d{12}|o-[a-z0-9]{10,32}|[0-9a-f]{64})$/;

function idProblem(id: string, provider: 'aws' | 'other'): string | null {
  if (control.test(id) || id.length > settingLimits.id)
    return 'This is too long, or not on one line.';
  if (provider === 'other' || ids.test(id)) return null;
  return 'This is no account id (12 digits), organisation id (o-…) or canonical user id (64 hexadecimal digits).';
}

const tooLong = (text: string, most: number): string | null =>
  text.length > most ? `${text.length - most} characters too many: at most ${most}.` : null;

/** What keeps a text from being a reference policy, with its place. */
function referenceProblem(text: string): string | null {
  if (text.trim() === '') return null;
  if (text.length > settingLimits.reference) return tooLong(text, settingLimits.reference);
  const strange = strangePlaceholder(text);
  if (strange !== null)
    return `There is no placeholder {{${strange.slice(0, 40)}}}. There are ${placeholders.map((name) => `{{${name}}}`).join(', ')}.`;
  const fault = jsonFault(text);
  if (fault) return `This is not valid JSON: see line ${fault.line}, column ${fault.column}.`;
  // Told of the text as typed: what stands in for a placeholder is longer or shorter.
  const twice = doubledKey(text);
  if (twice)
    return `This names ${twice.key.slice(0, 80)} twice in one place: see line ${twice.line}, column ${twice.column}.`;
  const parsed = parsePolicy(referenceFor(text, standIns));
  return parsed.ok ? null : parsed.problem;
}

const standIns = {
  account: '111122223333',
  bucket: 'bucket',
  partition: 'aws',
  region: 'eu-west-1',
};
