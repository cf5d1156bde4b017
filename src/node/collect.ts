import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { explain } from '../gather/explain.ts';
import { questions, whyNot } from '../gather/questions.ts';
import { SessionError } from '../gather/roof.ts';
import { scan } from '../gather/scan.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { exportSnapshot } from '../report/json.ts';
import { type CollectOptions, readOptions } from './collect-options.ts';
import { findCredentials } from './collect/credentials.ts';
import { dryRun } from './collect/dry-run.ts';
import { help } from './collect/help.ts';
import { withSamples } from './collect/objects.ts';
import { NotTheSame, type Progress, progressOf } from './collect/progress.ts';
import { printBlock, summarise, writeResult } from './collect/results.ts';
import { progressLine, resumeLine, say } from './collect/say.ts';
import { nodeRoof } from './roof.ts';

const tool = { name: 'bucketproof-collector', version: __VERSION__, build: __BUILD__ };

/** Runs the collector and resolves to its exit code. */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args, new Date());
  if (options === 'help') return (process.stdout.write(`${help}\n`), 0);
  if (options === 'version')
    return (process.stdout.write(`${tool.version} (build ${tool.build})\n`), 0);
  if ('wrong' in options) return (say(options.wrong), 2);
  if (options.dryRun) return (process.stdout.write(`${dryRun(options)}\n`), 0);
  if (isFolder(options.out))
    return (say(`${options.out} is a folder. Name a file in it with --out.`), 2);

  const progress = await progressOf(options);
  if ('wrong' in progress) return (say(progress.wrong), progress.code);
  const session = await findCredentials(options);
  if ('wrong' in session) return (await progress.forget(), say(session.wrong), 1);

  const stop = new AbortController();
  listenForTheEnd(stop);
  const show = options.quiet ? () => undefined : progressLine();
  const roof = nodeRoof(session.credentials, options.endpoint, options.concurrency);
  const { left, scope } = progress;
  let snapshot: Snapshot;
  try {
    snapshot = await scan(
      {
        region: session.region,
        provider: options.provider,
        accountName: options.accountName,
        concurrency: options.concurrency,
        tool,
        ...(scope && { scope }),
        ...(left && { earlier: { snapshot: left, mode: 'continue', readBefore: null } }),
      },
      roof,
      { progress: show, ...progress.watcher },
      stop.signal,
    );
  } catch (error) {
    if (error instanceof NotTheSame && left)
      return refuseToGoOn(
        error,
        progress.file,
        left,
        questions(roof, { region: session.region, account: '', partition: 'aws' }),
      );
    if (!(error instanceof SessionError)) throw error;
    await progress.forget();
    say(explain('session', error));
    return 1;
  }
  if (!options.quiet) say('');
  if (snapshot.coverage.ended === 'complete')
    snapshot = await withSamples(snapshot, options, roof, stop.signal);
  return finish(snapshot, options, progress, args);
}

/** Says why an earlier run is not gone on with, and gives the exit code. */
async function refuseToGoOn(
  { account }: NotTheSame,
  file: string,
  left: Snapshot,
  ask: ReturnType<typeof questions>,
): Promise<number> {
  if (account === null) {
    const why = whyNot('identity', await ask.identity());
    say(`\n${why || 'AWS did not say whose credentials these are. Try again.'}`);
    return 1;
  }
  say(
    `\n${file} is of account ${left.account || 'unknown'}, and these credentials are of account ${account}. Use credentials of the first, or name another file with --out.`,
  );
  return 2;
}

/** Writes what was read, tells what it is, and how to go on where it is not all. */
async function finish(
  snapshot: Snapshot,
  { out, base64 }: CollectOptions,
  progress: Progress,
  args: readonly string[],
): Promise<number> {
  const { coverage } = snapshot;
  const nothing = coverage.bucketsListed === null && coverage.bucketsRead === 0;
  if (nothing && snapshot.calls.every(({ outcomes }) => !outcomes['ok'])) {
    await progress.forget();
    say(coverage.note || 'Nothing could be read.');
    return 1;
  }
  const isWhole = coverage.ended === 'complete';
  const text = exportSnapshot(snapshot);
  const isWritten = await writeResult(out, text);
  const canGoOn = progress.end(snapshot);
  if (isWhole && isWritten) await rm(progress.file, { force: true });
  summarise(snapshot, progress.scope);
  if (isWritten && out !== '-') say(`Written to ${out}. Open it on the Bucketproof page.`);
  if (base64) await printBlock(text);
  if (!isWhole && canGoOn) say(`To go on where this run ended:\n  ${resumeLine(args)}`);
  if (!isWritten)
    say(
      canGoOn
        ? `What was read is kept in ${progress.file}. Make room there, then run:\n  ${resumeLine(args)}`
        : 'Name another place with --out, or print the result with --base64.',
    );
  return !isWritten ? 1 : isWhole ? 0 : 3;
}

/** What ends a terminal's session ends the run in good order; a second Ctrl+C ends it at once. */
function listenForTheEnd(stop: AbortController): void {
  process.once('SIGINT', () => {
    say('\nStopping; what was read will be written. Press Ctrl+C again to leave at once.');
    stop.abort();
    process.once('SIGINT', () => process.exit(130));
  });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  // A terminal that was closed takes no more words, and the file is still to be written.
  process.stderr.on('error', () => undefined);
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

// The SDK speaks to developers here, on the screen of people who never chose its version.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
process.exitCode = await main(process.argv.slice(2));
