import { factsNeeded } from '../../audit/plan.ts';
import { scannedFacts } from '../../model/facts.ts';
import {
  type IdentityPolicy,
  policyText,
  type Read,
  readsOf,
} from '../../report/least-privilege.ts';
import type { RoleSpec } from '../../report/role.ts';
import { cliLines, cloudFormation, terraform } from '../../report/role-templates.ts';
import type { CheckCard } from '../engine/protocol.ts';

/** The ways in which the policy is shown, in the order of the tabs. */
export const forms = ['policy', 'cloudformation', 'terraform', 'cli'] as const;
export type Form = (typeof forms)[number];

export const formTitle: Readonly<Record<Form, string>> = {
  policy: 'IAM policy',
  cloudformation: 'CloudFormation',
  terraform: 'Terraform',
  cli: 'AWS CLI',
};

/** What a file of each form is called. */
export const formFile: Readonly<Record<Form, { name: string; type: string }>> = {
  policy: { name: 'bucketproof-policy.json', type: 'application/json' },
  cloudformation: { name: 'bucketproof-role.yaml', type: 'application/yaml' },
  terraform: { name: 'bucketproof-role.tf', type: 'text/plain' },
  cli: { name: 'bucketproof-role.sh', type: 'text/x-shellscript' },
};

export const partitions = ['aws', 'aws-us-gov', 'aws-cn'] as const;
export type Partition = (typeof partitions)[number];

export const partitionTitle: Readonly<Record<Partition, string>> = {
  aws: 'AWS',
  'aws-us-gov': 'AWS GovCloud (US)',
  'aws-cn': 'AWS China',
};

/** The role as it is typed; the partition is chosen with the policy. */
export type RoleInput = Omit<RoleSpec, 'partition'>;

export const specOf = (role: RoleInput, partition: Partition): RoleSpec => ({
  ...role,
  account: role.account.replace(/[\s-]/g, ''),
  externalId: role.externalId.trim(),
  roleName: role.roleName.trim(),
  partition,
});

/** The policy, or the role that has it, in a form that can be copied. */
export const textOf: Readonly<Record<Form, (spec: RoleSpec, policy: IdentityPolicy) => string>> = {
  policy: (_, policy) => policyText(policy),
  cloudformation: cloudFormation,
  terraform,
  cli: cliLines,
};

/** What the address holds of the page: neither the account, nor the external ID, nor buckets. */
export interface PermissionsQuery {
  form: Form;
  /** Null for all checks. */
  checks: readonly string[] | null;
  look: boolean;
  /** Whether AWS Config may be asked too. */
  config: boolean;
  /** Whether an organisation may be read from an aggregator of AWS Config. */
  organisation: boolean;
  partition: Partition;
}

const oneOf = <T extends string>(words: readonly T[], value: string | null, other: T): T =>
  words.find((word) => word === value) ?? other;

export function readQuery(query: URLSearchParams): PermissionsQuery {
  const checks = query.get('checks');
  return {
    form: oneOf(forms, query.get('form'), 'policy'),
    checks: checks === null ? null : checks.split(',').filter((id) => id !== '' && id !== 'none'),
    look: query.get('look') === '1',
    config: query.get('config') === '1',
    organisation: query.get('organisation') === '1',
    partition: oneOf(partitions, query.get('partition'), 'aws'),
  };
}

export const writeQuery = (query: PermissionsQuery) => ({
  form: query.form === 'policy' ? '' : query.form,
  checks: query.checks === null ? '' : query.checks.length === 0 ? 'none' : query.checks.join(','),
  look: query.look ? '1' : '',
  config: query.config ? '1' : '',
  organisation: query.organisation ? '1' : '',
  partition: query.partition === 'aws' ? '' : query.partition,
});

/** The facts that these checks need, with their actions; for null those of every fact. */
export function readsFor(
  cards: readonly CheckCard[],
  chosen: readonly string[] | null,
): readonly Read[] {
  const facts =
    chosen === null ? scannedFacts : factsNeeded(cards.filter(({ id }) => chosen.includes(id)));
  return readsOf(facts);
}

/** Bucket names out of text, whatever stands between them. Those that S3 cannot have are told apart. */
export function bucketNames(text: string): {
  names: readonly string[];
  strange: readonly string[];
} {
  const all = [...new Set(text.split(/[\s,;]+/).filter((name) => name !== ''))];
  // Buckets of before 2018 may have capitals, underscores, and up to 255 characters.
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  const isName = (name: string) => /^[A-Za-z0-9._-]{3,255}$/.test(name);
  return { names: all.filter(isName), strange: all.filter((name) => !isName(name)) };
}
