import type {
  AirGappedReach,
  ContinuousReach,
  PeriodicReach,
  RecoveryPointReach,
} from '../model/backup-reach.ts';
import type { BackupRule, RecoveryPoints } from '../model/backup.ts';
import type { Answer, MissingFact } from '../model/derived.ts';
import { coverageOf, gapsOf, isOpen, missingPart, openCoverage } from './backup-cover.ts';
import { readSchedule } from './backup-schedule.ts';
import { unknown, unreadOf, type View } from './view.ts';

const found = <T>(value: T): Answer<T> => ({ known: true, value });
/** Hours between two periodic backups, and since the last recovery point, that are still often enough. */
const often = 24;

const groupsOf = (view: View): readonly RecoveryPoints[] => {
  const points = view.see('recoveryPoints');
  return points.known ? points.value.items : [];
};

/**
 * Whether the bucket can be restored to any moment of up to 35 days. It depends on versioning and on events that go to
 * EventBridge; without them AWS Backup stops. https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
 */
export function continuousBackup(view: View): Answer<ContinuousReach> {
  const coverage = coverageOf(view);
  const open = isOpen(coverage);
  const none: ContinuousReach = {
    ...{ state: 'none', plans: [], days: 0, copied: false, point: null },
  };
  if (coverage.plans.length === 0)
    return open ? openCoverage(coverage) : found({ ...none, state: 'uncovered' });
  const rules = coverage.plans.flatMap(({ plan, rules }) =>
    rules.filter(({ continuous }) => continuous).map((rule) => ({ plan, ...rule })),
  );
  const kept = rules
    .filter(({ keptDays }) => keptDays !== null && keptDays >= 1 && keptDays <= 35)
    .sort((a, b) => (b.keptDays ?? 0) - (a.keptDays ?? 0));
  const versioning = view.see('versioning');
  const events = view.see('notification');
  const value = (state: ContinuousReach['state']): Answer<ContinuousReach> =>
    found({
      state,
      plans: [...new Set((kept.length > 0 ? kept : rules).map(({ plan }) => plan))],
      days: kept[0]?.keptDays ?? 0,
      copied: rules.some(({ copies }) => copies.length > 0),
      point: pointOf(groupsOf(view)),
    });
  if (rules.length === 0 && !open) return value('none');
  // What it depends on fails whatever a plan that is not read may say.
  if (versioning.known && versioning.value.status !== 'Enabled') return value('unversioned');
  if (events.known && events.value.eventBridge === false) return value('noEvents');
  if (kept.length === 0) return open ? openCoverage(coverage) : value('days');
  const missing: MissingFact[] = unreadOf(view, 'versioning', 'notification');
  if (events.known && events.value.eventBridge === 'notRecorded')
    missing.push(
      missingPart('notification', { gap: 'unrecorded', actions: [], detail: 'NotInRecord' }),
    );
  return missing.length > 0 ? unknown(missing) : value('on');
}

function pointOf(groups: readonly RecoveryPoints[]): ContinuousReach['point'] {
  const states = groups.filter(({ continuous }) => continuous).map(({ status }) => status);
  return states.includes('AVAILABLE') ? 'AVAILABLE' : states.includes('STOPPED') ? 'STOPPED' : null;
}

/** How often snapshots of the bucket are taken, and how long they are kept. */
export function periodicBackup(view: View): Answer<PeriodicReach> {
  const coverage = coverageOf(view);
  const open = isOpen(coverage);
  const none = { plan: '', says: '', keptDays: null, otherVault: null };
  if (coverage.plans.length === 0)
    return open ? openCoverage(coverage) : found({ ...none, state: 'uncovered' });
  const rules = coverage.plans.flatMap(({ plan, rules }) =>
    rules.map((rule) => ({ plan, rule, ...readSchedule(rule.schedule, rule.timezone) })),
  );
  const continuous = rules.find(({ rule }) => rule.continuous)?.rule.vault;
  const periodic = rules.filter(({ rule }) => !rule.continuous).sort(byGap);
  const [best] = periodic;
  const value = (state: PeriodicReach['state']): Answer<PeriodicReach> =>
    found({
      ...{ state, plan: best?.plan ?? coverage.plans[0]?.plan ?? '', says: best?.says ?? '' },
      keptDays: best?.rule.keptDays ?? null,
      otherVault:
        best && continuous !== undefined && continuous !== best.rule.vault ? continuous : null,
    });
  if (best && best.hours !== null && best.hours <= often) return value('often');
  if (open) return openCoverage(coverage);
  if (!best) return value('none');
  const strange = periodic.find(({ hours }) => hours === null);
  return strange
    ? unknown(
        [],
        `Plan ${strange.plan} saves ${strange.says}, which is not understood, so that it is not known how often.`,
      )
    : value('seldom');
}

const byGap = (one: { hours: number | null; rule: BackupRule }, other: typeof one): number =>
  (one.hours ?? Infinity) - (other.hours ?? Infinity) ||
  (other.rule.keptDays ?? Infinity) - (one.rule.keptDays ?? Infinity) ||
  0;

/**
 * The newest recovery point in the bucket's Region that can be restored. A continuous one that is AVAILABLE reaches up
 * to now, whenever it was begun. https://docs.aws.amazon.com/aws-backup/latest/devguide/recovery-points.html
 */
export function recentRecoveryPoint(view: View): Answer<RecoveryPointReach> {
  const coverage = coverageOf(view);
  if (coverage.plans.length === 0)
    return isOpen(coverage)
      ? openCoverage(coverage)
      : found({ state: 'uncovered', newest: '', vault: '', failed: '' });
  const listed = view.see('recoveryPoints');
  if (!listed.known) return unknown(unreadOf(view, 'recoveryPoints'));
  const groups = [...listed.value.items].sort((a, b) => (a.newest < b.newest ? 1 : -1));
  const usable = groups.filter(({ status }) => status === 'COMPLETED' || status === 'AVAILABLE');
  const live = usable.find(({ continuous, status }) => continuous && status === 'AVAILABLE');
  const best = live ?? usable[0];
  const last = groups.find(({ status }) => status !== 'CREATING');
  const value = (state: RecoveryPointReach['state']): Answer<RecoveryPointReach> =>
    found({
      ...{ state, newest: best?.newest ?? '', vault: best?.vault ?? '' },
      failed: last && !usable.includes(last) ? last.status : '',
    });
  if (live) return value('live');
  if (best && ageHours(best.newest, view.index.now) <= often) return value('recent');
  const missing = gapsOf('recoveryPoints', listed.value);
  return missing.length > 0 ? unknown(missing) : value(best ? 'old' : 'none');
}

/** Hours from a time to the snapshot's. */
const ageHours = (time: string, now: string): number =>
  (Date.parse(now) - Date.parse(time)) / 3_600_000;

/** Whether a copy of the bucket lies in a logically air-gapped vault of its Region, or is to. */
export function airGappedCopy(view: View): Answer<AirGappedReach> {
  const coverage = coverageOf(view);
  if (coverage.plans.length === 0)
    return isOpen(coverage) ? openCoverage(coverage) : found({ state: 'uncovered', vaults: [] });
  const there = groupsOf(view).filter(
    ({ airGapped, status }) => airGapped && status === 'COMPLETED',
  );
  const rules = coverage.plans.flatMap(({ rules }) => rules);
  const direct = rules.flatMap(({ airGappedVaultArn }) => airGappedVaultArn ?? []);
  const copies = rules.flatMap(({ copies }) => copies.map(({ vaultArn }) => vaultArn));
  const missing: MissingFact[] = [...coverage.missing];
  const airGapped = copies.filter((arn) => {
    const answer = isAirGapped(view, arn);
    if (typeof answer !== 'boolean') missing.push(...answer);
    return answer === true;
  });
  const planned = [...direct, ...airGapped].map((arn) => arn.split(':').at(-1) ?? arn);
  if (planned.length > 0 && there.length > 0)
    return found({ state: 'there', vaults: [...new Set(there.map(({ vault }) => vault))] });
  const points = view.see('recoveryPoints');
  const pointsOpen = points.known
    ? gapsOf('recoveryPoints', points.value)
    : unreadOf(view, 'recoveryPoints');
  // Without a recovery point there is no copy yet, whatever the plans say.
  if (there.length === 0 && pointsOpen.length === 0)
    return planned.length > 0
      ? found({ state: 'planned', vaults: planned })
      : found({ state: 'none', vaults: [] });
  if (planned.length > 0) return unknown(pointsOpen);
  if (missing.length > 0 || coverage.because !== null)
    return unknown([...missing, ...pointsOpen], coverage.because ?? undefined);
  return found({ state: 'none', vaults: [] });
}

/** Whether a vault is logically air-gapped, or what would tell. A vault of another account cannot be asked. */
function isAirGapped(view: View, arn: string): boolean | readonly MissingFact[] {
  const region = arn.split(':')[3] ?? '';
  const listed = view.index.regions.get(region)?.backupVaults;
  if (!listed?.known)
    return [missingPart('backupVaults', listed ?? { gap: 'skipped', actions: [], detail: '' })];
  const vault = listed.value.items.find((one) => one.arn === arn);
  if (vault) return vault.type === 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT';
  if (arn.split(':')[4] !== view.account)
    return [
      missingPart('backupVaults', { gap: 'skipped', actions: [], detail: 'OfAnotherAccount' }),
    ];
  return gapsOf('backupVaults', listed.value).length > 0
    ? gapsOf('backupVaults', listed.value)
    : false;
}
