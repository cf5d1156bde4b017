import { frameworkLines, frameworkTitle } from '../frameworks.ts';
import type { ReportInput } from '../input/types.ts';
import { sayList } from '../say.ts';
import type { Span } from './lines.ts';
import { colour, textWidth } from './look.ts';
import { block, type Paper } from './paper.ts';
import { openTable } from './table.ts';

type Frameworks = Readonly<Record<string, readonly string[]>>;

/** Whether any check of the report names a framework; without, there is no such chapter. */
export const hasFrameworks = ({ checks }: ReportInput): boolean =>
  checks.some(({ check }) => frameworkLines(check.frameworks).length > 0);

/** The appendix of frameworks: every check of the report with its ids, once. */
export function writeFrameworks(paper: Paper, { checks }: ReportInput): void {
  const used = Object.keys(frameworkTitle).filter((key) =>
    checks.some(({ check }) => (check.frameworks[key]?.length ?? 0) > 0),
  );
  const names = [
    ...(used.some(isCis) ? [cisTitle] : []),
    ...used.filter((key) => !isCis(key)).map((key) => frameworkTitle[key] ?? key),
  ];
  block(
    paper,
    `Ids of ${sayList(names)}, check by check. They say where a finding belongs as technical evidence. They are no statement of conformity, which takes more than the settings of S3.`,
    { after: 8 },
  );
  const table = openTable(
    paper,
    [
      { title: 'Check', width: 150 },
      { title: 'Ids', width: textWidth - 150 },
    ],
    { points: 7.25, above: 2.4 },
  );
  for (const { check } of checks) {
    const spans = frameworkSpans(check.frameworks);
    if (spans.length > 0) table.row([{ text: check.title, names: true }, { text: spans }]);
  }
  table.end();
}

/** The few ids that a finding names itself: those of AWS Security Hub, and of the newest CIS AWS Foundations. */
export function shortReference(frameworks: Frameworks): string {
  const cis = Object.keys(frameworkTitle).find(
    (key) => isCis(key) && (frameworks[key]?.length ?? 0) > 0,
  );
  const named = ['security_hub', ...(cis === undefined ? [] : [cis])]
    .filter((key) => (frameworks[key]?.length ?? 0) > 0)
    .map((key) => `${frameworkTitle[key]}: ${frameworks[key]?.join(', ')}`);
  const left = frameworkLines(frameworks).length - named.length;
  const chapter = 'in the chapter "Frameworks"';
  if (named.length === 0) return left === 0 ? '' : `Listed ${chapter}.`;
  return [...named, ...(left === 0 ? [] : [`more ${chapter}`])].join('; ');
}

const cisTitle = 'CIS AWS Foundations';
const isCis = (key: string) => frameworkTitle[key]?.startsWith(cisTitle) ?? false;

/** Frameworks in a muted tone, their ids in the text's own; the editions of CIS are drawn together by their ids. */
function frameworkSpans(frameworks: Frameworks): Span[] {
  const others = Object.fromEntries(Object.entries(frameworks).filter(([key]) => !isCis(key)));
  const lines = [...cisLine(frameworks), ...frameworkLines(others)];
  return lines.flatMap((line, at): Span[] => {
    const end = line.indexOf(': ') + 1;
    return [
      { text: line.slice(0, end), colour: colour.muted },
      { text: line.slice(end) + (at < lines.length - 1 ? '; ' : '') },
    ];
  });
}

/** "CIS AWS Foundations: 3.1.4 (7.0, 6.0), 2.1.4 (5.0, 4.0)". */
function cisLine(frameworks: Frameworks): string[] {
  const byIds = new Map<string, string[]>();
  for (const [key, title] of Object.entries(frameworkTitle)) {
    const ids = frameworks[key];
    if (!isCis(key) || !ids || ids.length === 0) continue;
    const editions = byIds.get(ids.join(', ')) ?? [];
    byIds.set(ids.join(', '), [...editions, title.slice(cisTitle.length + 1)]);
  }
  if (byIds.size === 0) return [];
  const parts = [...byIds].map(([ids, editions]) => `${ids} (${editions.join(', ')})`);
  return [`${cisTitle}: ${parts.join(', ')}`];
}
