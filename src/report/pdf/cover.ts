import { settingTitle } from '../../model/settings.ts';
import { recordedSays } from '../../model/staleness.ts';
import type { ReportInput } from '../input/types.ts';
import { assessed } from '../input.ts';
import { capital, sayCount, sayDay, sayList, sayNumber, sayTime, sayTool } from '../say.ts';
import { changedSettings } from '../settings.ts';
import { artifact, type Struct } from './document.ts';
import { fontsMissing } from './fonts.ts';
import type { Span } from './lines.ts';
import { colour, leading, page, severityColour, size, textWidth } from './look.ts';
import { block, linesFor, newPage, type Paper, writeLines } from './paper.ts';

export const reportTitle = ({ head }: ReportInput) =>
  head.provider === 'aws' ? 'Amazon S3 security report' : 'S3 storage security report';

/** The first page: what was looked at, when, by whom and with what, and how to take it. */
export function writeCover(paper: Paper, root: Paper['section'], input: ReportInput): void {
  const { head } = input;
  const { doc } = paper;
  newPage(paper);
  paper.section = doc.struct('Sect', { title: 'Cover' });
  root.add(paper.section);
  artifact(doc, 'Layout', () => doc.rect(0, 0, page.width, 8).fill(colour.accent));

  paper.y = 96;
  block(paper, [{ text: 'Bucketproof', style: 'bold', colour: colour.accent }], {
    size: 11,
    after: 60,
  });
  if (head.sample) writeSampleMark(paper);
  block(paper, [{ text: reportTitle(input), style: 'bold' }], {
    tag: 'H1',
    size: size.title,
    after: 6,
  });
  if (input.title)
    block(paper, [{ text: input.title, colour: colour.text }], { size: 15, after: 4 });
  const whose = head.provider === 'aws' ? `AWS account ${head.account || 'unknown'}` : head.account;
  block(paper, [{ text: whose || 'Unnamed account', colour: colour.text }], { size: 15, after: 4 });
  block(paper, [{ text: `Evidence of ${sayDay(head.endedAt)}`, colour: colour.muted }], {
    size: 12,
    after: 40,
  });

  const list = doc.struct('L');
  paper.section.add(list);
  for (const [title, text] of particulars(input)) particular(paper, list, title, text);
  list.end();

  paper.y = Math.max(paper.y + 30, 600);
  block(paper, [{ text: 'A snapshot in time', style: 'bold' }], {
    tag: 'H2',
    size: size.h2,
    after: 3,
  });
  block(paper, snapshotWords(input), { after: 6 });
  block(
    paper,
    'The report names buckets, identities and weaknesses. Share it only with people who need it.',
    { after: 6 },
  );
  if (paper.fonts.incomplete) block(paper, fontsMissing, { after: 0 });
}

function writeSampleMark(paper: Paper): void {
  const { doc } = paper;
  const { ink, ground } = severityColour.critical;
  const lines = linesFor(
    paper,
    [{ text: 'SAMPLE: a made-up account, for show', style: 'bold', colour: ink }],
    { size: 11 },
  );
  const top = paper.y;
  const height = 11 * leading + 8;
  const width = Math.max(...lines.map((line) => line.width)) + 20;
  artifact(doc, 'Layout', () => doc.roundedRect(page.left, top, width, height, 3).fill(ground));
  paper.section.add(
    doc.struct('P', {}, () => writeLines(paper, lines, page.left + 10, top + 4, 11)),
  );
  paper.y += height + 16;
}

function particulars({
  head,
  counts,
  buckets,
  accessPoints,
  rules,
  madeBy,
  recorded,
}: ReportInput) {
  const { of, count } = assessed(counts);
  const { coverage } = head;
  const changed = changedSettings(head.settings);
  const ended: Readonly<Record<typeof coverage.ended, string>> = {
    complete: 'to its end',
    cancelled: 'until it was stopped',
    interrupted: 'until it was interrupted',
    running: 'and was still running',
  };
  const listed =
    coverage.bucketsListed === null
      ? 'the list of buckets could not be read'
      : coverage.bucketsListed === 0
        ? 'the account has no buckets'
        : `${sayNumber(coverage.bucketsRead)} of ${sayCount(coverage.bucketsListed, 'bucket')} read`;
  const words: [string, string | Span[]][] = [
    ['Read from', `${sayTime(head.startedAt)} to ${sayTime(head.endedAt)}`],
    ['Read by', [{ text: head.identity ?? 'unknown', style: head.identity ? 'mono' : 'sans' }]],
    [
      'Scope',
      `${sayCount(buckets, 'bucket')}, ${sayCount(accessPoints, 'access point')}, ${
        coverage.regions.length === 0
          ? 'no Region searched for access points'
          : `${sayCount(coverage.regions.length, 'Region')} searched for access points`
      }`,
    ],
    ['Scan', capital(`${listed}; the scan ran ${ended[coverage.ended]}`)],
    ...(recorded.facts > 0 ? [['Recorded', recordedSays(recorded)] as [string, string]] : []),
    ['Coverage', `${sayNumber(count)} of ${sayCount(of, 'question')} assessed`],
    ['Collected with', sayTool(head.tool)],
    ...(madeBy ? [['Made with', sayTool(madeBy)] as [string, string]] : []),
    ['Judged by rules', rules],
    ...(changed.length > 0
      ? [
          [
            'Settings',
            `${capital(sayList(changed.map((name) => settingTitle[name].toLowerCase())))} set by the user; see the last chapter`,
          ] as [string, string],
        ]
      : []),
  ];
  return words;
}

function particular(
  paper: Paper,
  list: Struct,
  title: string,
  text: string | readonly Span[],
): void {
  const left = 110;
  const top = paper.y;
  const points = size.body;
  const name = linesFor(paper, [{ text: title, colour: colour.muted }], { width: left });
  const lines = linesFor(paper, text, { width: textWidth - left });
  const { doc } = paper;
  const item = doc.struct('LI');
  list.add(item);
  item.add(doc.struct('Lbl', {}, () => writeLines(paper, name, page.left, top, points)));
  item.add(doc.struct('LBody', {}, () => writeLines(paper, lines, page.left + left, top, points)));
  item.end();
  paper.y += lines.length * points * leading + 5;
}

const snapshotWords = ({ head }: ReportInput) =>
  `This report describes the account as it was read between the times above, and says nothing about any time before or after. ${
    head.sample ? 'The account is made up. ' : ''
  }It rests only on what the identity above was allowed to read: what could not be read is listed, and was never counted as a pass. General purpose buckets, their access points and the account's own settings were looked at; directory, table and vector buckets were not.`;
