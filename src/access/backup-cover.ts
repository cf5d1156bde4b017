import type { BackupCoverReach, CoveringPlan } from '../model/backup-reach.ts';
import type { Answer, MissingFact } from '../model/derived.ts';
import type { Collection, PartGap } from '../model/evidence.ts';
import type { FactName } from '../model/facts.ts';
import { selects } from './backup-select.ts';
import { unknown, unreadOf, type View } from './view.ts';

/** What is known of the plans that save a bucket: those that do, and what keeps others from being told. */
export interface Coverage {
  plans: readonly CoveringPlan[];
  withoutOptIn: readonly string[];
  missing: readonly MissingFact[];
  /** Why something cannot be told although it was read. */
  because: string | null;
}

/** A part of a fact that was not read, as a finding carries it. */
export const missingPart = (fact: FactName, { gap, actions, detail }: PartGap): MissingFact => ({
  ...{ fact, gap, actions, detail },
  tried: [],
});

/** Why a list is not whole. */
export const gapsOf = (fact: FactName, list: Collection<unknown>): readonly MissingFact[] =>
  list.complete
    ? []
    : list.gaps.length > 0
      ? list.gaps.map((gap) => missingPart(fact, gap))
      : [missingPart(fact, { gap: 'failed', actions: [], detail: 'Incomplete' })];

/**
 * Which backup plans of the bucket's own Region save it: one of their selections takes it and they have a rule. A plan of
 * another Region never does, as AWS Backup saves within a Region.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html
 */
export function coverageOf(view: View): Coverage {
  const listed = view.see('backupPlans');
  if (!listed.known)
    return { plans: [], withoutOptIn: [], missing: unreadOf(view, 'backupPlans'), because: null };
  const tags = view.see('tags');
  const settings = view.see('backupSettings');
  const of = {
    arn: `arn:${view.partition}:s3:::${view.resource}`,
    tags: tags.known ? tags.value : undefined,
    optedIn: settings.known ? settings.value.s3OptedIn === true : undefined,
  };
  const plans: CoveringPlan[] = [];
  const withoutOptIn: string[] = [];
  const missing: MissingFact[] = [...gapsOf('backupPlans', listed.value)];
  let because: string | null = null;
  for (const { name, detail, selections } of listed.value.items) {
    if (detail.known && detail.value.rules.length === 0) continue;
    const open: MissingFact[] = [];
    let taken: { selection: string; because: string } | null = null;
    if (!selections.known) open.push(missingPart('backupPlans', selections));
    else {
      open.push(...gapsOf('backupPlans', selections.value));
      for (const selection of selections.value.items) {
        if (!selection.detail.known) {
          open.push(missingPart('backupPlans', selection.detail));
          continue;
        }
        const asked = selection.detail.value;
        const found = selects(asked, of);
        if (found.is === true) {
          taken = { selection: selection.name, because: found.because };
          break;
        }
        if (found.is === false) {
          if (of.optedIn === false && selects(asked, { ...of, optedIn: true }).is === true)
            withoutOptIn.push(name);
          continue;
        }
        const [unread, unclear] = whatDecides(asked, of);
        open.push(...unreadOf(view, ...unread));
        if (unread.length === 0 || unclear)
          because ??= `Whether plan ${name} saves the bucket cannot be told: ${found.unclear ?? 'what decides it is not known'}.`;
      }
    }
    if (taken === null) missing.push(...open);
    else if (detail.known) plans.push({ plan: name, ...taken, ...detail.value });
    else missing.push(missingPart('backupPlans', detail));
  }
  return { plans, withoutOptIn, missing: unique(missing), because };
}

/** Which unread facts could settle a selection, and whether it would stay open with them read. */
function whatDecides(
  selection: Parameters<typeof selects>[0],
  of: Parameters<typeof selects>[1],
): [FactName[], boolean] {
  const unread: FactName[] = [];
  if (of.tags === undefined && selection.anyTag.length + selection.conditions.length > 0)
    unread.push('tags');
  const known = { ...of, tags: of.tags ?? [] };
  if (of.optedIn === undefined) unread.push('backupSettings');
  const isOpen = selects(selection, { ...known, optedIn: of.optedIn ?? true }).is === null;
  return [unread, isOpen && of.tags !== undefined];
}

function unique(missing: readonly MissingFact[]): MissingFact[] {
  const found = new Map(missing.map((one) => [JSON.stringify(one), one]));
  return [...found.values()];
}

/** That something of a bucket's backups cannot be told, and why. */
export const openCoverage = ({ missing, because }: Coverage): Answer<never> =>
  unknown(missing, because ?? undefined);

export const isOpen = ({ missing, because }: Coverage): boolean =>
  missing.length > 0 || because !== null;

/** The plans that save a bucket. One that is seen to settles it; that none does needs all that they say. */
export function backupCover(view: View): Answer<BackupCoverReach> {
  const found = coverageOf(view);
  if (found.plans.length === 0 && isOpen(found)) return openCoverage(found);
  const versioning = view.see('versioning');
  return {
    known: true,
    value: {
      plans: found.plans,
      withoutOptIn: found.withoutOptIn,
      versioned: !versioning.known || versioning.value.status === 'Enabled',
    },
  };
}
