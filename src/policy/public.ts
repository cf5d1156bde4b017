import { coversAny, speaksOfEveryone } from './match.ts';
import type { Statement } from './parse.ts';

/** `unclear`: a condition or a Deny decides, and this version does not weigh it. */
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
  if (open.length === 0) return 'no';
  return open.some((statement) => statement.conditions.length === 0) ? 'yes' : 'unclear';
}

/** Whether and by which statements the policy lets everyone do one of these actions. */
export function grantsEveryone(
  statements: readonly Statement[],
  actions: readonly string[],
  /** S3's own word that the policy is public, where it gave one. */
  publicByS3: boolean | null,
): { reading: Reading; by: readonly Statement[] } {
  const open = openToEveryone(statements);
  const granting = open.filter((statement) => coversAny(statement, actions));
  if (granting.length === 0) return { reading: 'no', by: [] };
  const certain = granting.filter((statement) => statement.conditions.length === 0);
  // S3 calls the policy public, so at least one open statement is; where all of them grant this, it is granted.
  const settled =
    certain.length > 0 ? certain : publicByS3 && granting.length === open.length ? granting : [];
  const denied = statements.some((statement) => mayCut(statement, actions));
  return settled.length > 0 && !denied
    ? { reading: 'yes', by: settled }
    : { reading: 'unclear', by: granting };
}

/** A Deny that could take the grant back. One that only refuses plain HTTP leaves it open over HTTPS. */
function mayCut(statement: Statement, actions: readonly string[]): boolean {
  if (statement.effect !== 'Deny' || !speaksOfEveryone(statement)) return false;
  if (!coversAny(statement, actions)) return false;
  return !statement.conditions.some(
    ({ operator, key, values }) =>
      /^bool(ifexists)?$/i.test(operator) &&
      key === 'aws:securetransport' &&
      values.every((value) => value.toLowerCase() === 'false'),
  );
}
