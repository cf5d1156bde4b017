import type { Settings, SettingName } from '../model/settings.ts';
import { defaultSettings, settingNames, tagSays } from '../model/settings.ts';
import { sayCount, sayList } from './say.ts';

/** What a setting is set to, as the rest of a sentence after its title and a colon. */
export function settingSays(name: SettingName, settings: Settings): string {
  switch (name) {
    case 'trustedAccounts':
      return settings.trustedAccounts.length === 0
        ? 'none'
        : sayList(
            settings.trustedAccounts.map(({ id, label }) =>
              label === '' ? id : `${label} (${id})`,
            ),
          );
    case 'publicApprovalTag':
      return settings.publicApprovalTag;
    case 'publicApprovalValue':
      return settings.publicApprovalValue === ''
        ? 'any but an empty one, false and no'
        : settings.publicApprovalValue;
    case 'referencePolicy':
      return settings.referencePolicy === ''
        ? 'none'
        : `set, ${sayCount(settings.referencePolicy.length, 'character')}`;
    case 'objectLockMustBeCompliance':
      return settings.objectLockMustBeCompliance ? 'required' : 'not required';
    case 'judgeBucketNames':
      return settings.judgeBucketNames ? 'on' : 'off';
    case 'requiredTags':
      return settings.requiredTags.length === 0
        ? 'any one'
        : sayList(settings.requiredTags.map(tagSays));
    case 'shortExpirationDays':
      return `${sayCount(settings.shortExpirationDays, 'day')} or less`;
    case 'shortLivedTag':
      return settings.shortLivedTag === '' ? 'none' : settings.shortLivedTag;
    case 'sensitiveBuckets':
      return settings.sensitiveBuckets.length === 0 ? 'none' : sayList(settings.sensitiveBuckets);
    case 'wantsAcceleration':
      return settings.wantsAcceleration ? 'wanted' : 'not wanted';
    case 'expectedKeys':
      return settings.expectedKeys.length === 0 ? 'any' : sayList(settings.expectedKeys);
    case 'organisationBlocksSseC':
      return settings.organisationBlocksSseC ? 'yes' : 'no';
  }
}

/** The settings that are not as shipped. */
export const changedSettings = (settings: Settings = defaultSettings): readonly SettingName[] =>
  settingNames.filter(
    (name) => JSON.stringify(settings[name]) !== JSON.stringify(defaultSettings[name]),
  );
