import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What Poppler's tools, an independent reader of PDF, make of a document. They must be installed. */
export interface Read {
  /** `pdfinfo`: names and values. */
  info: Readonly<Record<string, string>>;
  /** Text of each page, in reading order. */
  pages: readonly string[];
  /** The structure tree with its text. */
  structure: string;
  /** The bookmarks, indented by their level. */
  outline: string;
  /** Every word with its place, in points from the upper left corner. */
  words: readonly { page: number; left: number; top: number; right: number; bottom: number }[];
  /** `pdffonts`: one line for each font. */
  fonts: readonly string[];
  /** What the tools complained about. */
  complaints: string;
}

/** Reads a document; `textOnly` leaves out structure, outline and places, which take long where there are many pages. */
export async function readPdf(bytes: Uint8Array, { textOnly = false } = {}): Promise<Read> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bucketproof-pdf-'));
  const file = path.join(folder, 'report.pdf');
  await writeFile(file, bytes);
  let complaints = '';
  const tool = async (name: string, ...args: string[]) => {
    const { stdout, stderr } = await run(name, args, { maxBuffer: 200_000_000 });
    complaints += stderr;
    return stdout;
  };
  try {
    const info = await tool('pdfinfo', file);
    const text = await tool('pdftotext', file, '-');
    const fonts = await tool('pdffonts', file);
    const structure = textOnly ? '' : await tool('pdfinfo', '-struct-text', file);
    const xml = textOnly ? '' : await tool('pdftohtml', '-xml', '-i', '-stdout', file);
    const boxes = textOnly ? '' : await tool('pdftotext', '-bbox', file, '-');
    return {
      info: Object.fromEntries(
        info.split('\n').map((line) => [line.split(':')[0], line.replace(/^[^:]*: */, '')]),
      ),
      pages: text.split('\f').slice(0, -1),
      structure,
      fonts: fonts.split('\n').slice(2, -1),
      outline: /<outline>[\s\S]*<\/outline>/.exec(xml)?.[0] ?? '',
      words: wordsOf(boxes),
      complaints,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function wordsOf(boxes: string): Read['words'] {
  return boxes.split('<page ').flatMap((html, page) =>
    [...html.matchAll(/<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">/g)].map(
      ([, left, top, right, bottom]) => ({
        page,
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
      }),
    ),
  );
}

/** Text without any white space, for names that were broken at line ends. */
export const squeezed = (text: string) => text.replace(/\s+/g, '');
