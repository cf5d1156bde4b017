import type { Answer, MissingFact } from '../model/derived.ts';
import type { LifecycleRule } from '../model/facts.ts';
import { type RestoreView, restoreRows } from '../model/restore.ts';
import { factTitle, gapSays } from '../model/words.ts';
import { backupCover, coverageOf } from './backup-cover.ts';
import { continuousBackup, periodicBackup, recentRecoveryPoint } from './backups.ts';
import { seeOrLacks, unreadOf, type View } from './view.ts';

/**
 * Whether the bucket could be restored: what AWS Backup and versioning bring back, how far they reach, and whether an
 * administrator could delete that too. What could not be read is named and promises nothing.
 */
export function restoreOf(view: View): RestoreView {
  const isAws = view.provider === 'aws';
  const backup = isAws ? backupSays(view) : { ways: [], lacks: [], open: [] };
  const versions = versionsSays(view);
  const ways = [...backup.ways, ...versions.ways];
  const open = [...backup.open, ...versions.open];
  const answer =
    backup.ways.length > 0
      ? 'yes'
      : open.length > 0 && ways.length === 0
        ? 'unknown'
        : ways.length > 0
          ? 'partly'
          : 'no';
  const lacks = [...backup.lacks, ...versions.lacks];
  const kept = ways.length > 0 ? [guardSays(view)] : [];
  const parts = {
    yes: [`Yes: ${ways.join(', ')}`, ...lacks, ...kept, ...open],
    partly: [`Partly: ${ways.join(', ')}`, ...lacks, ...kept, ...open],
    no: [`No: ${lacks.join(', and ')}, so that what is deleted or overwritten is lost`],
    unknown: [`Not known: ${open.join('; ')}`, ...lacks],
  }[answer];
  return { answer, says: `${parts.filter((part) => part !== '').join('; ')}.`, rows: restoreRows };
}

/** What brings objects back, what does not, and what is not known, each as a part of the sentence. */
interface Says {
  ways: string[];
  lacks: string[];
  open: string[];
}

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

function backupSays(view: View): Says {
  const cover = backupCover(view);
  if (!cover.known)
    return {
      ways: [],
      lacks: [],
      open: [`whether AWS Backup saves it is unknown${whySays(cover)}`],
    };
  const [plan] = cover.value.plans;
  if (!plan) return { ways: [], lacks: ['no backup plan saves the bucket'], open: [] };
  const point = recentRecoveryPoint(view);
  if (!point.known)
    return {
      ...{ ways: [], lacks: [] },
      open: [`plan ${plan.plan} is to save it, but whether it does is unknown${whySays(point)}`],
    };
  if (point.value.state === 'none')
    return {
      ...{ ways: [], open: [] },
      lacks: [`plan ${plan.plan} is to save it, but there is no recovery point to restore`],
    };
  const by = new Map<string, string[]>();
  const add = (from: string, says: string) => by.set(from, [...(by.get(from) ?? []), says]);
  const open: string[] = [];
  const continuous = continuousBackup(view);
  if (!continuous.known) open.push(`whether to any moment is unknown${whySays(continuous)}`);
  else if (continuous.value.state === 'on' && point.value.state === 'live')
    add(continuous.value.plans[0] ?? '', `any moment of the last ${days(continuous.value.days)}`);
  const periodic = periodicBackup(view);
  const newest = point.value.newest.slice(0, 10);
  if (!periodic.known) open.push(`how often snapshots are taken is unknown${whySays(periodic)}`);
  else if (periodic.value.says !== '') {
    const { says, keptDays, plan: from } = periodic.value;
    const late = point.value.state === 'old' ? `, the newest of ${newest},` : '';
    const kept = keptDays === null ? 'for ever' : `for ${days(keptDays)}`;
    add(from, `snapshots taken ${says} and kept ${kept}${late}`);
  }
  if (by.size === 0) add(plan.plan, `a recovery point of ${newest}`);
  const ways = [...by].map(([from, says]) => `${says.join(' and ')} by AWS Backup (plan ${from})`);
  return { ways, lacks: [], open };
}

function versionsSays(view: View): Says {
  const versioning = view.see('versioning');
  if (!versioning.known)
    return {
      ...{ ways: [], lacks: [] },
      open: [
        `whether versioning keeps objects is unknown${missingSays(unreadOf(view, 'versioning'))}`,
      ],
    };
  if (versioning.value.status !== 'Enabled')
    return { ways: [], lacks: ['versioning is off'], open: [] };
  const lifecycle = seeOrLacks(view, 'lifecycle');
  if (!lifecycle.known)
    return {
      ways: ['deleted or overwritten objects by versioning'],
      lacks: [],
      open: [
        `how long old versions are kept is unknown${missingSays(unreadOf(view, 'lifecycle'))}`,
      ],
    };
  const least = leastDays(lifecycle.value ?? []);
  const reach =
    least === null ? '' : ` for ${least.everywhere ? '' : 'at least '}${days(least.days)}`;
  return { ways: [`deleted or overwritten objects${reach} by versioning`], lacks: [], open: [] };
}

/** After how many days old versions expire at the earliest; null where they never do. */
function leastDays(rules: readonly LifecycleRule[]): { days: number; everywhere: boolean } | null {
  const ages = rules.flatMap(({ enabled, noncurrentExpirationAgeDays, wholeBucket }) =>
    enabled && noncurrentExpirationAgeDays !== null
      ? [{ days: noncurrentExpirationAgeDays, everywhere: wholeBucket }]
      : [],
  );
  return ages.toSorted((a, b) => a.days - b.days)[0] ?? null;
}

/** Whether somebody with every right could delete what would be restored. */
function guardSays(view: View): string {
  const lock = seeOrLacks(view, 'objectLock');
  const retention = lock.known && lock.value?.enabled ? lock.value.defaultRetention : null;
  if (retention?.mode === 'COMPLIANCE')
    return 'new versions are locked, so that not even an administrator can delete them early';
  const versioning = view.see('versioning');
  if (versioning.known && versioning.value.mfaDelete && versioning.value.status === 'Enabled')
    return 'only the root user with its MFA device can delete old versions';
  const names = new Set(
    coverageOf(view).plans.flatMap(({ rules }) => rules.map(({ vault }) => vault)),
  );
  const vaults = names.size > 0 ? view.see('backupVaults') : null;
  const used = vaults?.known ? vaults.value.items.filter(({ name }) => names.has(name)) : [];
  const isSealed = used.some(
    ({ type, locked, minRetentionDays, lockDate }) =>
      type === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT' ||
      (locked && minRetentionDays !== null && lockDate !== null && lockDate <= view.index.now),
  );
  if (isSealed)
    return 'the vault is locked, so that not even an administrator can delete recovery points early';
  const unread = [
    ...(lock.known ? [] : unreadOf(view, 'objectLock')),
    ...(vaults && !vaults.known ? unreadOf(view, 'backupVaults') : []),
  ];
  return unread.length > 0
    ? `whether an administrator could delete it is unknown${missingSays(unread)}`
    : 'not protected against deletion by an administrator';
}

const whySays = (answer: Extract<Answer<unknown>, { known: false }>): string =>
  answer.missing.length > 0
    ? missingSays(answer.missing)
    : answer.because
      ? ` (${answer.because.replace(/\.$/, '')})`
      : '';

const missingSays = ([first]: readonly MissingFact[]): string =>
  first
    ? `, because the ${factTitle[first.fact]} could not be read: ${gapSays(first.gap, first.detail)}`
    : '';
