import type { Part } from './evidence.ts';

/** A KMS key as KMS describes it. Words are AWS's own. https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html */
export interface KeyFacts {
  arn: string;
  /** Account that owns the key. */
  account: string;
  manager: 'AWS' | 'CUSTOMER';
  /** For example `Enabled`, `Disabled`, `PendingDeletion`. https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
  state: string;
  /** For example `SYMMETRIC_DEFAULT`. */
  spec: string;
  /** Where the key material is from: `AWS_KMS`, `EXTERNAL`, or a store of keys. */
  origin: string;
  /** Null for a key of one Region. */
  multiRegion: 'PRIMARY' | 'REPLICA' | null;
  /** ISO time from which the key may be gone; null where no deletion is scheduled. */
  deletedAt: string | null;
}

/** The key that a bucket's default encryption names. */
export interface EncryptionKey {
  /** The id, ARN or alias by which the encryption names it. */
  named: string;
  /** Null where KMS finds no key of that name. */
  key: KeyFacts | null;
  /** Whether KMS rotates it by itself; only asked of keys that can be. */
  rotates: Part<boolean>;
}

/** The AWS managed key of S3, by its alias or its alias's ARN. It is always enabled, and rotated by AWS. */
const isAwsAlias = (named: string): boolean => /(^|:)alias\/aws\//.test(named);

/** Whether KMS can rotate a key by itself. https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html */
export const canRotate = ({ manager, spec, origin, multiRegion }: KeyFacts): boolean =>
  manager === 'CUSTOMER' &&
  spec === 'SYMMETRIC_DEFAULT' &&
  origin === 'AWS_KMS' &&
  multiRegion !== 'REPLICA';

/** The key that a default encryption names; null where it is not of KMS, or leaves the key to AWS. */
export function keyNamedBy(
  rules: readonly { algorithm: string; kmsKeyId: string | null }[] | null,
): string | null {
  const rule = (rules ?? []).find(({ algorithm }) => algorithm.startsWith('aws:kms'));
  const named = rule?.kmsKeyId ?? null;
  return named === null || isAwsAlias(named) ? null : named;
}
