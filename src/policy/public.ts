import { coversAny, speaksOfEveryone } from './match.ts';
import type { Statement } from './parse.ts';
import { touchesBucket, touchesObjects } from './resource.ts';

/** `unclear`: a condition, a Deny or a foreign identity provider decides, and this version does not weigh it. */
export type Reading = 'yes' | 'no' | 'unclear';

/** Allow statements that speak of everyone, whatever their conditions. */
export const openToEveryone = (statements: readonly Statement[]): Statement[] =>
  statements.filter((statement) => statement.effect === 'Allow' && speaksOfEveryone(statement));

/**
 * Whether the policy is public in S3's sense, from its text alone. Actions and resources do not enter:
 * one statement for everyone without a condition makes the whole policy public, and a policy that speaks
 * of nobody but named principals is not. A condition may or may not close a statement: `unclear`.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function isPublic(statements: readonly Statement[]): Reading {
  const open = openToEveryone(statements);
  if (open.some((statement) => statement.conditions.length === 0)) return 'yes';
  return open.length === 0 && !statements.some(trustsAnyUserOfAProvider) ? 'no' : 'unclear';
}

/** A web identity provider by its name, such as `accounts.google.com`: anyone may have an account there. */
const trustsAnyUserOfAProvider = ({ effect, principals }: Statement): boolean =>
  effect === 'Allow' && (principals ?? []).some((entry) => /^federated:(?!arn:)/i.test(entry));

/** Whether and by which statements the policy lets everyone do one of these actions with the bucket or its objects. */
export function grantsEveryone(
  statements: readonly Statement[],
  actions: readonly string[],
  /** ARN of the bucket. */
  arn: string,
  /** S3's own word that the policy is public, where it gave one. */
  publicByS3: boolean | null,
): { reading: Reading; by: readonly Statement[] } {
  const open = openToEveryone(statements);
  const granting = open.filter((statement) => mayGrant(statement, actions, arn));
  if (granting.length === 0) {
    const foreign = statements.filter(
      (statement) => trustsAnyUserOfAProvider(statement) && mayGrant(statement, actions, arn),
    );
    return { reading: foreign.length > 0 ? 'unclear' : 'no', by: foreign };
  }
  const certain = granting.filter((statement) => statement.conditions.length === 0);
  // S3 calls the policy public, so at least one open statement is; where all of them grant this, it is granted.
  const settled =
    certain.length > 0 ? certain : publicByS3 && granting.length === open.length ? granting : [];
  const denied = statements.some((statement) => mayCut(statement, actions));
  return settled.length > 0 && !denied
    ? { reading: 'yes', by: settled }
    : { reading: 'unclear', by: granting };
}

/** Whether a statement names one of these actions for something the action is about: the bucket, or its objects. */
const mayGrant = (statement: Statement, actions: readonly string[], arn: string): boolean =>
  (touchesBucket(statement, arn) && coversAny(statement, actions.filter(isAboutBucket))) ||
  (touchesObjects(statement, arn) &&
    coversAny(
      statement,
      actions.filter((action) => !isAboutBucket(action)),
    ));

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export const isAboutBucket = (action: string): boolean =>
  /^s3:(List|Get|Put|Delete|Create|Update)Bucket|^s3:Put\w+Configuration$|^s3:(PauseReplication|TagResource|UntagResource)$/.test(
    action,
  );

/** A Deny that could take the grant back. One that only refuses plain HTTP leaves it open over HTTPS. */
export function mayCut(statement: Statement, actions: readonly string[]): boolean {
  if (statement.effect !== 'Deny' || !speaksOfEveryone(statement)) return false;
  if (!coversAny(statement, actions)) return false;
  return !statement.conditions.some(
    ({ operator, key, values }) =>
      /^bool(ifexists)?$/i.test(operator) &&
      key === 'aws:securetransport' &&
      values.every((value) => value.toLowerCase() === 'false'),
  );
}
