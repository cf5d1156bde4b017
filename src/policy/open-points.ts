/** Four questions that AWS documentation leaves open. */
export type OpenPoint = 'roleSessions' | 'wildcardInName' | 'denyNarrows' | 'aclBesidePolicy';

/**
 * How we answer them, in one place. Wherever one of them decides, the finding says that AWS may judge otherwise; S3's
 * own word on a policy, where it is at hand, always goes before ours.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export const decided: Readonly<Record<OpenPoint, boolean>> = {
  /** `aws:userid` of `AROLEID:*`, every session of one role, counts as a fixed value. */
  roleSessions: true,
  /** An ARN with a wildcard counts as fixed while its account is. */
  wildcardInName: true,
  /** A Deny that narrows a statement for everyone keeps the policy from being public in S3's sense. */
  denyNarrows: false,
  /** Restrict Public Buckets cuts a public ACL too, where the bucket policy is public beside it. */
  aclBesidePolicy: false,
};

/** The open question in one sentence, for whoever has to judge it. */
export const openPointSays: Readonly<Record<OpenPoint, string>> = {
  roleSessions:
    'AWS may judge otherwise: its documentation does not say whether all sessions of one role (AROLEID:*) count as a fixed value.',
  wildcardInName:
    'AWS may judge otherwise: its documentation does not say whether a wildcard beside a fixed account or organisation counts as a fixed value.',
  denyNarrows:
    'AWS may judge otherwise: its documentation does not say whether a Deny that narrows a statement for everyone keeps a policy from being public.',
  aclBesidePolicy:
    'AWS may judge otherwise: its documentation does not say whether Restrict Public Buckets also cuts a public ACL beside a public policy.',
};
