/** Whose credentials a look is made with, as far as IAM can be asked about them. */
export type Caller =
  | { kind: 'role'; partition: string; account: string; name: string }
  | { kind: 'user'; partition: string; account: string; name: string; arn: string }
  | { kind: 'root' }
  | { kind: 'other' };

/**
 * Reads the ARN that STS gives. A session's ARN holds its role's name without the role's path.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export function callerOf(arn: string): Caller {
  const [, partition = '', service, , account = '', ...rest] = arn.split(':');
  const [kind, ...path] = rest.join(':').split('/');
  const name = path.at(-1) ?? '';
  if (service === 'iam' && kind === 'root') return { kind: 'root' };
  if (service === 'iam' && kind === 'user' && name !== '')
    return { kind: 'user', partition, account, name, arn };
  if (service === 'sts' && kind === 'assumed-role' && path[0])
    return { kind: 'role', partition, account, name: path[0] };
  return { kind: 'other' };
}

/**
 * The permission set behind a role that IAM Identity Center made, or null.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/howtogetcredentials.html
 */
export const permissionSetOf = (roleName: string): string | null =>
  /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(roleName)?.[1] ?? null;
