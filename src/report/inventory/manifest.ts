import { ImportError } from '../import/error.ts';

/** What an inventory report says of itself. https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-location.html */
export interface Manifest {
  bucket: string;
  /** ISO time at which S3 began to list. */
  createdAt: string;
  columns: readonly string[];
  /** Names of the data files, without their path. */
  files: readonly string[];
  /** Id of the inventory configuration, which stands in the path; null where it does not. */
  configuration: string | null;
}

const choose = 'Choose the file manifest.json of the report, together with its data files.';

/** Reads a manifest. Throws `ImportError` where it is none, or of a report that cannot be read here. */
export function readManifest(text: string): Manifest {
  const value = parsed(text);
  const { sourceBucket, creationTimestamp, fileFormat, fileSchema, files } = value;
  if (typeof sourceBucket !== 'string' || typeof fileFormat !== 'string' || !Array.isArray(files))
    throw new ImportError(`This is no manifest of an inventory report. ${choose}`);
  if (fileFormat !== 'CSV')
    throw new ImportError(
      `The report is in the format ${fileFormat.slice(0, 40)}, which this page does not read. Set the inventory's output format to CSV, and take the next report.`,
    );
  const made = Number(creationTimestamp);
  if (!Number.isSafeInteger(made) || made <= 0 || made > 8.64e15)
    throw new ImportError('The manifest does not say when the report was made. Download it again.');
  const columns = typeof fileSchema === 'string' ? fileSchema.split(',').map(trim) : [];
  if (!columns.includes('Key'))
    throw new ImportError(
      'The manifest does not say in which columns its files are (fileSchema). Download it again.',
    );
  const keys = files.map((file: unknown) => {
    const key = typeof file === 'object' && file !== null && 'key' in file ? file.key : null;
    if (typeof key !== 'string' || key === '')
      throw new ImportError('The manifest names a data file without its key. Download it again.');
    return key;
  });
  const names = keys.map((key) => key.slice(key.lastIndexOf('/') + 1));
  // Below the destination's prefix: the source bucket, the id of the configuration, `data`.
  const [, configuration = null] = /(?:^|\/)([^/]+)\/data\/[^/]+$/.exec(keys[0] ?? '') ?? [];
  return {
    bucket: sourceBucket,
    createdAt: new Date(made).toISOString(),
    columns,
    files: names,
    configuration,
  };
}

const trim = (text: string): string => text.trim();

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new ImportError(`This is no manifest of an inventory report. ${choose}`);
}
