import {
  appendFileSync,
  closeSync,
  createReadStream,
  openSync,
  readSync,
  fstatSync,
} from 'node:fs';
import { createInterface } from 'node:readline';
import { keyOf, type ReadScope, type ResourceFacts, type Snapshot } from '../../model/snapshot.ts';
import type { Wrong } from '../collect-options.ts';
import { codeOf } from './results.ts';
import { ImportError } from '../../report/import.ts';
import { snapshotFrom } from '../../report/import/snapshot.ts';

// What a run has read so far, beside the file that it is to write: one JSON value a line, a resource each. A line is
// handed to the operating system before its bucket counts as read, so that a killed run keeps it.

const format = 'bucketproof/progress';
const version = 1;

/** What a run was asked to read, which must be the same when it goes on. */
export interface Errand {
  provider: 'aws' | 'other';
  /** Empty for AWS itself. */
  endpoint: string;
  scope: ReadScope | null;
}

type Head = Omit<Snapshot, 'facts'>;
type Line = { head: Head } | { resource: ResourceFacts };

/** What an earlier run has left. */
export interface Left {
  errand: Errand;
  /** Null where it had not come to read anything. */
  snapshot: Snapshot | null;
  /** Lines in the middle that could not be read; what stood in them is read again. */
  lost: number;
}

/** Reads such a file, or says why it is none to go on with. A last line that was being written is left out. */
export async function readProgress(file: string): Promise<Left | Wrong> {
  let errand: Errand | Wrong | null = null;
  let head: Head | null = null;
  const resources = new Map<string, ResourceFacts>();
  let lost = 0;
  let isBroken = false;
  try {
    const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
    for await (const text of lines) {
      if (text === '') continue;
      if (isBroken) lost++;
      const line = parse(text);
      isBroken = line === null;
      if (errand === null) errand = errandIn(line, file);
      if ('wrong' in errand) return errand;
      if (line !== null && 'head' in line) head = line.head;
      if (line !== null && 'resource' in line && isResource(line.resource))
        resources.set(keyOf(line.resource), line.resource);
    }
  } catch (error) {
    return { wrong: `${file} could not be read (${codeOf(error)}).` };
  }
  if (errand === null)
    return { wrong: `${file} is empty. Delete it, and begin anew without --resume.` };
  if (head === null) return { errand, snapshot: null, lost };
  try {
    return { errand, snapshot: snapshotFrom({ ...head, facts: [...resources.values()] }), lost };
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return {
      wrong: `${file} is damaged, so this run cannot go on with it. Delete it, and begin anew without --resume.`,
    };
  }
}

function parse(text: string): Line | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Line) : null;
  } catch {
    return null;
  }
}

function isResource(value: unknown): value is ResourceFacts {
  const { type, resource } = (value ?? {}) as Partial<ResourceFacts>;
  return typeof type === 'string' && typeof resource === 'string';
}

function errandIn(line: object | null, file: string): Errand | Wrong {
  const first = (line ?? {}) as Partial<Record<'format' | 'version', unknown>>;
  if (first.format !== format)
    return {
      wrong: `${file} is not what a collector left. Move it away, or name another file with --out.`,
    };
  if (first.version !== version)
    return {
      wrong: `${file} is of another version of the collector. Go on with that one, or delete the file to begin anew.`,
    };
  const { provider, endpoint, scope } = line as unknown as Errand;
  const isList = (value: unknown) => value === null || Array.isArray(value);
  if (scope !== null && !(isList(scope.buckets) && isList(scope.regions)))
    return { wrong: `${file} is damaged. Delete it, and begin anew without --resume.` };
  return { provider, endpoint, scope };
}

/** Where progress is kept while a run reads. */
export interface ProgressFile {
  /** Keeps a resource, and from time to time the head. */
  keep(resource: ResourceFacts, head: () => Head): void;
  /** Keeps the last head and closes the file. */
  end(head: Head): void;
  /** False once something could not be written, after which nothing more is tried. */
  intact(): boolean;
}

/** Milliseconds after which the count of calls is written again. A killed run loses the count of these at most. */
const headEvery = 1_000;

/**
 * Opens the file, anew or to go on with it. Throws Node's error where that cannot be. `failed` is told once, with the
 * code of the error, when a later write fails: the run goes on without.
 */
export function openProgress(
  file: string,
  errand: Errand,
  goOn: boolean,
  failed: (code: string) => void,
): ProgressFile {
  const open = openSync(file, goOn ? 'a+' : 'wx', 0o600);
  let intact = true;
  let headAt = -Infinity;
  const write = (line: object) => {
    if (!intact) return;
    try {
      appendFileSync(open, `${JSON.stringify(line)}\n`);
    } catch (error) {
      intact = false;
      failed(codeOf(error));
    }
  };
  if (!goOn) write({ format, version, ...errand });
  else if (!endsInLineBreak(open)) appendFileSync(open, '\n');
  return {
    keep(resource, head) {
      write({ resource });
      if (performance.now() - headAt < headEvery) return;
      headAt = performance.now();
      write({ head: head() });
    },
    end(head) {
      write({ head });
      closeSync(open);
    },
    intact: () => intact,
  };
}

function endsInLineBreak(open: number): boolean {
  const { size } = fstatSync(open);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(open, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}
