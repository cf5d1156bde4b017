import { gapSays } from '../../../model/words.ts';
import type { AggregatorReach, FailingSource, FoundAggregators } from '../../engine/protocol.ts';
import { many } from '../../words.ts';

/** Results that one page of an answer holds at most. */
const pageSize = 100;

/** Calls that reading these accounts takes at least: one for each page of records. */
export const callsFor = (accounts: readonly { resources: number }[]): number =>
  accounts.reduce((sum, { resources }) => sum + Math.max(1, Math.ceil(resources / pageSize)), 0);

/** Why there may be more aggregators than were found: a sentence for each cause, with the Regions that it is about. */
export function gapsSay({ gaps }: FoundAggregators): { says: string; regions: string }[] {
  const causes = new Map<string, string[]>();
  for (const { gap, detail, region } of gaps) {
    const why = gapSays(gap, detail);
    const key =
      region === '' ? `The list of Regions could not be read, so one was asked: ${why}.` : why;
    causes.set(key, [...(causes.get(key) ?? []), region]);
  }
  return [...causes].map(([why, regions]) =>
    regions[0] === ''
      ? { says: why, regions: '' }
      : {
          says: `${many(regions.length, 'Region')} could not be asked: ${why}.`,
          regions: regions.toSorted().join(', '),
        },
  );
}

/** Whether AWS refused something for want of a permission. */
export const isDenied = (gaps: readonly { gap: string }[]): boolean =>
  gaps.some(({ gap }) => gap === 'denied');

/** Why what an aggregator holds could not be told, or not all of it; a sentence each. */
export const reachSays = ({ gaps }: AggregatorReach): readonly string[] => [
  ...new Set(
    gaps.map(({ gap, detail, actions }) =>
      detail === 'NoSuchConfigurationAggregatorException'
        ? 'There is no aggregator of this name in this Region of the account. Check both; names are told apart by capitals.'
        : `Not everything that the aggregator holds was told: ${gapSays(gap, detail)}. ${gap === 'denied' ? `Allow ${actions.join(', ')}.` : 'Try again.'}`,
    ),
  ),
];

/** What a failing source means. AWS lists no codes for it, so that the status says most. */
export function failureSays({ status, code }: FailingSource): string {
  const old = 'What the aggregator holds of it is of before that.';
  if (status === 'OUTDATED')
    return 'Its records are not the most recent. What changed since may be missing.';
  if (/denied|unauthori[sz]ed|forbidden|notauthori[sz]ed/i.test(code))
    return `The account has not authorised the aggregator, or has withdrawn that. ${old}`;
  if (/recorder/i.test(code))
    return `The account has no recorder that is on in this Region. ${old}`;
  if (/throttl|limit|rate/i.test(code)) return `AWS refused the copying for its rate. ${old}`;
  return `Its records could not be copied. The account may not have authorised the aggregator, or its recorder may be off. ${old}`;
}

/** What an account is to the aggregator, in a few words. */
export const recordedSays = (resources: number): string =>
  resources === 0
    ? 'nothing of Amazon S3 recorded'
    : `${many(resources, 'resource')} of Amazon S3 recorded`;
