import Papa from 'papaparse';
import { ImportError } from '../import/error.ts';

/** No line of a report is longer: a key has 1,024 bytes, an ACL 100 grants. */
const longest = 200_000;

/**
 * The rows of a data file, unzipped where it is zipped, some at a time, so that a long file takes no more room than a
 * short one. Rejects with `ImportError` where it is damaged. `signal` ends it with its own reason.
 */
export async function* rowsOf(
  file: Blob,
  signal: AbortSignal,
): AsyncGenerator<readonly (readonly string[])[]> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const zipped = start[0] === 0x1f && start[1] === 0x8b;
  const bytes = zipped ? file.stream().pipeThrough(new DecompressionStream('gzip')) : file.stream();
  const reader = bytes.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      if (rest.length > longest && !rest.includes('\n')) throw new ImportError(tooLong);
      // Keys are encoded, so that no field holds the end of a line.
      const end = done ? rest.length : rest.lastIndexOf('\n') + 1;
      const text = rest.slice(0, end);
      rest = rest.slice(end);
      if (text !== '') yield parsed(text);
      if (done) return;
    }
  } catch (error) {
    if (error instanceof ImportError || signal.aborted) throw error;
    throw new ImportError('ends too early, is damaged, or is no CSV. Download it again.');
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parsed(text: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true });
  if (errors.length > 0)
    throw new ImportError('has a line whose quotes do not match. Download it again.');
  return data;
}

const tooLong = 'has a line that is longer than any of an inventory report. Download it again.';
