import { type Snapshot, snapshotFormat, snapshotVersion } from '../model/snapshot.ts';
import { unblocked } from './block.ts';
import { ImportError, makeAgain } from './import/error.ts';
import { type ImportLimits, importLimits } from './import/limits.ts';
import { recogniseBytes, recogniseJson, recogniseText } from './import/recognise.ts';
import { snapshotFrom } from './import/snapshot.ts';
import { textOf } from './import/text.ts';
import { inspectTree } from './import/tree.ts';

export { ImportError, type ImportLimits };

/**
 * Opens a snapshot file, as the collector writes it or as it is exported here; it may be zipped with gzip, whatever
 * its name, or be the text that the collector prints to be copied. The file is not trusted: sizes are limited, every
 * field is checked and copied, and what the type does not name stays outside, findings included, which are judged anew.
 * What comes back needs no further checks, but who made it is not known. Rejects with `ImportError` only, whose message
 * is for the user.
 */
export async function readSnapshotFile(
  bytes: Uint8Array,
  limits: Partial<ImportLimits> = {},
): Promise<Snapshot> {
  const allowed = { ...importLimits, ...limits };
  const mistaken = recogniseBytes(String.fromCharCode(...bytes.subarray(0, 16)));
  if (mistaken) throw new ImportError(mistaken);
  const text = await textOf(await unblocked(bytes, allowed), allowed);
  const value = parse(text);
  inspectTree(value, allowed);
  requireOurs(value);
  return snapshotFrom(value);
}

function parse(text: string): unknown {
  if (text.trim() === '')
    throw new ImportError(
      'The file is empty. Choose the file that the collector wrote, or a snapshot exported here.',
    );
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the file, so it is not passed on.
    const words = recogniseText(text);
    if (words) throw new ImportError(words);
    const cutShort = /^\s*[[{]/.test(text) && !/[\]}]\s*$/.test(text.slice(-100));
    throw new ImportError(
      cutShort
        ? 'The file ends in the middle: it was not written or copied to its end. Copy it again, or make it again with the collector.'
        : `The file is not JSON. ${makeAgain}`,
    );
  }
}

/** Refuses other formats, and versions that this program would misunderstand. */
function requireOurs(value: unknown): void {
  const { format, version, tool } = (
    typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  ) as Record<string, unknown>;
  if (format !== snapshotFormat)
    throw new ImportError(
      recogniseJson(value) ??
        `The file is JSON but not a snapshot: its format is not "${snapshotFormat}". Open a file that the collector wrote, or one that was exported here.`,
    );
  if (typeof version === 'number' && Number.isInteger(version) && version > snapshotVersion) {
    const { name, version: made } = (tool ?? {}) as Record<string, unknown>;
    const by =
      typeof name === 'string' && typeof made === 'string'
        ? ` (it was made by ${name.slice(0, 60)} ${made.slice(0, 40)})`
        : '';
    throw new ImportError(
      `The file has format version ${version}${by}; this page reads up to version ${snapshotVersion}. Open it with a newer version of this page.`,
    );
  }
  if (version !== snapshotVersion)
    throw new ImportError(
      `version should be ${snapshotVersion}, the number of the file's format. ${makeAgain}`,
    );
}
