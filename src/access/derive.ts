import type { Answer, Derived, DerivedName } from '../model/derived.ts';
import type { FactName } from '../model/facts.ts';
import { accessLogged, trailTarget } from './access-logged.ts';
import { aclGroups } from './acl-public.ts';
import { backupCover } from './backup-cover.ts';
import { airGappedCopy, continuousBackup, periodicBackup, recentRecoveryPoint } from './backups.ts';
import { blockFacts, effectiveBlock } from './block.ts';
import { everyRead, settingsOfBuckets } from './every-read.ts';
import { aclForeign } from './acl-foreign.ts';
import { globalPoints } from './global-points.ts';
import { latentPublic } from './latent.ts';
import { inventoryOwners, replicaOwners } from './copies.ts';
import { replicaDistance } from './distance.ts';
import { afterExpiry } from './expiry.ts';
import { defaultKey, keyRotation } from './keys.ts';
import { customerKeys, uploads } from './uploads.ts';
import {
  allowNotAction,
  allowNotPrincipal,
  lockedOut,
  policyExists,
  sensitiveActions,
  sharedWith,
  unboundServices,
  wildcardActions,
} from './traps.ts';
import { pointFacts } from './points.ts';
import { mfaDelete } from './mfa-delete.ts';
import { logTarget } from './log-target.ts';
import { logSources, replicationSources } from './neighbours.ts';
import { everywhere } from './object-events.ts';
import { policyAlarm } from './policy-alarm.ts';
import { objectsEncrypted } from './object-encryption.ts';
import { objectsPublic } from './objects.ts';
import { policyPublic } from './policy.ts';
import { publicApproval } from './approval.ts';
import { publicAccess, publicRead, publicWrite } from './public.ts';
import { oldTls, tls } from './tls.ts';
import { serviceNames } from './service-names.ts';
import { backupOptIn, vaultKeys, vaultLocks } from './vaults.ts';
import { trailBuckets, trailIntegrity } from './trail-account.ts';
import type { Drawn, View } from './view.ts';
import { withinReference } from './within.ts';

const policyFacts = ['policy', 'policyStatus'] as const;
const coverFacts = ['backupPlans', 'tags', 'backupSettings'] as const;

/**
 * How each conclusion is drawn, and the facts it may rest on. `beside`: facts that add to its words alone, so that it
 * stands where they are unread.
 */
export const derivations: {
  readonly [D in DerivedName]: {
    from: readonly FactName[];
    beside?: readonly FactName[];
    draw(view: View): Answer<Derived[D]>;
  };
} = {
  effectiveBlock: { from: blockFacts, draw: effectiveBlock },
  aclPublicRead: {
    from: ['ownership', ...blockFacts, 'acl'],
    beside: policyFacts,
    draw: aclGroups.publicRead,
  },
  aclPublicWrite: {
    from: ['ownership', ...blockFacts, 'acl'],
    beside: policyFacts,
    draw: aclGroups.publicWrite,
  },
  aclAuthenticatedUsers: {
    from: ['ownership', ...blockFacts, 'acl'],
    beside: policyFacts,
    draw: aclGroups.authenticatedUsers,
  },
  policyPublic: { from: ['policyStatus', 'policy'], draw: policyPublic },
  publicRead: {
    from: [...blockFacts, 'ownership', 'acl', 'policyStatus', 'policy', ...pointFacts],
    draw: publicRead,
  },
  publicWrite: {
    from: [...blockFacts, 'ownership', 'acl', 'policyStatus', 'policy', ...pointFacts],
    draw: publicWrite,
  },
  publicAccess: {
    from: [...blockFacts, 'ownership', 'acl', 'policyStatus', 'policy', ...pointFacts],
    draw: publicAccess,
  },
  objectsPublic: {
    from: [...blockFacts, 'ownership', 'policyStatus', 'policy', ...pointFacts, 'objects'],
    beside: ['acl'],
    draw: objectsPublic,
  },
  objectsEncrypted: { from: ['objects'], draw: objectsEncrypted },
  publicApproval: { from: [], beside: ['tags'], draw: publicApproval },
  tls: { from: ['policy', 'policyStatus'], draw: tls },
  oldTls: { from: ['policy', 'policyStatus'], draw: oldTls },
  policyExists: { from: policyFacts, draw: policyExists },
  allowNotPrincipal: { from: policyFacts, draw: allowNotPrincipal },
  allowNotAction: { from: policyFacts, draw: allowNotAction },
  wildcardActions: { from: policyFacts, draw: wildcardActions },
  sharedWith: { from: [...policyFacts, 'acl'], draw: sharedWith },
  sensitiveActions: { from: [...policyFacts, 'acl'], draw: sensitiveActions },
  unboundServices: { from: policyFacts, draw: unboundServices },
  lockedOut: { from: policyFacts, draw: lockedOut },
  aclForeign: { from: ['ownership', ...blockFacts, 'acl', 'buckets', 'logging'], draw: aclForeign },
  latentPublic: {
    from: [...blockFacts, 'ownership', 'acl', 'policyStatus', 'policy', ...pointFacts],
    draw: latentPublic,
  },
  globalPoints: { from: ['multiRegionAccessPoints'], draw: globalPoints },
  uploads: { from: ['encryption', ...policyFacts], draw: uploads },
  customerKeys: { from: ['encryption', ...policyFacts], draw: customerKeys },
  defaultKey: { from: ['encryption', 'encryptionKey'], draw: defaultKey },
  keyRotation: { from: ['encryption', 'encryptionKey'], draw: keyRotation },
  mfaDelete: { from: ['versioning', 'lifecycle', 'objectLock'], draw: mfaDelete },
  withinReference: { from: [...policyFacts, 'acl'], draw: withinReference },
  serviceNames: { from: ['buckets', 'enabledRegions', 'replication'], draw: serviceNames },
  logSources: { from: ['buckets', 'logging'], draw: logSources },
  replicationSources: { from: ['buckets', 'replication', 'versioning'], draw: replicationSources },
  replicaOwners: { from: ['replication', 'buckets'], draw: replicaOwners },
  inventoryOwners: { from: ['inventory', 'buckets'], draw: inventoryOwners },
  replicaDistance: { from: ['replication', 'buckets'], draw: replicaDistance },
  afterExpiry: { from: [], beside: ['versioning', 'lifecycle'], draw: afterExpiry },
  backupCover: { from: coverFacts, beside: ['versioning'], draw: backupCover },
  continuousBackup: {
    from: [...coverFacts, 'versioning', 'notification'],
    beside: ['recoveryPoints'],
    draw: continuousBackup,
  },
  periodicBackup: { from: coverFacts, draw: periodicBackup },
  recentRecoveryPoint: { from: [...coverFacts, 'recoveryPoints'], draw: recentRecoveryPoint },
  airGappedCopy: { from: [...coverFacts, 'recoveryPoints', 'backupVaults'], draw: airGappedCopy },
  backupOptIn: { from: ['buckets', 'backupSettings'], draw: backupOptIn },
  vaultKeys: { from: ['enabledRegions', 'backupVaults'], draw: vaultKeys },
  vaultLocks: { from: ['enabledRegions', 'backupVaults'], draw: vaultLocks },
  allReads: { from: ['trails', 'logging', 'buckets'], draw: everywhere('read') },
  allWrites: {
    from: ['trails', 'logging', 'buckets'],
    draw: everywhere('write'),
  },
  accessLogged: { from: ['logging', 'trails', 'buckets'], draw: accessLogged },
  trailTarget: { from: ['trails', 'enabledRegions'], draw: trailTarget },
  logTarget: {
    from: ['logging', 'buckets', 'objectLock', 'encryption', 'policy', 'ownership', 'acl'],
    draw: logTarget,
  },
  trailBuckets: {
    from: ['trails', 'deliveryChannels', 'enabledRegions', 'buckets'],
    draw: trailBuckets,
  },
  trailIntegrity: { from: ['trails', 'enabledRegions'], draw: trailIntegrity },
  policyAlarm: {
    from: ['trails', 'metricFilters', 'alarms', 'eventRules', 'buckets'],
    draw: policyAlarm,
  },
  everyRead: { from: settingsOfBuckets, draw: everyRead },
};

export const isDerived = (name: string): name is DerivedName => Object.hasOwn(derivations, name);

/** Draws a conclusion once for each resource, and notes which known facts it looked at. */
export function draw(name: DerivedName, view: View): Drawn {
  const before = view.drawn.get(name);
  if (before) return before;
  const read: FactName[] = [];
  const watching: View = {
    ...view,
    see: (fact) => {
      const evidence = view.see(fact);
      if (evidence.known && !read.includes(fact)) read.push(fact);
      return evidence;
    },
  };
  const drawn = { answer: derivations[name].draw(watching), read };
  view.drawn.set(name, drawn);
  return drawn;
}
