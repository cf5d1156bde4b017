import { exposed } from '../../access/exposure.ts';
import { indexAccount } from '../../access/index-account.ts';
import { viewOf } from '../../access/view.ts';
import { nothingLifted } from '../../access/ways.ts';
import { complete, type Evidence } from '../../model/evidence.ts';
import { deeds, type Exposed } from '../../model/exposure.ts';
import type { BucketAcl, FactName, Grant, PublicAccessBlock } from '../../model/facts.ts';
import type { MissingFact } from '../../model/derived.ts';
import {
  type FactSet,
  ofAnotherAccount,
  type ResourceFacts,
  type Snapshot,
} from '../../model/snapshot.ts';
import { readDeputies } from '../../policy/deputy.ts';
import { readEncryption } from '../../policy/encryption.ts';
import { judgeEveryone } from '../../policy/fixed.ts';
import { allUsers, authenticatedUsers } from '../../policy/groups.ts';
import { parsePolicy } from '../../policy/parse.ts';
import { openings } from '../../policy/reach.ts';
import { bucketArn } from '../../policy/resource.ts';
import { readTls } from '../../policy/tls.ts';

/** An ACL in the shape in which GetBucketAcl hands it out. */
interface AclShape {
  Owner?: { ID?: string };
  Grants?: {
    Grantee?: { Type?: string; ID?: string; URI?: string; EmailAddress?: string };
    Permission?: string;
  }[];
}

type BlockShape = Partial<
  Record<
    'BlockPublicAcls' | 'IgnorePublicAcls' | 'BlockPublicPolicy' | 'RestrictPublicBuckets',
    boolean
  >
>;

/** A labelled case: what is known of a bucket, a question about it, and the answer that is right. */
export interface Vector {
  id: string;
  question: string;
  accountId: string;
  bucket: string;
  policy: unknown;
  acl: AclShape | null;
  ownership: string | null;
  bucketPab: BlockShape | null;
  accountPab: BlockShape | null;
  expected: string;
}

/** What this product answers to a case; "unknown" where it says that it cannot tell. `now` is an ISO time. */
export function judgeVector(vector: Vector, now: string): string {
  if (vector.question === 'effectiveExposure') return exposureAnswer(vector, now);
  const acl = aclOf(vector.acl);
  const parsed = vector.policy === null ? null : parsePolicy(textOf(vector.policy));
  if (parsed && !parsed.ok) return 'unknown';
  const statements = parsed?.statements ?? [];
  const place = {
    arn: bucketArn('aws', vector.bucket),
    account: vector.accountId,
    owner: acl?.owner ?? null,
    now,
  };
  switch (vector.question) {
    case 'public': {
      const byAcl = (acl?.grants ?? []).some(
        ({ grantee }) => grantee === allUsers || grantee === authenticatedUsers,
      );
      return byAcl || judgeEveryone(statements).some((one) => one.public) ? 'public' : 'nonPublic';
    }
    case 'tls':
      return readTls(statements, place).state;
    case 'crossAccount': {
      const outside = openings(statements, place).filter(
        ({ who }) => who !== 'service' && who !== 'own',
      );
      if (outside.some(({ sure }) => sure.length > 0)) return 'yes';
      return outside.length > 0 ? 'unknown' : 'no';
    }
    case 'confusedDeputy':
      return readDeputies(statements, place).state;
    case 'encryptionEnforced':
      return readEncryption(statements, place).state;
    default:
      return 'unknown question';
  }
}

const textOf = (policy: unknown): string =>
  typeof policy === 'string' ? policy : JSON.stringify(policy);

/** The widest of all that somebody may do. */
const isOfAnother = ({ detail }: MissingFact): boolean => detail === ofAnotherAccount;

function exposureAnswer(vector: Vector, now: string): string {
  const snapshot = snapshotOf(vector, now);
  const bucket = snapshot.facts.find(({ type }) => type === 'bucket') as ResourceFacts;
  const found = exposed(viewOf(bucket, indexAccount(snapshot)), nothingLifted);
  const all = deeds.map((deed) => found[deed].who);
  const is = (...who: Exposed['who'][]) => all.some((one) => who.includes(one));
  if (is('public', 'anyAccount')) return 'public';
  // What only another account can see is no gap of this reading; that account is let in for sure.
  const isOpen = deeds.some((deed) => {
    const { who, missing } = found[deed];
    return who === 'unknown' && !(missing.length > 0 && missing.every(isOfAnother));
  });
  if (isOpen) return 'unknown';
  if (is('unknown')) return 'crossAccount';
  return is('network', 'organisation', 'otherAccount') ? 'crossAccount' : 'private';
}

export function snapshotOf(vector: Vector, now: string): Snapshot {
  const set = (facts: Partial<Record<FactName, unknown>>): FactSet =>
    Object.fromEntries(
      Object.entries(facts).map(([fact, value]): [string, Evidence<unknown>] => [
        fact,
        { known: true, value, from: 'file', at: now },
      ]),
    ) as FactSet;
  const acl = aclOf(vector.acl);
  return {
    format: 'bucketproof/snapshot',
    version: 1,
    tool: { name: 'vectors', version: '0' },
    account: vector.accountId,
    partition: 'aws',
    provider: 'aws',
    identity: null,
    startedAt: now,
    endedAt: now,
    sample: false,
    facts: [
      {
        type: 'account',
        region: '',
        resource: vector.accountId,
        facts: set({
          accountPublicAccessBlock: blockOf(vector.accountPab),
          multiRegionAccessPoints: complete([]),
        }),
      },
      {
        type: 'region',
        region: 'us-east-1',
        resource: 'us-east-1',
        facts: set({ accessPoints: complete([]) }),
      },
      {
        type: 'bucket',
        region: 'us-east-1',
        resource: vector.bucket,
        facts: set({
          publicAccessBlock: blockOf(vector.bucketPab),
          policy: vector.policy === null ? null : textOf(vector.policy),
          ownership: vector.ownership === null ? null : { objectOwnership: vector.ownership },
          acl: acl ?? { owner: '', grants: [] },
        }),
      },
    ],
    calls: [],
    coverage: {
      bucketsListed: 1,
      bucketsRead: 1,
      regions: ['us-east-1'],
      everyRegion: true,
      skippedRegions: [],
      ended: 'complete',
      note: '',
    },
  };
}

const blockOf = (block: BlockShape | null): PublicAccessBlock | null =>
  block && {
    blockPublicAcls: block.BlockPublicAcls ?? false,
    ignorePublicAcls: block.IgnorePublicAcls ?? false,
    blockPublicPolicy: block.BlockPublicPolicy ?? false,
    restrictPublicBuckets: block.RestrictPublicBuckets ?? false,
  };

function aclOf(acl: AclShape | null): BucketAcl | null {
  return (
    acl && {
      owner: acl.Owner?.ID ?? '',
      grants: (acl.Grants ?? []).map(({ Grantee, Permission }): Grant => ({
        type: Grantee?.URI
          ? 'Group'
          : Grantee?.EmailAddress
            ? 'AmazonCustomerByEmail'
            : 'CanonicalUser',
        grantee: Grantee?.URI ?? Grantee?.EmailAddress ?? Grantee?.ID ?? '',
        permission: Permission ?? '',
      })),
    }
  );
}
