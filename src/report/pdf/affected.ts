import type { Check } from '../../model/check.ts';
import type { Group } from '../input.ts';
import { sayCount } from '../say.ts';
import { takeApart } from './because.ts';
import type { Line, Span } from './lines.ts';
import { colour, page, size, textWidth } from './look.ts';
import { block, linesFor, type Paper } from './paper.ts';
import { prose } from './prose.ts';
import { stepLines, writeSteps } from './steps.ts';
import { openTable } from './table.ts';

/** Groups of at most so many names stand in the table; larger ones get the width of the page. */
const fewNames = 3;

/** Reasons with their reasoning; beyond these, the reason alone has to do. */
const reasoned = 6;

const nouns = {
  account: ['account', 'accounts'],
  bucket: ['bucket', 'buckets'],
  accessPoint: ['access point', 'access points'],
} as const;

/** What a finding affects: large groups with their names in running lines, then a table of the rest. */
export function writeAffected(paper: Paper, per: Check['per'], groups: readonly Group[]): void {
  const [one, many] = nouns[per];
  const small = groups.filter(({ resources }) => resources.length <= fewNames);
  for (const [at, group] of groups.entries()) {
    if (group.resources.length <= fewNames) continue;
    const { lead, steps, more } = reasonOf(group, at < reasoned);
    const count = sayCount(group.resources.length, one, many);
    const title = [
      { text: lead === '' ? count : `${count}: `, style: 'bold' as const },
      ...prose(lead),
      ...(more.length > 0 ? prose(` ${firstOf(group)}${more.join(' ')}`, colour.muted) : []),
    ];
    block(paper, title, { after: 2, keep: 30 });
    if (steps.length > 0) writeSteps(paper, steps, page.left + 10, textWidth - 10);
    block(paper, namesOf(group), { size: size.small, after: 8 });
  }
  if (small.length === 0) return;
  const table = openTable(paper, [
    { title: one.charAt(0).toUpperCase() + one.slice(1), width: 190 },
    { title: 'Because', width: textWidth - 190 },
  ]);
  for (const [at, group] of small.entries())
    table.row([
      { text: namesOf(group), names: true },
      { lay: (width, points) => reasonLines(paper, group, at < reasoned, width, points) },
    ]);
  table.end();
}

/** Names one after another; commas are set in the text's own type, so that they cannot pass for a part of a name. */
const namesOf = ({ resources }: Group): Span[] =>
  resources.flatMap(({ name, type, region }, at) => [
    { text: name, style: 'mono' as const },
    ...(type === 'accessPoint' ? [{ text: ` in ${region}`, colour: colour.muted }] : []),
    ...(at < resources.length - 1 ? [{ text: ', ' }] : []),
  ]);

/** The reason, and the reasoning behind it as far as the reason does not say it already. */
function reasonOf({ because, proof }: Group, withProof: boolean) {
  const { lead, steps, more } = takeApart(because, proof);
  return { lead, steps, more: withProof ? more : [] };
}

/** Further steps were read of the first resource only. */
const firstOf = ({ resources }: Group) => (resources.length > 1 ? 'For the first of them: ' : '');

function reasonLines(
  paper: Paper,
  group: Group,
  withProof: boolean,
  width: number,
  points: number,
): Line[] {
  const { lead, steps, more } = reasonOf(group, withProof);
  const lines = (text: string, ink?: string) =>
    text === '' ? [] : linesFor(paper, prose(`${text} `, ink), { size: points, width });
  const first = firstOf(group);
  return [
    ...lines(lead),
    ...stepLines(paper, steps, points, width),
    ...(more.length > 1
      ? [...lines(first, colour.muted), ...stepLines(paper, more, points, width, colour.muted)]
      : more.flatMap((step) => lines(first + step, colour.muted))),
  ];
}
