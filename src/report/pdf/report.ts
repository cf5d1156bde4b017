import type { ReportInput } from '../input/types.ts';
import { breath } from './breath.ts';
import { writeCalls } from './calls.ts';
import { checklistPlace, writeChecklists, writeResources } from './checklists.ts';
import { type Entry, reserveContents } from './contents.ts';
import { reportTitle, writeCover } from './cover.ts';
import { bytesOf, openDocument } from './document.ts';
import { failing, findingPlace, writeFindings } from './findings.ts';
import { writeGetsIn } from './exposure.ts';
import { type LoadFont, loadFonts } from './fonts.ts';
import { hasFrameworks, writeFrameworks } from './frameworks.ts';
import { writeFurniture } from './furniture.ts';
import { bookmark, chapter } from './headings.ts';
import { writeOverview } from './overview.ts';
import { severityTitle } from './look.ts';
import type { Paper } from './paper.ts';
import { writeReading } from './reading.ts';
import { charactersOf } from './text-of.ts';
import { writeUnread } from './unread.ts';

export { Aborted } from './breath.ts';
export type { LoadFont } from './fonts.ts';

export interface PdfOptions {
  loadFont: LoadFont;
  /** Told from time to time how much is done, from 0 to 1. */
  onProgress?: (share: number) => void;
  /** Aborting it makes the promise reject with `Aborted`. */
  signal?: AbortSignal;
}

/** How much of the work each part is, measured with 300 buckets. */
const shares = {
  fonts: 0.03,
  findings: 0.07,
  getsIn: 0.08,
  resources: 0.1,
  checklists: 0.85,
  rest: 0.97,
};

/**
 * Makes the report as a PDF and resolves to its bytes in parts, fit for a Blob. It is tagged, has contents, bookmarks
 * and page numbers, and its text can be selected and searched. Long reports take seconds, so this belongs in a worker;
 * it stops for breath often enough to be given up.
 */
export async function makePdf(
  input: ReportInput,
  { loadFont, onProgress = () => undefined, signal = new AbortController().signal }: PdfOptions,
): Promise<Uint8Array[]> {
  const { between } = breath(signal, onProgress);
  const stage = (from: number, to: number) => (share: number) =>
    between(from + (to - from) * share);
  const { head } = input;
  const title = `${reportTitle(input)}, ${head.provider === 'aws' ? 'account ' : ''}${head.account}`;
  const doc = openDocument(
    head.sample ? `SAMPLE: ${title}` : title,
    `Evidence of ${head.startedAt} to ${head.endedAt}`,
  );
  const bytes = bytesOf(doc);
  const fonts = await loadFonts(doc, charactersOf(input), loadFont);
  await between(shares.fonts);

  const root = doc.struct('Document');
  doc.addStructure(root);
  const paper: Paper = {
    doc,
    fonts,
    y: 0,
    pages: 0,
    section: root,
    places: new Map<string, number>(),
    late: [],
  };
  writeCover(paper, root, input);
  const chapters = chaptersOf(input);
  reserveContents(paper, root, entriesOf(input));
  bookmark(paper, doc.outline, 'Contents');

  chapter(paper, root, ...chapters.summary, { flows: false });
  writeOverview(paper, input);
  const findings = chapter(paper, root, ...chapters.findings, { flows: false });
  await writeFindings(paper, input, findings, stage(shares.fonts, shares.findings));
  chapter(paper, root, ...chapters.getsIn);
  await writeGetsIn(paper, input, checklistPlace, stage(shares.findings, shares.getsIn));
  chapter(paper, root, ...chapters.resources);
  await writeResources(paper, input, stage(shares.getsIn, shares.resources));
  const lists = chapter(paper, root, ...chapters.checklists);
  await writeChecklists(paper, input, lists, stage(shares.resources, shares.checklists));
  chapter(paper, root, ...chapters.unread);
  writeUnread(paper, input);
  chapter(paper, root, ...chapters.calls);
  writeCalls(paper, input);
  if (chapters.frameworks) {
    chapter(paper, root, ...chapters.frameworks);
    writeFrameworks(paper, input);
  }
  chapter(paper, root, ...chapters.reading);
  writeReading(paper, input);

  for (const write of paper.late) {
    write();
    await between(shares.checklists);
  }
  await writeFurniture(paper, input, stage(shares.checklists, shares.rest));
  doc.end();
  const parts = await bytes;
  await between(1);
  onProgress(1);
  return parts;
}

/** Titles and destinations of the chapters. */
function chaptersOf(input: ReportInput) {
  const { buckets, accessPoints } = input;
  const resources = accessPoints > 0 && buckets > 0 ? 'Buckets and access points' : 'Buckets';
  return {
    summary: ['Summary', 'c1'],
    findings: ['Findings', 'c2'],
    getsIn: ['Who gets in', 'c3'],
    resources: [resources, 'c4'],
    checklists: ['Checklists', 'c5'],
    unread: ['Not assessed', 'c6'],
    calls: ['Calls made', 'c7'],
    ...(hasFrameworks(input) && { frameworks: ['Frameworks', 'c8'] as const }),
    reading: ['How to read this report', 'c9'],
  } as const;
}

function entriesOf(input: ReportInput): Entry[] {
  return Object.entries(chaptersOf(input)).flatMap(([key, [title, destination]]) => [
    { level: 1 as const, title, destination },
    ...(key === 'findings'
      ? failing(input).map(({ check }, at) => ({
          level: 2 as const,
          title: `${severityTitle[check.severity]} fail: ${check.title}`,
          destination: findingPlace(at),
        }))
      : []),
  ]);
}
