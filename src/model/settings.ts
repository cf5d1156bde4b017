/** Someone outside the account whom the user expects to share buckets. */
export interface Trusted {
  /** An account id, an organisation id, or a canonical user id. */
  id: string;
  /** What the user calls it; may be empty. */
  label: string;
}

/** The user's parameters. They stand beside the facts of a snapshot and belong to nobody but whoever judges. */
export interface Settings {
  /** Accounts, organisations and canonical user ids that may share buckets. */
  trustedAccounts: readonly Trusted[];
  /** Key of the tag by which an owner approves of a public bucket. */
  publicApprovalTag: string;
  /** The value that the tag must have; empty for any that is not empty, `false` or `no`. */
  publicApprovalValue: string;
  /** Text of the policy that no bucket policy may go beyond; empty for none. It may hold placeholders. */
  referencePolicy: string;
  /** Object Lock must default to compliance mode, not merely governance mode. */
  objectLockMustBeCompliance: boolean;
  /** Bucket names are judged by whether they can be guessed. It is advice, so it is off unless asked for. */
  judgeBucketNames: boolean;
  /** Tags that each bucket must carry; an empty value stands for any. With none of them, some tag must be there. */
  requiredTags: readonly RequiredTag[];
  /** Objects that a lifecycle rule expires at this age in days, or younger, are gone by surprise. */
  shortExpirationDays: number;
  /** Key of the tag by which an owner says that what the bucket holds is not meant to last. */
  shortLivedTag: string;
  /** Transfer Acceleration is wanted, not unwanted. */
  wantsAcceleration: boolean;
  /** Names of buckets with sensitive data, `*` standing for any characters. They come first in the overview. */
  sensitiveBuckets: readonly string[];
  /** ARNs of the KMS keys that may encrypt buckets; empty for any customer managed key. */
  expectedKeys: readonly string[];
  /** A policy of the organisation blocks SSE-C, which no read of the account shows. */
  organisationBlocksSseC: boolean;
}

/** A tag that buckets must carry. */
export interface RequiredTag {
  key: string;
  value: string;
}

export type SettingName = keyof Settings;

export const defaultSettings: Settings = {
  trustedAccounts: [],
  publicApprovalTag: 'PublicAccessApproved',
  publicApprovalValue: '',
  referencePolicy: '',
  objectLockMustBeCompliance: false,
  judgeBucketNames: false,
  requiredTags: [],
  shortExpirationDays: 7,
  shortLivedTag: 'Temporary',
  wantsAcceleration: false,
  sensitiveBuckets: [],
  expectedKeys: [],
  organisationBlocksSseC: false,
};

/** Every setting, in the order in which screens and reports list them. */
export const settingNames = Object.keys(defaultSettings) as readonly SettingName[];

/** What screens and reports call a setting. */
export const settingTitle: Readonly<Record<SettingName, string>> = {
  trustedAccounts: 'Trusted accounts',
  publicApprovalTag: 'Tag that approves of a public bucket',
  publicApprovalValue: 'Value of that tag',
  referencePolicy: 'Reference policy',
  objectLockMustBeCompliance: 'Object Lock in compliance mode',
  judgeBucketNames: 'Advice on bucket names',
  requiredTags: 'Required tags',
  shortExpirationDays: 'Age at which expiration is a surprise',
  shortLivedTag: 'Tag of buckets whose objects may expire early',
  wantsAcceleration: 'Transfer Acceleration',
  sensitiveBuckets: 'Buckets with sensitive data',
  expectedKeys: 'Expected KMS keys',
  organisationBlocksSseC: 'SSE-C blocked by the organisation',
};

/** A required tag as one writes it: its key alone, or the key, an equals sign and the value. */
export const tagSays = ({ key, value }: RequiredTag): string =>
  value === '' ? key : `${key}=${value}`;

/** Required tags as lines, and lines as required tags; a line is cut at its first equals sign. */
export const sayTags = (tags: readonly RequiredTag[]): string => tags.map(tagSays).join('\n');
export const readTags = (lines: string): RequiredTag[] =>
  lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [key = '', ...value] = line.split('=');
      return { key: key.trim(), value: value.join('=').trim() };
    });

/**
 * Whether somebody whom a policy or an ACL names is expected: by the id itself, or as a principal of an account that is.
 * Null where nobody of that name is.
 */
export const trustedIn = ({ trustedAccounts }: Settings, name: string): Trusted | null =>
  name === ''
    ? null
    : (trustedAccounts.find(({ id }) => id === name || id === name.split(':')[4]) ?? null);
