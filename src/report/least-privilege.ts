import { actionsOf as factReads } from '../gather/fact-actions.ts';
import { organisationActions, selectAction } from '../gather/config/gaps.ts';
import { lookActions } from '../gather/look/writes-to-try.ts';
import { type FactName, factScope, scannedFacts, scopes } from '../model/facts.ts';

/** A fact and the IAM action that reads it. */
export interface Read {
  fact: FactName;
  action: string;
}

/** What reads these facts; without any, what reads every fact. */
export const readsOf = (facts: readonly FactName[] = scannedFacts): readonly Read[] =>
  facts.flatMap((fact) => factReads(fact).map((action) => ({ fact, action })));

/** One statement of an identity policy. */
export interface PolicyStatement {
  Sid: string;
  Effect: 'Allow';
  Action: readonly string[];
  Resource: string | readonly string[];
}

/** An IAM identity policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
export interface IdentityPolicy {
  Version: '2012-10-17';
  Statement: readonly PolicyStatement[];
}

/** How the policy is narrowed or widened. */
export interface PolicyOptions {
  /** For ARNs, for example `aws`. */
  partition?: string;
  /** Only these buckets' settings may be read; null: those of every bucket. */
  buckets?: readonly string[] | null;
  /** Also the IAM reads that tell whether the holder can write. */
  look?: boolean;
  /** Also what AWS Config has recorded of this account. Not needed where S3 itself can be read. */
  config?: boolean;
  /** Also what AWS Config has recorded of other accounts, from an aggregator of this one. */
  organisation?: boolean;
}

/**
 * IAM actions that let AWS Config be asked. They are no part of the least privilege: with one of the ways to S3 itself,
 * no scan needs them. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsconfig.html
 */
export const configActions: readonly string[] = [selectAction];

/**
 * Lets the accounts of an organisation be read from an aggregator. The name of an aggregator's ARN is one that AWS makes
 * up, so that no policy can be written for one beforehand.
 */
export const organisationStatement: PolicyStatement = {
  Sid: 'BucketproofOrganisation',
  Effect: 'Allow',
  Action: organisationActions,
  Resource: '*',
};

/**
 * The least privilege that reads these facts: the actions that the gatherers declare and no other, in one statement
 * for each kind of resource. Every action of a bucket's facts takes the bucket as its resource, and can be narrowed
 * to some; the others list what an account has, or name access points that nobody knows beforehand.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export function leastPrivilege(
  reads: readonly Read[],
  {
    partition = 'aws',
    buckets = null,
    look = false,
    config = false,
    organisation = false,
  }: PolicyOptions = {},
): IdentityPolicy {
  const taken = new Set<string>();
  const statements = scopes.flatMap((scope): PolicyStatement[] => {
    const actions = reads
      .filter(({ fact }) => factScope[fact] === scope)
      .map(({ action }) => action)
      .filter((action) => !taken.has(action) && taken.add(action));
    if (actions.length === 0) return [];
    const statement = (
      name: string,
      some: readonly string[],
      Resource: PolicyStatement['Resource'],
    ): PolicyStatement[] =>
      some.length === 0
        ? []
        : [{ Sid: `Bucketproof${name}Reads`, Effect: 'Allow', Action: some.toSorted(), Resource }];
    if (scope === 'bucket' && buckets !== null && buckets.length > 0) {
      // What other services know of a bucket is theirs, and no resource of theirs is the bucket.
      const isS3 = (action: string) => action.startsWith('s3:');
      return [
        ...statement(
          'Bucket',
          actions.filter(isS3),
          buckets.map((name) => `arn:${partition}:s3:::${name}`),
        ),
        ...statement(
          'BucketService',
          actions.filter((action) => !isS3(action)),
          '*',
        ),
      ];
    }
    return statement(`${scope[0]?.toUpperCase()}${scope.slice(1)}`, actions, '*');
  });
  const looking: PolicyStatement[] = look
    ? [{ Sid: 'BucketproofLook', Effect: 'Allow', Action: lookActions, Resource: '*' }]
    : [];
  const recorded: PolicyStatement[] = config
    ? [{ Sid: 'BucketproofConfig', Effect: 'Allow', Action: configActions, Resource: '*' }]
    : [];
  const organised: PolicyStatement[] = organisation ? [organisationStatement] : [];
  return {
    Version: '2012-10-17',
    Statement: [...statements, ...looking, ...recorded, ...organised],
  };
}

/** The policy as it is put into files. */
export const policyText = (policy: IdentityPolicy): string =>
  `${JSON.stringify(policy, null, 2)}\n`;

/** Every action that the policy allows, once each. */
export const actionsOf = (policy: IdentityPolicy): readonly string[] => [
  ...new Set(policy.Statement.flatMap(({ Action }) => Action)),
];

/**
 * Characters that count towards IAM's limits, which leave white space out: 6,144 for a managed policy, 10,240 for
 * all inline policies of a role. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const policySize = (policy: IdentityPolicy): number => JSON.stringify(policy).length;
export const managedPolicyLimit = 6_144;
export const inlinePolicyLimit = 10_240;
