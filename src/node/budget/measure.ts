import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Chunk, closure, readChunks } from './chunks.ts';

/** One part of the site with its limit. Sizes are bytes after gzip at its best, file by file. */
export interface Part {
  title: string;
  files: readonly string[];
  sizeBytes: number;
  limitBytes: number;
}

export interface Measured {
  parts: readonly Part[];
  /** What must not be, as sentences. */
  problems: readonly string[];
}

/** 1 kB is 1,000 bytes. */
export const limits = {
  firstLoad: 80_000,
  judging: 130_000,
  scan: 120_000,
  files: 20_000,
  sometimes: 50_000,
  further: 60_000,
};

// Words that survive minification and occur in one library only.
const pdfWriter = 'StructTreeRoot';
const awsSdk = 'aws-sdk';
const furtherService = 'DescribeTrails';

interface ManifestEntry {
  file: string;
  isEntry?: boolean;
  imports?: readonly string[];
  css?: readonly string[];
  assets?: readonly string[];
}

/**
 * Measures the built site at `site`: what the page and the worker that it starts load first, what the worker loads to
 * open an audit, what it loads for a scan, and what only some people's scans ask for. Says as a problem where a library
 * is in a part that it must not be in.
 */
export function measure(site: string): Measured {
  const manifest = JSON.parse(
    readFileSync(path.join(site, '.vite/manifest.json'), 'utf8'),
  ) as Record<string, ManifestEntry>;
  const chunks = readChunks(site);
  const has = (file: string, word: string) => chunks.get(file)?.bytes.includes(word) ?? false;

  const page = entriesOf(manifest);
  const styles = page.flatMap(({ css }) => css ?? []);
  const first = [
    ...closure(
      chunks,
      page.map(({ file }) => file),
    ),
    ...styles,
  ];

  // Vite builds workers apart and lists them as assets of whoever starts them.
  const workers = Object.values(manifest)
    .flatMap(({ assets }) => assets ?? [])
    .filter((file) => file.endsWith('.js'));
  const scanning = [...chunks.values()].filter(({ file }) => has(file, awsSdk));
  const engines = workers.filter((file) => reaches(chunks, file, scanning));
  const engine = closure(chunks, engines);
  const later = engines.flatMap((file) => onDemandOf(chunks, closure(chunks, [file])));
  const needsSdk = (file: string) => {
    const needed = closure(chunks, [file]);
    return scanning.some((chunk) => needed.has(chunk.file));
  };
  const scan = closure(
    chunks,
    later.filter((file) => needsSdk(file)),
  );

  const part = (title: string, files: readonly string[], limitBytes: number): Part => ({
    title,
    files,
    sizeBytes: files.reduce((sum, file) => sum + zippedBytes(path.join(site, file)), 0),
    limitBytes,
  });
  const loaded = new Set([...first, ...engine]);
  const judging = closure(
    chunks,
    later.filter((file) => !needsSdk(file)),
  );
  // What opens files, puts them together and writes the less usual ones.
  const files = closure(
    chunks,
    onDemandOf(chunks, judging).filter((file) => !needsSdk(file)),
  );
  // The look at permissions with IAM's client, and what gets the credentials of roles and web identities.
  const further = closure(
    chunks,
    onDemandOf(chunks, scan).filter((file) => has(file, furtherService)),
  );
  const sometimes = closure(
    chunks,
    [...onDemandOf(chunks, scan), ...onDemandOf(chunks, judging).filter((file) => needsSdk(file))],
    true,
  );
  const parts = [
    part('First load: script and style, the worker included', [...loaded], limits.firstLoad),
    part(
      'Opening an audit: what the worker loads to judge',
      [...judging].filter((file) => !loaded.has(file)),
      limits.judging,
    ),
    part(
      'Scan: what the worker loads with the AWS SDK',
      [...scan].filter((file) => !loaded.has(file) && !judging.has(file)),
      limits.scan,
    ),
    part(
      'Beyond judging, when asked for: files in and out',
      [...files].filter((file) => !loaded.has(file) && !judging.has(file)),
      limits.files,
    ),
    part(
      'Beyond a scan, when asked for: roles, permissions',
      [...sometimes].filter(
        (file) => ![loaded, judging, files, scan, further].some((other) => other.has(file)),
      ),
      limits.sometimes,
    ),
    part(
      'Beyond a scan, when it asks them: services beside S3',
      [...further].filter(
        (file) => ![loaded, judging, files, scan].some((other) => other.has(file)),
      ),
      limits.further,
    ),
  ];
  return { parts, problems: problemsOf(parts, chunks, has) };
}

function problemsOf(
  parts: readonly Part[],
  chunks: ReadonlyMap<string, Chunk>,
  has: (file: string, word: string) => boolean,
): string[] {
  const problems: string[] = [];
  for (const { title, files, sizeBytes, limitBytes } of parts) {
    if (files.length === 0) problems.push(`${title}: no such file was found in the build.`);
    if (sizeBytes > limitBytes)
      problems.push(`${title}: ${kilobytes(sizeBytes)} are more than ${kilobytes(limitBytes)}.`);
    for (const file of files)
      if (has(file, pdfWriter)) problems.push(`${title}: ${file} holds the PDF writer.`);
  }
  for (const file of [...(parts[0]?.files ?? []), ...(parts[1]?.files ?? [])])
    if (has(file, awsSdk)) problems.push(`${file} holds the AWS SDK, before any scan.`);
  for (const [word, name] of [
    [pdfWriter, 'PDF writer'],
    [awsSdk, 'AWS SDK'],
  ] as const)
    if (![...chunks.keys()].some((file) => has(file, word)))
      problems.push(
        `No script holds the ${name}: the word it is known by, ${word}, is out of date.`,
      );
  return problems;
}

/** The page's entry and the chunks that it imports. */
function entriesOf(manifest: Record<string, ManifestEntry>): ManifestEntry[] {
  const seen = new Set<ManifestEntry>();
  const visit = (entry: ManifestEntry | undefined) => {
    if (!entry || seen.has(entry)) return;
    seen.add(entry);
    entry.imports?.forEach((key) => visit(manifest[key]));
  };
  Object.values(manifest)
    .filter(({ isEntry }) => isEntry)
    .forEach(visit);
  return [...seen];
}

const reaches = (chunks: ReadonlyMap<string, Chunk>, file: string, goals: readonly Chunk[]) => {
  const all = closure(chunks, [file], true);
  return goals.some((goal) => all.has(goal.file));
};

const onDemandOf = (chunks: ReadonlyMap<string, Chunk>, files: Iterable<string>) =>
  [...files].flatMap((file) => chunks.get(file)?.onDemand ?? []);

const zippedBytes = (file: string): number => gzipSync(readFileSync(file), { level: 9 }).length;

export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
