import type { IdentityPolicy } from './least-privilege.ts';
import { policyName, type RoleSpec, trustPolicy } from './role.ts';

/** JSON's values: what policies are made of. */
type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);

/** A scalar of YAML: bare where it can be read as nothing but this text, otherwise as JSON writes it. */
function scalar(value: string | number | boolean): string {
  const bare =
    typeof value === 'string' &&
    /^[A-Za-z][A-Za-z0-9]*(:{1,2}[A-Za-z][A-Za-z0-9]*)*$/.test(value) &&
    !/^(y|n|yes|no|on|off|true|false|null)$/i.test(value);
  return bare ? value : JSON.stringify(value);
}

/** A value as lines of block YAML. */
function yaml(value: Plain): string[] {
  if (typeof value !== 'object') return [scalar(value)];
  if (isList(value))
    return value.flatMap((item) =>
      yaml(item).map((line, at) => `${at === 0 ? '- ' : '  '}${line}`),
    );
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object'
      ? [`${scalar(key)}:`, ...yaml(inner).map((line) => `  ${line}`)]
      : [`${scalar(key)}: ${scalar(inner)}`],
  );
}

/** A CloudFormation template, in YAML. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export function cloudFormation(spec: RoleSpec, policy: IdentityPolicy): string {
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'A role that may read the settings of Amazon S3 buckets, and nothing else.',
    Resources: {
      AuditRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: spec.roleName,
          MaxSessionDuration: spec.maxSessionSeconds,
          AssumeRolePolicyDocument: trustPolicy(spec),
          Policies: [{ PolicyName: policyName, PolicyDocument: policy }],
        },
      },
    },
    Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['AuditRole', 'Arn'] } } },
  };
  return `${yaml(template as unknown as Plain).join('\n')}\n`;
}

/** A string of HCL. What begins a template in one is written so that it does not. https://developer.hashicorp.com/terraform/language/expressions/strings */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[$%]\{/g, (mark) => `${mark[0]}${mark}`);

/** A value as an expression of HCL. */
function hcl(value: Plain, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  const deeper = `${indent}  `;
  if (isList(value))
    return `[\n${value.map((item) => `${deeper}${hcl(item, deeper)},\n`).join('')}${indent}]`;
  const lines = Object.entries(value).map(([key, inner]) => {
    const name = /^[A-Za-z]\w*$/.test(key) ? key : quoted(key);
    return `${deeper}${name} = ${hcl(inner, deeper)}\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

/** Terraform's resources for the role. https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role */
export function terraform(spec: RoleSpec, policy: IdentityPolicy): string {
  const document = (value: unknown) => `jsonencode(${hcl(value as Plain, '  ')})`;
  return `resource "aws_iam_role" "bucketproof" {
  name                 = ${quoted(spec.roleName)}
  max_session_duration = ${spec.maxSessionSeconds}
  assume_role_policy   = ${document(trustPolicy(spec))}
}

resource "aws_iam_role_policy" "bucketproof" {
  name   = ${quoted(policyName)}
  role   = aws_iam_role.bucketproof.id
  policy = ${document(policy)}
}

output "bucketproof_role_arn" {
  value = aws_iam_role.bucketproof.arn
}
`;
}

/** One word of a POSIX shell. */
const word = (text: string): string =>
  /^[A-Za-z0-9_+=,.@:/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** Lines for AWS CloudShell or another POSIX shell that make the role. https://docs.aws.amazon.com/cli/latest/reference/iam/create-role.html */
export function cliLines(spec: RoleSpec, policy: IdentityPolicy): string {
  const trust = JSON.stringify(trustPolicy(spec));
  return [
    `aws iam create-role --role-name ${word(spec.roleName)} \\`,
    `  --max-session-duration ${spec.maxSessionSeconds} \\`,
    `  --assume-role-policy-document ${word(trust)}`,
    `aws iam put-role-policy --role-name ${word(spec.roleName)} \\`,
    `  --policy-name ${policyName} \\`,
    `  --policy-document ${word(JSON.stringify(policy))}`,
    '',
  ].join('\n');
}
