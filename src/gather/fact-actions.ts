import type { FactName } from '../model/facts.ts';
import { factActions } from './actions.ts';
import { coreServices } from './gatherer.ts';

/** Every IAM action that a fact takes, the one of its first call before the others. */
export function actionsOf(fact: FactName): readonly string[] {
  const { action, calls } = factActions[fact];
  return calls ? [...new Set(calls.map((one) => one.action))] : [action];
}

/** Facts that are asked once for several buckets, so that nobody can tell before how often. */
export const sharedFacts: readonly FactName[] = ['encryptionKey'];

/** Facts of services whose clients load only for a scan that asks them. */
export const furtherFacts: readonly FactName[] = (Object.keys(factActions) as FactName[]).filter(
  (fact) => !(coreServices as readonly string[]).includes(factActions[fact].service),
);
