import { sameSettings, settingProblems } from '../../audit/settings.ts';
import { defaultSettings, type Settings } from '../../model/settings.ts';
import { count, fields, flag, join, listOf, object, type Shape, text } from './shape.ts';
import { ImportError, makeAgain } from './error.ts';

const shapes: { [N in keyof Settings]: Shape<Settings[N]> } = {
  trustedAccounts: listOf(fields({ id: text(256), label: text(1000) })),
  publicApprovalTag: text(1000),
  publicApprovalValue: text(1000),
  referencePolicy: text(),
  objectLockMustBeCompliance: flag,
  judgeBucketNames: flag,
  requiredTags: listOf(fields({ key: text(1000), value: text(1000) })),
  shortExpirationDays: count,
  shortLivedTag: text(1000),
  wantsAcceleration: flag,
  sensitiveBuckets: listOf(text(255)),
  expectedKeys: listOf(text(2048)),
  organisationBlocksSseC: flag,
};

/** The settings of a file. What it does not set, as a file of another version may not, is as shipped. */
export const settings: Shape<Settings> = (value, path) => {
  const found = object(value, path);
  const copy: Record<string, unknown> = { ...defaultSettings };
  for (const [name, shape] of Object.entries(shapes) as [string, Shape<unknown>][])
    if (Object.hasOwn(found, name)) copy[name] = shape(found[name], join(path, name));
  return copy as unknown as Settings;
};

/** Refuses settings that nobody could have set here; undefined where all are as shipped. */
export function usableSettings(found: Settings, provider: 'aws' | 'other'): Settings | undefined {
  const [problem] = settingProblems(found, provider);
  if (!problem) return sameSettings(found, defaultSettings) ? undefined : found;
  const { setting, at, says } = problem;
  throw new ImportError(
    `settings.${setting}${at === undefined ? '' : `[${at}]`} cannot be used. ${says} ${makeAgain}`,
  );
}
