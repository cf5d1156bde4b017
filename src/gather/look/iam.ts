import {
  GetRoleCommand,
  type GetRoleCommandOutput,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  type ListAttachedUserPoliciesCommandOutput,
  SimulatePrincipalPolicyCommand,
  type SimulatePrincipalPolicyCommandOutput,
} from '@aws-sdk/client-iam';
import { need, needList } from '../answer.ts';
import type { AnyGatherer } from '../gatherer.ts';
import type { Caller } from './caller.ts';

/** A call that is sent, retried and counted as a gatherer's is, but yields no fact. */
export type LookCall = Omit<AnyGatherer, 'fact'>;

const iam = { service: 'iam', absent: [] } as const;

/** The whole ARN of a role, with its path. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const roleArn = (name: string): LookCall => ({
  ...iam,
  operation: 'GetRole',
  action: 'iam:GetRole',
  call: GetRoleCommand,
  input: () => ({ RoleName: name }),
  read: ({ Role }: GetRoleCommandOutput) => need(Role?.Arn, 'an ARN'),
});

/** One line of a simulation. */
export interface Simulated {
  action: string;
  allowed: boolean;
}

/**
 * What IAM would say to these actions on these resources. It changes nothing and sends nothing to S3. It takes in the
 * identity's policies, its boundary and the organisation's policies; not session policies, and not bucket policies.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export const simulation = (
  arn: string,
  actions: readonly string[],
  resources: readonly string[],
): LookCall => ({
  ...iam,
  operation: 'SimulatePrincipalPolicy',
  action: 'iam:SimulatePrincipalPolicy',
  call: SimulatePrincipalPolicyCommand,
  input: () => ({ PolicySourceArn: arn, ActionNames: actions, ResourceArns: resources }),
  read: ({ EvaluationResults }: SimulatePrincipalPolicyCommandOutput): readonly Simulated[] =>
    needList(EvaluationResults, 'results').map((one) => ({
      action: need(one.EvalActionName, 'an action'),
      allowed: [
        need(one.EvalDecision, 'a decision'),
        ...(one.ResourceSpecificResults ?? []).map(
          ({ EvalResourceDecision }) => EvalResourceDecision,
        ),
      ].includes('allowed'),
    })),
  next: ({ IsTruncated, Marker }: SimulatePrincipalPolicyCommandOutput) =>
    IsTruncated && Marker ? { Marker } : null,
});

/**
 * The managed policies attached to a role or a user itself, as paths and names below `policy/`.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html
 */
export const attachedPolicies = (caller: Extract<Caller, { kind: 'role' | 'user' }>): LookCall => ({
  ...iam,
  ...(caller.kind === 'role'
    ? {
        operation: 'ListAttachedRolePolicies',
        action: 'iam:ListAttachedRolePolicies',
        call: ListAttachedRolePoliciesCommand,
        input: () => ({ RoleName: caller.name }),
      }
    : {
        operation: 'ListAttachedUserPolicies',
        action: 'iam:ListAttachedUserPolicies',
        call: ListAttachedUserPoliciesCommand,
        input: () => ({ UserName: caller.name }),
      }),
  read: ({ AttachedPolicies }: ListAttachedUserPoliciesCommandOutput) =>
    needList(AttachedPolicies, 'policies').map(({ PolicyArn }) => need(PolicyArn, 'an ARN')),
  next: ({ IsTruncated, Marker }: ListAttachedUserPoliciesCommandOutput) =>
    IsTruncated && Marker ? { Marker } : null,
});
