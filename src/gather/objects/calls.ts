import {
  GetObjectAclCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  type GetObjectAclCommandOutput,
  type HeadObjectCommandOutput,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import type { Grant } from '../../model/facts.ts';
import { need, needList } from '../answer.ts';
import { objectActions } from '../fact-actions.ts';
import type { Call, Target } from '../gatherer.ts';
import { readGrant } from '../grant.ts';
import { ofBucket } from '../input.ts';
import type { ListAt, Listed, Version } from './draw.ts';

/** One page of versions. Keys come encoded, because XML has no way to hold some signs. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html */
export const listCall = ({ after, afterVersion, most }: ListAt): Call => ({
  service: 's3',
  operation: 'ListObjectVersions',
  action: objectActions.list,
  call: ListObjectVersionsCommand,
  input: (target: Target) => ({
    ...ofBucket(target),
    EncodingType: 'url',
    MaxKeys: most,
    ...(after !== '' && { KeyMarker: after }),
    ...(after !== '' && afterVersion !== '' && { VersionIdMarker: afterVersion }),
  }),
  absent: [],
  read: (output: ListObjectVersionsCommandOutput): Listed => {
    const text = output.EncodingType === 'url' ? decoded : (plain: string) => plain;
    return {
      versions: (output.Versions ?? []).map((one) => ({
        key: text(need(one.Key, 'a key')),
        // S3 says "null" where the bucket keeps no versions.
        version: one.VersionId === undefined || one.VersionId === 'null' ? null : one.VersionId,
        latest: one.IsLatest !== false,
      })),
      next: output.IsTruncated
        ? {
            after: text(need(output.NextKeyMarker, 'a marker')),
            afterVersion: output.NextVersionIdMarker ?? '',
          }
        : null,
    };
  },
});

/** Stores that know no encoding send keys as they are, and do not say that they are encoded. */
const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

const ofVersion = (one: Version) => (target: Target) => ({
  ...ofBucket(target),
  Key: one.key,
  ...(!isPlain(one) && { VersionId: one.version ?? 'null' }),
});

/**
 * Whether it is read by its key alone. What was stored before versions were kept has none, and lies beneath later ones
 * under the name "null". https://docs.aws.amazon.com/AmazonS3/latest/userguide/versioning-workflows.html
 */
const isPlain = ({ version, latest }: Version): boolean => version === null && latest;

/** The ACL of one version. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html */
export const aclCall = (one: Version): Call => ({
  service: 's3',
  operation: 'GetObjectAcl',
  action: objectActions.acl[isPlain(one) ? 0 : 1],
  call: GetObjectAclCommand,
  input: ofVersion(one),
  absent: [],
  read: ({ Owner, Grants }: GetObjectAclCommandOutput): readonly Grant[] => {
    need(Owner?.ID, 'an owner');
    return needList(Grants, 'a list of grants').map(readGrant);
  },
});

/** How one version is encrypted, of which S3 tells whoever may read it. https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
export const headCall = (one: Version): Call => ({
  service: 's3',
  operation: 'HeadObject',
  action: objectActions.encryption[isPlain(one) ? 0 : 1],
  call: HeadObjectCommand,
  input: ofVersion(one),
  absent: [],
  read: (output: HeadObjectCommandOutput): { algorithm: string; key: string | null } => ({
    algorithm:
      output.ServerSideEncryption ?? (output.SSECustomerAlgorithm === undefined ? 'none' : 'SSE-C'),
    key: output.SSEKMSKeyId ?? null,
  }),
});
