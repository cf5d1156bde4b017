/**
 * What a file is that is not one of ours, as a sentence for whoever opened it by mistake; null where nothing better can
 * be said than that it is not JSON. `start` is the beginning of its bytes, read as Latin-1.
 */
export function recogniseBytes(start: string): string | null {
  if (start.startsWith('%PDF-'))
    return 'This is a PDF. A report cannot be opened again: open the JSON file of the same audit.';
  if (start.startsWith('PK\x03\x04'))
    return 'This is a ZIP file, or a document that is one inside. Unpack it and open the JSON file in it.';
  if (start.startsWith('\x89PNG') || start.startsWith('\xff\xd8\xff'))
    return 'This is a picture, not a snapshot.';
  if (start.startsWith('SQLite format 3')) return 'This is a SQLite database, not a snapshot.';
  return null;
}

/** The same for a file that is text, but not JSON. */
export function recogniseText(text: string): string | null {
  const start = text.slice(0, 4000).trimStart();
  if (start.startsWith('<'))
    return 'This is a web page or another kind of markup, not a snapshot. Perhaps a sign-in page was saved in its place.';
  if (/^scoutsuite_results\s*=/.test(start))
    return 'This is a result of ScoutSuite, which this page does not open. Make a file with the collector.';
  const line = start.split(/\r?\n/, 1)[0] ?? '';
  if (line.startsWith('{"format":"bucketproof/progress"'))
    return 'This is what a collector has read so far, not its result. Run the collector again with --resume, then open the file that it writes.';
  if (/^"?AUTH_METHOD"?;|;"?CHECK_ID"?;/.test(line))
    return 'This is a CSV of Prowler, which this page does not open. Make a file with the collector.';
  if (/^(sample|"sample"),/.test(line))
    return 'This is a CSV that was exported here. A CSV cannot be opened again: open the JSON file of the same audit.';
  if (/^-----BEGIN|aws_secret_access_key/i.test(start))
    return 'This looks like a file of keys or credentials. It was not read further; do not share it.';
  if (!/^[[{]/.test(start) && (line.match(/[,;\t]/g)?.length ?? 0) >= 3)
    return 'This looks like a CSV. This page opens snapshots, which are JSON files.';
  return null;
}

/** The same for a file that is JSON, but not of our format. */
export function recogniseJson(value: unknown): string | null {
  const one = Array.isArray(value) ? value[0] : value;
  if (typeof one !== 'object' || one === null) return null;
  const has = (...names: string[]) => names.every((name) => Object.hasOwn(one, name));
  const collector = 'which this page does not open. Make a file with the collector.';
  if (
    (has('finding_info') && (has('class_uid') || has('metadata'))) ||
    has('CheckID', 'StatusExtended')
  )
    return `This is a list of findings in the format of Prowler or another OCSF tool, ${collector}`;
  if (has('SchemaVersion', 'ProductArn'))
    return `This is a list of findings in the format of Security Hub, ${collector}`;
  if (has('provider_code', 'services') || has('last_run', 'services'))
    return `This is a result of ScoutSuite, ${collector}`;
  if (has('sourceBucket', 'fileSchema'))
    return 'This is the manifest of a report of S3 Inventory. Open the audit of its account, then the bucket, and choose it there under Objects, together with its data files.';
  if (has('configurationItems')) return `This is a file of AWS Config, ${collector}`;
  if (has('Buckets')) return `This is the output of an AWS CLI command, ${collector}`;
  if (has('Statement'))
    return 'This is a policy, not a snapshot. The page shows the policies of buckets once an account is opened.';
  return null;
}
