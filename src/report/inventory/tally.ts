import type { Part } from '../../model/evidence.ts';
import type { Grant } from '../../model/facts.ts';
import {
  type AclLook,
  type EncryptedAlike,
  type EncryptionLook,
  isPublicGrant,
  mostNamed,
  type ObjectLook,
  type PublicObject,
} from '../../model/objects.ts';
import { ImportError } from '../import/error.ts';
import type { Manifest } from './manifest.ts';

/** Counts the lines of a report. `add` throws `ImportError` for a line that does not fit the manifest. */
export interface Tally {
  add(fields: readonly string[]): void;
  lines(): number;
  /** `all`: every file of a report on everything the bucket holds was counted. */
  sum(all: boolean): ObjectLook;
}

/** S3's words in a report, as its API says them. https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory.html */
const algorithms: Readonly<Record<string, string>> = {
  'SSE-S3': 'AES256',
  'SSE-KMS': 'aws:kms',
  'DSSE-KMS': 'aws:kms:dsse',
  'SSE-C': 'SSE-C',
  'NOT-SSE': 'none',
};

export function tallyOf({ columns, bucket, createdAt }: Manifest): Tally {
  const at = (name: string) => columns.indexOf(name);
  const [keyAt, bucketAt, versionAt, latestAt, markerAt, aclAt, encryptionAt] = [
    at('Key'),
    at('Bucket'),
    at('VersionId'),
    at('IsLatest'),
    at('IsDeleteMarker'),
    at('ObjectAccessControlList'),
    at('EncryptionStatus'),
  ];
  const open: PublicObject[] = [];
  const by = new Map<string, EncryptedAlike>();
  const aclFaults = new Map<string, number>();
  const encryptionFaults = new Map<string, number>();
  let lines = 0;
  let listed = 0;
  let acls = 0;
  let publicCount = 0;
  let encrypted = 0;

  function addAcl(text: string, named: Omit<PublicObject, 'grants'>) {
    const found = grantsIn(text);
    if (typeof found === 'string') return raise(aclFaults, found);
    acls++;
    const grants = found.filter(isPublicGrant);
    if (grants.length === 0) return;
    publicCount++;
    if (open.length < mostNamed) open.push({ ...named, grants });
  }

  return {
    add(fields) {
      lines++;
      if (fields.length !== columns.length)
        throw new ImportError(
          `has ${fields.length} columns in line ${lines}, where the manifest names ${columns.length}. Take both from the same report.`,
        );
      const of = (place: number) => (place < 0 ? '' : (fields[place] ?? ''));
      if (bucketAt >= 0 && of(bucketAt) !== bucket)
        throw new ImportError(
          `is of the bucket ${of(bucketAt).slice(0, 80)}, and the manifest of ${bucket}. Take both from the same report.`,
        );
      if (of(markerAt) === 'true') return;
      listed++;
      const key = decoded(of(keyAt));
      const version = of(versionAt) === '' || of(versionAt) === 'null' ? null : of(versionAt);
      if (aclAt >= 0) addAcl(of(aclAt), { key, version, latest: of(latestAt) !== 'false' });
      if (encryptionAt < 0) return;
      const algorithm = algorithms[of(encryptionAt)];
      if (algorithm === undefined) return raise(encryptionFaults, 'UnknownWord');
      encrypted++;
      const before = by.get(algorithm);
      by.set(algorithm, {
        ...(before ?? { algorithm, key: null, example: key }),
        count: (before?.count ?? 0) + 1,
      });
    },
    lines: () => lines,
    sum: (all) => ({
      by: 'inventory',
      at: createdAt,
      listed,
      all,
      looked: listed,
      acls:
        aclAt < 0
          ? noField
          : known<AclLook>({ read: acls, unread: counts(aclFaults), publicCount, public: open }),
      encryption:
        encryptionAt < 0
          ? noField
          : known<EncryptionLook>({
              read: encrypted,
              unread: counts(encryptionFaults),
              by: [...by.values()],
            }),
    }),
  };
}

const known = <T>(value: T): Part<T> => ({ known: true, value });
const noField: Part<never> = { known: false, gap: 'skipped', actions: [], detail: 'NoSuchField' };
const raise = (counts: Map<string, number>, word: string) =>
  void counts.set(word, (counts.get(word) ?? 0) + 1);
const counts = (of: ReadonlyMap<string, number>) =>
  [...of].map(([detail, count]) => ({ detail, count }));

/** Keys are URL-encoded in a CSV report. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}

/** The grants that the ACL field tells, or a word for why it tells none. https://docs.aws.amazon.com/AmazonS3/latest/userguide/objectacl.html */
function grantsIn(text: string): readonly Grant[] | string {
  try {
    const json = text.startsWith('{') ? text : atob(text);
    const { status, grants } = JSON.parse(json) as { status?: unknown; grants?: unknown };
    if (status === 'UNAVAILABLE') return 'UNAVAILABLE';
    if (status !== 'AVAILABLE' || !Array.isArray(grants)) return 'NotReadable';
    return grants.map(grantOf);
  } catch {
    return 'NotReadable';
  }
}

function grantOf(one: unknown): Grant {
  const { type, uri, canonicalId, permission } = one as Record<string, unknown>;
  const grantee = type === 'Group' ? uri : canonicalId;
  if (
    (type !== 'Group' && type !== 'CanonicalUser') ||
    typeof grantee !== 'string' ||
    typeof permission !== 'string'
  )
    throw new TypeError('a grant of another form');
  return { type, grantee, permission };
}
