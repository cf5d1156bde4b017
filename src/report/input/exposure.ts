import { exposureOf } from '../../access/exposure.ts';
import type { AccountIndex } from '../../access/index-account.ts';
import { viewOf } from '../../access/view.ts';
import type { VerdictWord } from '../../model/check.ts';
import { type Deed, deeds, type Exposed, type Exposure } from '../../model/exposure.ts';
import { becauseOf, deedsThat, markOf, restSays, whoTitle } from '../../model/exposure-words.ts';
import type { ResourceFacts } from '../../model/snapshot.ts';

/** What the same callers can do by the same way. */
export interface ExposureLine {
  deeds: readonly Deed[];
  /** The mark beside it, as on screen. */
  mark: VerdictWord | null;
  /** Who, in words. */
  who: string;
  /** Why it is unknown; empty unless it is. */
  because: string;
  /** The chain, in sentences; empty where nobody outside the owner's account gets in. */
  steps: readonly string[];
}

/** Who gets into one bucket, as the report shows it. */
export interface BucketExposure {
  /** The widest circle for each deed. */
  reach: Readonly<Record<Deed, Exposed['who']>>;
  now: readonly ExposureLine[];
  /** What would be open to more without the blocks. */
  latent: readonly ExposureLine[];
  /** What may be open to more without the blocks. */
  unsettled: readonly ExposureLine[];
  /** What is to be said of the rest behind the blocks. */
  rest: string | null;
  /** Where S3's own word on the policy and this reading differ, and why, in sentences; empty where they agree. */
  differences: readonly string[];
}

/** Draws one bucket's exposure, and notes in `limits` what such a reading cannot see. */
export function bucketExposure(
  resource: ResourceFacts,
  index: AccountIndex,
  limits: Set<string>,
): BucketExposure {
  const view = exposureOf(viewOf(resource, index));
  for (const limit of view.limits) limits.add(limit);
  return {
    reach: reachOf(view.now),
    now: linesOf(view.now, deeds),
    latent: linesOf(view.latent, deedsThat(view, true)),
    unsettled: linesOf(view.latent, deedsThat(view, 'unknown')),
    rest: restSays(view),
    differences: view.differences.map(({ says }) => says),
  };
}

const reachOf = (exposure: Exposure) =>
  Object.fromEntries(deeds.map((deed) => [deed, exposure[deed].who])) as BucketExposure['reach'];

function linesOf(exposure: Exposure, wanted: readonly Deed[]): ExposureLine[] {
  const lines = new Map<string, Omit<ExposureLine, 'deeds'> & { deeds: Deed[] }>();
  for (const deed of wanted) {
    const one = exposure[deed];
    const unknown = one.who === 'unknown';
    const line = {
      mark: markOf(one),
      who: whoTitle(one),
      because: unknown ? becauseOf(one) : '',
      steps: one.who === 'own' ? [] : one.steps.map(({ says }) => says),
    };
    const key = JSON.stringify(line);
    const same = lines.get(key);
    if (same) same.deeds.push(deed);
    else lines.set(key, { ...line, deeds: [deed] });
  }
  return [...lines.values()];
}
