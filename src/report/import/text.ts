import { ImportError } from './error.ts';
import { type ImportLimits, sizeInWords } from './limits.ts';

/**
 * The text of a file: unzipped where its first bytes say gzip, whatever its name, and decoded from UTF-8, or from
 * UTF-16 where a byte order mark says so, as PowerShell writes it. Stops as soon as a limit is passed, so that a small
 * file cannot unpack into an endless one. Rejects with `ImportError` only.
 */
export async function textOf(bytes: Uint8Array, limits: ImportLimits): Promise<string> {
  if (bytes.length === 0)
    throw new ImportError(
      'The file is empty. Choose the file that the collector wrote, or a snapshot exported here.',
    );
  if (bytes.length > limits.fileBytes)
    throw new ImportError(
      `The file has ${sizeInWords(bytes.length)}; this page opens at most ${sizeInWords(limits.fileBytes)}. Zip it with gzip first, which makes such files about fifty times smaller.`,
    );
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!zipped && bytes.length > limits.textBytes) throw tooLong(limits);
  return decode(zipped ? unzip(bytes, limits) : once(bytes));
}

const tooLong = (limits: ImportLimits) =>
  new ImportError(
    `The file unpacks to more than ${sizeInWords(limits.textBytes)}, which this page does not open. Collect the account in parts, or fewer buckets at a time.`,
  );

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* unzip(bytes: Uint8Array, limits: ImportLimits): AsyncGenerator<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  const reader = stream.getReader();
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        throw new ImportError(
          'The file is a gzip file that ends too early or is damaged. Copy or download it again.',
        );
      });
      if (done) return;
      length += value.length;
      if (length > limits.textBytes) throw tooLong(limits);
      yield value;
    }
  } finally {
    // Also where the caller gave up; what the stream says to that is of no interest.
    await reader.cancel().catch(() => undefined);
  }
}

async function decode(parts: AsyncGenerator<Uint8Array>): Promise<string> {
  let decoder: TextDecoder | null = null;
  let text = '';
  try {
    for await (const part of parts) {
      decoder ??= new TextDecoder(encodingOf(part), { fatal: true });
      text += decoder.decode(part, { stream: true });
    }
    return text + (decoder?.decode() ?? '');
  } catch (error) {
    if (error instanceof ImportError) throw error;
    if (error instanceof RangeError)
      throw new ImportError(
        'The file is longer than any text this browser can hold. Collect the account in parts.',
      );
    throw new ImportError('The file is not text: it has bytes that no JSON file has.');
  }
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
