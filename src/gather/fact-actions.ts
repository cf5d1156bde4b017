import type { FactName, ScannedFact } from '../model/facts.ts';
import { factActions } from './actions.ts';
import { coreServices } from './gatherer.ts';

/**
 * What a look at objects takes: the list of all versions, the ACL of each that is looked at, and leave to read it, by
 * which alone S3 tells how it is encrypted.
 */
export const objectActions = {
  list: 's3:ListBucketVersions',
  acl: ['s3:GetObjectAcl', 's3:GetObjectVersionAcl'],
  encryption: ['s3:GetObject', 's3:GetObjectVersion'],
} as const;

/** Every IAM action that a fact takes, the one of its first call before the others. */
export function actionsOf(fact: FactName): readonly string[] {
  if (fact === 'objects') return [objectActions.list, ...objectActions.acl];
  const { action, calls } = factActions[fact];
  return calls ? [...new Set(calls.map((one) => one.action))] : [action];
}

/** Facts that are asked once for several buckets, so that nobody can tell before how often. */
export const sharedFacts: readonly FactName[] = ['encryptionKey'];

/** Facts of services whose clients load only for a scan that asks them. */
export const furtherFacts: readonly ScannedFact[] = (
  Object.keys(factActions) as ScannedFact[]
).filter((fact) => !(coreServices as readonly string[]).includes(factActions[fact].service));
