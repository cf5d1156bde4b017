import type { Part } from './evidence.ts';
import type { Grant } from './facts.ts';

/** Reads that ended alike, such as those that AWS refused, with AWS's code for it. */
export interface UnreadCount {
  detail: string;
  count: number;
}

/** An object, or an earlier version of one, that the ACL of its own opens to the public. */
export interface PublicObject {
  key: string;
  /** Null where the bucket keeps no versions. */
  version: string | null;
  /** False for an earlier version. */
  latest: boolean;
  /** Those of its grants that are for everyone, or for every AWS account. */
  grants: readonly Grant[];
}

/** What the ACLs of some object versions say. */
export interface AclLook {
  read: number;
  unread: readonly UnreadCount[];
  /** How many are public, and the first of them. */
  publicCount: number;
  public: readonly PublicObject[];
}

/** Object versions that are encrypted alike. */
export interface EncryptedAlike {
  /** `none`, `SSE-C`, or S3's own word: `AES256`, `aws:kms`, `aws:kms:dsse`. */
  algorithm: string;
  /** ARN of the KMS key; null where it is of no KMS key, or not told, as in inventory reports. */
  key: string | null;
  count: number;
  /** The key of one of them. */
  example: string;
}

/** How some object versions are encrypted. */
export interface EncryptionLook {
  read: number;
  unread: readonly UnreadCount[];
  by: readonly EncryptedAlike[];
}

/**
 * What was seen of a bucket's objects. Every version counts as one, a delete marker as none. No scan reads it: a user
 * asks for a sample of one bucket, or brings a report of S3 Inventory.
 */
export interface ObjectLook {
  by: 'sample' | 'inventory';
  /** ISO time at which it was so: of the look, or at which S3 began to make the report. */
  at: string;
  /** Versions that were listed; `all` where the list went to its end, so that there are no others. */
  listed: number;
  all: boolean;
  /** Those of them that were looked at. */
  looked: number;
  acls: Part<AclLook>;
  encryption: Part<EncryptionLook>;
}

/** Of each kind of look the newest. */
export const newestLooks = (looks: readonly ObjectLook[]): readonly ObjectLook[] =>
  (['sample', 'inventory'] as const).flatMap((kind) => {
    const [newest] = looks
      .filter(({ by }) => by === kind)
      .toSorted((one, other) => (one.at < other.at ? 1 : -1));
    return newest ?? [];
  });

/** At most so many public objects are named; `publicCount` tells how many there are. */
export const mostNamed = 20;

/** Grantees that mean the public. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const publicGroups = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;
export const isPublicGrant = ({ type, grantee }: Grant): boolean =>
  type === 'Group' && publicGroups.test(grantee);
