import { matches } from '../policy/match.ts';
import { managedPolicies } from './managed-policies.ts';

/** One of AWS's managed policies, against the actions that are wanted. */
export interface ManagedGap {
  name: string;
  /** Which version of the policy was compared, for example `v86`. */
  version: string;
  /** ISO time at which AWS made that version. */
  updatedAt: string;
  /** Actions that it does not allow, in the order asked. */
  lacks: readonly string[];
}

/**
 * Actions that anybody may call, whatever the policies say.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
const free: readonly string[] = ['sts:GetCallerIdentity'];

/** The actions that some policy must allow: all but those that AWS gives to everybody. */
export const actionsToAllow = (actions: readonly string[]): readonly string[] =>
  actions.filter((action) => !free.includes(action));

/** What the managed policies that auditors are usually given lack of these actions. */
export const managedGaps = (actions: readonly string[]): readonly ManagedGap[] =>
  managedPolicies.map(({ name, version, updatedAt, allows }) => ({
    name,
    version,
    updatedAt,
    lacks: actionsToAllow(actions).filter(
      (action) => !allows.some((pattern) => matches(pattern, action)),
    ),
  }));
