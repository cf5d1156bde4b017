import type { OptInReach, VaultReach } from '../model/backup-reach.ts';
import type { BackupVault } from '../model/backup.ts';
import type { Answer, MissingFact } from '../model/derived.ts';
import { matches } from '../policy/match.ts';
import { parsePolicy } from '../policy/parse.ts';
import { gapsOf, missingPart } from './backup-cover.ts';
import { missing, unknown, unreadOf, type View } from './view.ts';

const unasked = { gap: 'skipped', actions: ['backup:ListBackupVaults'], detail: '' } as const;

/** Whether AWS Backup is opted in for S3 in each Region with buckets. One where it is not settles it. */
export function backupOptIn(view: View): Answer<OptInReach> {
  const { bucketRegions, regions, unlisted } = view.index;
  const on: string[] = [];
  const off: string[] = [];
  const lacking: string[] = [];
  const open: MissingFact[] = [];
  for (const region of [...bucketRegions].sort()) {
    const settings = regions.get(region)?.backupSettings;
    if (!settings?.known)
      open.push(
        settings
          ? missing('backupSettings', settings, region)
          : missingPart('backupSettings', {
              ...unasked,
              actions: ['backup:DescribeRegionSettings'],
            }),
      );
    else if (settings.value.s3OptedIn === null) lacking.push(region);
    else (settings.value.s3OptedIn ? on : off).push(region);
  }
  const value = { on, off, lacking };
  if (off.length > 0) return { known: true, value };
  return open.length + unlisted.length > 0
    ? unknown([...open, ...unlisted])
    : { known: true, value };
}

/** What is to be said of one vault: whether it is good, or which part would tell. */
type Judged = { good: boolean; says?: string } | { missing: MissingFact } | { unclear: string };

/** Judges every vault of every Region. One bad vault settles it; that all are good takes every Region. */
function ofVaults(view: View, judge: (vault: BackupVault) => Judged): Answer<VaultReach> {
  const bad: string[] = [];
  const notes: string[] = [];
  const open: MissingFact[] = [];
  let unclear: string | undefined;
  let count = 0;
  for (const [region, facts] of view.index.regions) {
    const listed = facts.backupVaults;
    if (!listed?.known) {
      open.push(
        listed ? missing('backupVaults', listed, region) : missingPart('backupVaults', unasked),
      );
      continue;
    }
    open.push(...gapsOf('backupVaults', listed.value));
    for (const vault of listed.value.items) {
      count++;
      const name = `${vault.name} (${region})`;
      const found = judge(vault);
      if ('missing' in found) open.push(found.missing);
      else if ('unclear' in found) unclear ??= `${name}: ${found.unclear}`;
      else if (!found.good) bad.push(found.says ? `${name}, ${found.says}` : name);
      else if (found.says) notes.push(`${name}, ${found.says}`);
    }
  }
  const value = { count, bad, notes };
  if (bad.length > 0) return { known: true, value };
  const enabled = view.see('enabledRegions');
  if (!enabled.known) open.push(...unreadOf(view, 'enabledRegions'));
  else
    for (const { name, optIn } of enabled.value)
      if (optIn !== 'not-opted-in' && !view.index.regions.has(name))
        open.push(missingPart('backupVaults', unasked));
  return open.length > 0 || unclear !== undefined
    ? unknown([...new Map(open.map((one) => [JSON.stringify(one), one])).values()], unclear)
    : { known: true, value };
}

/**
 * Whether every vault is encrypted with a key of the customer’s, as KMS says. Recovery points of S3 take the vault’s key.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
 */
export const vaultKeys = (view: View): Answer<VaultReach> =>
  ofVaults(view, ({ keyArn, keyType, keyManager }) => {
    if (keyType === 'AWS_OWNED_KMS_KEY') return { good: false, says: 'with a key that AWS owns' };
    if (keyArn === null) return { good: false, says: 'which names no key' };
    if (!keyManager.known) return { missing: missingPart('backupVaults', keyManager) };
    return keyManager.value === 'CUSTOMER'
      ? { good: true }
      : { good: false, says: 'with a key that AWS manages' };
  });

/** What a policy must deny to everyone so that recovery points stay. */
const deadly = [
  'backup:DeleteRecoveryPoint',
  'backup:UpdateRecoveryPointLifecycle',
  'backup:PutBackupVaultAccessPolicy',
];

/**
 * Whether recovery points of every vault are kept from being deleted early: by a lock with a least retention, by being
 * logically air-gapped, or by a policy. https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export const vaultLocks = (view: View): Answer<VaultReach> =>
  ofVaults(view, (vault) => {
    if (vault.type === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT') return { good: true };
    if (vault.locked && vault.minRetentionDays !== null) {
      const isSealed = vault.lockDate !== null && vault.lockDate <= view.index.now;
      return isSealed
        ? { good: true }
        : {
            good: true,
            says:
              vault.lockDate === null
                ? 'whose lock administrators can lift'
                : `whose lock administrators can lift until ${vault.lockDate.slice(0, 10)}`,
          };
    }
    if (!vault.policy.known) return { missing: missingPart('backupVaults', vault.policy) };
    const why = vault.locked ? 'whose lock sets no least retention' : 'without a lock';
    if (vault.policy.value === null) return { good: false, says: why };
    const parsed = parsePolicy(vault.policy.value);
    if (!parsed.ok) return { unclear: parsed.problem };
    const denied = (action: string) =>
      parsed.statements.some(
        ({ effect, principals, actions, conditions, resources }) =>
          effect === 'Deny' &&
          principals?.includes('AWS:*') === true &&
          conditions.length === 0 &&
          (actions ?? []).some((pattern) => matches(pattern, action)) &&
          (resources ?? []).includes('*'),
      );
    return deadly.every(denied)
      ? { good: true, says: 'by its policy, which the root user can change' }
      : { good: false, says: `${why} or a policy that denies deleting to everyone` };
  });
