import { STSClient } from '@aws-sdk/client-sts';
import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { SessionError } from '../gather/roof.ts';
import { type Progress, scan } from '../gather/scan.ts';
import { explain } from '../gather/explain.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { exportSnapshot } from '../report/json.ts';
import { help, readOptions } from './collect-options.ts';
import { nodeRoof } from './roof.ts';

const tool = { name: 'bucketproof-collector', version: __VERSION__, build: __BUILD__ };
const say = (text: string) => process.stderr.write(`${text}\n`);

/** Runs the collector and resolves to its exit code. */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options === 'help') return (process.stdout.write(`${help}\n`), 0);
  if (options === 'version') return (process.stdout.write(`${tool.version}\n`), 0);
  if ('wrong' in options) return (say(options.wrong), 2);

  const session = new STSClient({
    ...(options.region !== undefined && { region: options.region }),
    ...(options.profile !== undefined && { profile: options.profile }),
  });
  const region = options.region ?? (await session.config.region().catch(() => 'us-east-1'));
  try {
    await session.config.credentials();
  } catch {
    say(
      options.profile === undefined
        ? 'No credentials were found. Log in (for example "aws sso login"), set AWS_ACCESS_KEY_ID and its companions, or name a --profile.'
        : `The profile "${options.profile}" gave no credentials. Check its name, or log in again.`,
    );
    return 1;
  }

  const stop = new AbortController();
  process.once('SIGINT', () => {
    say('\nStopping; what was read will be written. Press Ctrl+C again to leave at once.');
    stop.abort();
    process.once('SIGINT', () => process.exit(130));
  });
  const show = options.quiet ? () => undefined : progressLine();
  let snapshot: Snapshot;
  try {
    snapshot = await scan(
      {
        region,
        provider: options.provider,
        accountName: options.accountName,
        concurrency: options.concurrency,
        tool,
      },
      nodeRoof(session.config.credentials, options.endpoint, options.concurrency),
      { progress: show },
      stop.signal,
    );
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
    say(explain('session', error));
    return 1;
  }
  if (!options.quiet) say('');

  const { coverage } = snapshot;
  const nothing = coverage.bucketsListed === null && coverage.bucketsRead === 0;
  if (nothing && snapshot.calls.every(({ outcomes }) => !outcomes['ok'])) {
    say(coverage.note || 'Nothing could be read.');
    return 1;
  }
  if (!(await write(options.out, exportSnapshot(snapshot)))) return 1;
  summarise(snapshot, options.out);
  return coverage.ended === 'complete' ? 0 : 3;
}

/** Writes beside the target first, so that a full disk never leaves half a file under its name. */
async function write(out: string, text: string): Promise<boolean> {
  if (out === '-') {
    await new Promise<void>((done) => process.stdout.write(text, () => done()));
    return true;
  }
  const data = out.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text;
  const part = `${out}.part`;
  try {
    await writeFile(part, data, { mode: 0o600 });
    if (existsSync(out)) say(`${out} is replaced.`);
    await rename(part, out);
    return true;
  } catch (error) {
    say(
      `${out} could not be written (${(error as NodeJS.ErrnoException).code ?? 'error'}). Name another place with --out.`,
    );
    return false;
  }
}

/** One line on standard error, rewritten four times a second on a terminal, and once in ten seconds elsewhere. */
function progressLine(): (progress: Progress) => void {
  const terminal = process.stderr.isTTY === true;
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    if (now - last < (terminal ? 250 : 10_000) && progress.phase !== 'finishing') return;
    last = now;
    const of = progress.bucketsListed === null ? '' : ` of ${progress.bucketsListed}`;
    const slow = progress.throttled > 0 ? `, ${progress.throttled} throttled` : '';
    const line = `${progress.bucketsDone}${of} buckets, ${progress.calls} calls${slow}`;
    if (terminal) process.stderr.write(`\r\u001b[K${line}`);
    else say(line);
  };
}

function summarise({ coverage, account, facts }: Snapshot, out: string) {
  const gaps = facts.reduce(
    (sum, { facts: set }) => sum + Object.values(set).filter((evidence) => !evidence.known).length,
    0,
  );
  say(
    `Account ${account}: ${coverage.bucketsRead} of ${coverage.bucketsListed ?? 'unknown'} buckets read, ${gaps} facts could not be read.`,
  );
  for (const { region, service, reason } of coverage.skippedRegions)
    say(`Skipped ${service} in ${region}: ${reason}`);
  if (coverage.note !== '') say(coverage.note);
  if (out !== '-') say(`Written to ${out}. Open it on the Bucketproof page.`);
}

// The SDK speaks to developers here, on the screen of people who never chose its version.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
process.exitCode = await main(process.argv.slice(2));
