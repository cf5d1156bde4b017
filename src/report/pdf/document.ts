import PDFDocument from 'pdfkit';
import { page } from './look.ts';

export type Doc = PDFKit.PDFDocument;
export type Struct = ReturnType<Doc['struct']>;

/** An empty document: tagged, in English, with pages kept open so that "Page 3 of 17" can be written at the end. */
export function openDocument(title: string, subject: string): Doc {
  const options = {
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    // pdfkit starts with Helvetica where this is left out.
    font: null,
    info: { Title: plain(title), Subject: plain(subject), Creator: 'Bucketproof' },
  };
  const doc = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions);
  writeInLargePieces(doc);
  return doc;
}

/**
 * pdfkit keeps every drawing instruction of an open page as a byte array of its own, which takes a gigabyte for a
 * thousand pages. Here they gather as text, and reach the page in one piece when another page is turned to.
 */
function writeInLargePieces(doc: Doc): void {
  const inside = doc as unknown as {
    addContent(text: string): Doc;
    flushPages(): void;
    page: { write(text: string): void } | null;
  };
  let on = inside.page;
  let waiting: string[] = [];
  const write = () => {
    if (waiting.length > 0) on?.write(waiting.join('\n'));
    waiting = [];
  };
  inside.addContent = (text) => {
    if (inside.page !== on) write();
    on = inside.page;
    waiting.push(text);
    return doc;
  };
  const flushPages = inside.flushPages.bind(doc);
  inside.flushPages = () => {
    write();
    flushPages();
  };
}

/** pdfkit puts titles into XML as they are, so what XML would take for its own is left out. */
const plain = (text: string) => text.replace(/[\p{Cc}\p{Cf}\p{Cs}<>&]+/gu, ' ').trim();

/** The bytes of a document, once it is ended. Must be called before the first page is added. */
export function bytesOf(doc: Doc): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  return new Promise((done, failed) => {
    doc.on('data', (part: Uint8Array) => parts.push(part));
    doc.on('end', () => done(parts));
    doc.on('error', failed);
  });
}

/** Draws what carries no meaning: rules, grounds, running heads. Readers that speak leave it out. */
export function artifact(doc: Doc, type: 'Layout' | 'Pagination', draw: () => void): void {
  doc.markContent('Artifact', { type });
  draw();
  doc.endMarkedContent();
}
