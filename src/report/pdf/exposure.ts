import { type Deed } from '../../model/exposure.ts';
import { deedsText, exposureSays, markOf, reachShort } from '../../model/exposure-words.ts';
import type { BucketExposure, ExposureLine } from '../input/exposure.ts';
import type { ReportInput } from '../input/types.ts';
import { sayNumber } from '../say.ts';
import { noBucketSays } from '../summary.ts';
import type { Span } from './lines.ts';
import { colour, page, size, textWidth, verdictColour } from './look.ts';
import { block, linesFor, type Paper } from './paper.ts';
import { prose } from './prose.ts';
import { stepLines, writeSteps } from './steps.ts';
import { type Cell, openTable } from './table.ts';

const points = 7.75;
/** The table of all buckets is narrow in its columns. */
const tiny = size.tiny;

/** Deeds with a column of their own in the table of all buckets. */
const columns: readonly Deed[] = ['list', 'read', 'write', 'delete', 'permissions'];
const columnTitle = ['List', 'Read', 'Write', 'Delete', 'Permissions'];
const columnWidth = 57;

/** The chapter that says of all buckets at a glance who gets in. `placeOf` gives where a bucket's checklist is. */
export async function writeGetsIn(
  paper: Paper,
  input: ReportInput,
  placeOf: (at: number) => string,
  between: (share: number) => Promise<void>,
): Promise<void> {
  const { checklists, checklistsLeftOut } = input;
  const buckets = [...checklists.entries()].filter(([, { exposure }]) => exposure !== null);
  if (buckets.length === 0) {
    block(paper, noBucketSays(input));
    return;
  }
  block(
    paper,
    `The widest circle of callers that can list, read, write and delete objects and change permissions. ${exposureSays.now} Each bucket has its chain of reasons on the page named, where reading of settings is shown too.`,
  );
  block(
    paper,
    `"Own" is the owner’s account only. "Behind blocks" says whether more would get in without Block Public Access, and with ACLs enabled.${
      checklistsLeftOut > 0
        ? ` The ${sayNumber(checklistsLeftOut)} buckets and access points without a checklist are not listed here; the CSV of who gets in has every bucket.`
        : ''
    }`,
    { after: 8 },
  );
  const table = openTable(
    paper,
    [
      { title: 'Bucket', width: textWidth - 5 * columnWidth - 76 },
      ...columnTitle.map((title) => ({ title, width: columnWidth })),
      { title: 'Behind blocks', width: 46 },
      { title: 'Page', width: 30, align: 'right' as const },
    ],
    { points: tiny },
  );
  for (const [done, [at, { name, exposure }]] of buckets.entries()) {
    if (!exposure) continue;
    table.row([
      { text: [{ text: name, style: 'mono' }], names: true },
      ...columns.map((deed): Cell => ({ text: [reachWord(exposure.reach[deed])] })),
      { text: [behindBlocks(exposure)] },
      { text: '', pageOf: placeOf(at) },
    ]);
    await between((done + 1) / buckets.length);
  }
  table.end();
}

function reachWord(who: keyof typeof reachShort): Span {
  const mark = markOf({ who });
  const text = reachShort[who];
  if (mark === 'fail' || mark === 'notAssessed')
    return { text, style: 'bold', colour: verdictColour[mark].ink };
  return mark === 'pass' ? { text, colour: colour.muted } : { text };
}

function behindBlocks({ latent, unsettled, now }: BucketExposure): Span {
  if (latent.length > 0) return { text: 'More', style: 'bold', colour: verdictColour.fail.ink };
  if (unsettled.length > 0 || now.some(({ mark }) => mark === 'notAssessed'))
    return { text: 'Unknown', style: 'bold', colour: verdictColour.notAssessed.ink };
  return { text: 'Nothing', colour: colour.muted };
}

/** Who gets into one bucket: a sentence where it is its owner's account only, and else a table with the chains. */
export function writeExposure(paper: Paper, exposure: BucketExposure): void {
  const { now, latent, unsettled, rest, differences } = exposure;
  const [only] = now;
  if (only && now.length === 1 && only.mark === 'pass') {
    const says = `${only.who}, for everything. ${latent.length + unsettled.length > 0 ? '' : (rest ?? '')}`;
    block(paper, [{ text: 'Who gets in: ', style: 'bold' }, { text: says }], {
      size: size.small,
      after: 5,
    });
  } else writeLines(paper, now, 'Who gets in');
  if (differences.length > 0) {
    block(paper, [{ text: `${exposureSays.differs}:`, style: 'bold' }], {
      size: size.small,
      after: 2,
      keep: 30,
    });
    writeSteps(paper, differences, page.left, textWidth);
    paper.y += 5;
  }
  for (const [lines, says] of [
    [latent, exposureSays.latent],
    [unsettled, exposureSays.unsettled],
  ] as const) {
    if (lines.length === 0) continue;
    block(paper, says, { size: size.small, after: 3, keep: 40 });
    writeLines(paper, lines, 'Who would get in');
  }
}

function writeLines(paper: Paper, lines: readonly ExposureLine[], title: string): void {
  const table = openTable(
    paper,
    [
      { title: 'What', width: 128 },
      { title, width: 125 },
      { title: 'By which way', width: textWidth - 253 },
    ],
    { points },
  );
  for (const { deeds: which, mark, who, because, steps } of lines)
    table.row([
      { text: deedsText(which), names: true },
      mark ? { text: who, mark } : { text: who },
      {
        lay: (width, points) => [
          ...(because === '' ? [] : linesFor(paper, prose(`${because} `), { size: points, width })),
          ...stepLines(paper, steps, points, width),
        ],
      },
    ]);
  table.end();
}
