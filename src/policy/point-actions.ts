import { actions, type Kind } from './actions.ts';
import { matches } from './match.ts';
import type { Statement } from './parse.ts';

const objects =
  'AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectLegalHold GetObjectRetention GetObjectTagging GetObjectVersion GetObjectVersionAcl GetObjectVersionTagging ListMultipartUploadParts PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging RestoreObject';

/**
 * What can be asked for at an access point: objects and their list, and a few readings of the bucket; never a change
 * of the bucket itself, such as of its policy. A Multi-Region Access Point takes less.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-service-api-support.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/MrapOperations.html
 */
const taken = {
  access: setOf(
    `${objects} GetObjectAttributes GetObjectVersionAttributes GetBucketAcl GetBucketCORS GetBucketLocation GetBucketNotification GetBucketPolicy ListBucket ListBucketMultipartUploads ListBucketVersions`,
  ),
  global: setOf(`${objects} ListBucket ListBucketMultipartUploads`),
} as const;

function setOf(names: string) {
  const wanted = new Set(names.split(' ').map((name) => `s3:${name}`));
  return actions.filter(({ name }) => wanted.has(name));
}

/** Kinds of things that can be done at an access point. */
export const kindsAt = (global: boolean): ReadonlySet<Kind> =>
  new Set(taken[global ? 'global' : 'access'].map(({ kind }) => kind));

/** Names of the actions that all of these statements take in and that can be asked for at an access point. */
export const actionsAt = (global: boolean, ...statements: readonly Statement[]): string[] =>
  taken[global ? 'global' : 'access']
    .filter(({ key }) => statements.every((statement) => takesIn(statement, key)))
    .map(({ name }) => name);

const takesIn = ({ actions: named, notActions }: Statement, key: string): boolean =>
  named
    ? named.some((pattern) => matches(pattern, key))
    : !(notActions ?? []).some((pattern) => matches(pattern, key));
