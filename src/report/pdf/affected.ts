import type { Check } from '../../model/check.ts';
import type { Group } from '../input.ts';
import { sayCount } from '../say.ts';
import type { Span } from './lines.ts';
import { colour, size, textWidth } from './look.ts';
import { block, type Paper } from './paper.ts';
import { prose } from './prose.ts';
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
    const count = {
      text: `${sayCount(group.resources.length, one, many)}: `,
      style: 'bold' as const,
    };
    block(paper, [count, ...reasonOf(group, at < reasoned)], { after: 2, keep: 30 });
    block(paper, namesOf(group), { size: size.small, after: 8 });
  }
  if (small.length === 0) return;
  const table = openTable(paper, [
    { title: one.charAt(0).toUpperCase() + one.slice(1), width: 190 },
    { title: 'Because', width: textWidth - 190 },
  ]);
  for (const [at, group] of small.entries())
    table.row([{ text: namesOf(group), names: true }, { text: reasonOf(group, at < reasoned) }]);
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
function reasonOf({ because, proof, resources }: Group, withProof: boolean): Span[] {
  const more = withProof ? proof.filter((step) => !because.includes(step)) : [];
  if (more.length === 0) return prose(because);
  const lead = resources.length > 1 ? ' For the first of them: ' : ' ';
  return [...prose(because), ...prose(lead + more.join(' '), colour.muted)];
}
