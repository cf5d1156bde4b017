import type { Answer, GlobalPointsReach } from '../model/derived.ts';
import { switches } from './block.ts';
import { listOf } from './point-facts.ts';
import { unknown, type View } from './view.ts';

/** Not there yet, or not there any more. */
const passing = /^(CREATING|DELETING|PARTIALLY_CREATED|PARTIALLY_DELETED)$/;

/**
 * Whether the Multi-Region Access Points of the account block public access. One that does not settles it; that all
 * do needs the whole list.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/multi-region-access-point-block-public-access.html
 */
export function globalPoints(view: View): Answer<GlobalPointsReach> {
  const list = view.see('multiRegionAccessPoints');
  const gaps = listOf(view, 'multiRegionAccessPoints');
  const items = list.known ? list.value.items : [];
  const points = items.filter(({ status }) => !passing.test(status));
  const away = items.filter((point) => !points.includes(point)).map(({ name }) => name);
  const open = points
    // One of unknown status may not be there yet.
    .filter(({ status }) => status !== '')
    .filter(({ publicAccessBlock: block }) => block && switches.some((name) => !block[name]))
    .map(({ name }) => name);
  const value = { count: points.length, open, passing: away };
  if (open.length > 0) return { known: true, value };
  if (gaps.length > 0) return unknown(gaps);
  const unsaid = points.find(
    ({ publicAccessBlock, status }) => publicAccessBlock === null || status === '',
  );
  return unsaid
    ? unknown([], `AWS did not say whether ${unsaid.name} blocks public access.`)
    : { known: true, value };
}
