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
}
export type SettingName = keyof Settings;

export const defaultSettings: Settings = {
  trustedAccounts: [],
  publicApprovalTag: 'PublicAccessApproved',
  publicApprovalValue: '',
  referencePolicy: '',
  objectLockMustBeCompliance: false,
  judgeBucketNames: false,
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
};

/**
 * Whether somebody whom a policy or an ACL names is expected: by the id itself, or as a principal of an account that is.
 * Null where nobody of that name is.
 */
export const trustedIn = ({ trustedAccounts }: Settings, name: string): Trusted | null =>
  name === ''
    ? null
    : (trustedAccounts.find(({ id }) => id === name || id === name.split(':')[4]) ?? null);
