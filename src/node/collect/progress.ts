import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { countRead } from '../../gather/earlier.ts';
import type { ScanWatcher } from '../../gather/plan.ts';
import type { ReadScope, Snapshot } from '../../model/snapshot.ts';
import type { CollectOptions, Wrong } from '../collect-options.ts';
import { type Errand, openProgress, type ProgressFile, readProgress } from './progress-file.ts';
import { codeOf } from './results.ts';
import { say } from './say.ts';

type Head = Omit<Snapshot, 'facts'>;

/** The credentials are not those of the account that an earlier run read, or nobody can tell. */
export class NotTheSame extends Error {
  /** The account that they are of; null where AWS did not tell. */
  readonly account: string | null;
  constructor(account: string | null) {
    super('not the same account');
    this.account = account;
  }
}

/** What a run keeps beside the file that it is to write, so that another can go on with it. */
export interface Progress {
  /** Empty where nothing is kept, as with standard output. */
  file: string;
  /** What an earlier run has left; null where this one begins anew. */
  left: Snapshot | null;
  /** What is to be read: as asked, or as an earlier run was asked. */
  scope: ReadScope | null;
  watcher: Pick<ScanWatcher, 'begun' | 'checkpoint'>;
  /** Closes the file with how far the run came. True where another run can go on with it. */
  end(snapshot: Snapshot): boolean;
  /** Deletes what this run began, and leaves what an earlier one left. */
  forget(): Promise<void>;
}

/** Opens what is kept, or says why this run must not begin. `code` is the exit code then. */
export async function progressOf(
  options: CollectOptions,
): Promise<Progress | (Wrong & { code: number })> {
  const { out, resume } = options;
  if (out === '-') return { ...nothingKept, scope: options.scope };
  const file = `${out}.part`;
  const isThere = existsSync(file);
  if (isThere && !resume)
    return {
      wrong: `${file} holds what an earlier run has read. Add --resume to go on with it, or delete it to begin anew.`,
      code: 2,
    };
  if (!isThere && resume) say(`There is no ${file} to go on with, so this run begins anew.`);
  const left = isThere ? await readProgress(file) : null;
  if (left && 'wrong' in left) return { ...left, code: 2 };
  const errand: Errand = {
    provider: options.provider,
    endpoint: options.endpoint ?? '',
    // A run that goes on without saying what to read reads what was asked for at first.
    scope: options.scope ?? left?.errand.scope ?? null,
  };
  const other = left && differs(left.errand, errand);
  if (other) return { wrong: `${file} is of a run ${other}`, code: 2 };

  let kept: ProgressFile;
  try {
    kept = openProgress(file, errand, left !== null, (code) =>
      say(
        `\nProgress could not be written to ${file} (${code}). The run goes on, but if it is broken off it must begin anew.`,
      ),
    );
  } catch (error) {
    const says = `${out} could not be written (${codeOf(error)}). Name another place with --out.`;
    return { wrong: says, code: 1 };
  }
  const before = left?.snapshot ?? null;
  if (before) tellOf(before, left?.lost ?? 0);
  let head: (() => Head) | null = null;
  return {
    file,
    left: before,
    scope: errand.scope,
    watcher: {
      begun: (current) => void (head = current),
      checkpoint(resource) {
        if (!head) return;
        if (before) refuseOther(before, head(), options);
        kept.keep(resource, head);
      },
    },
    end(snapshot) {
      const { facts: _facts, ...last } = snapshot;
      kept.end(last);
      return kept.intact();
    },
    async forget() {
      if (left === null) await rm(file, { force: true });
    },
  };
}

const nothingKept: Omit<Progress, 'scope'> = {
  file: '',
  left: null,
  watcher: {},
  end: () => false,
  forget: async () => undefined,
};

function tellOf({ account, facts, startedAt }: Snapshot, lost: number): void {
  say(
    `Going on with the run of account ${account} that began at ${startedAt}: ${countRead(facts)} buckets are read already.`,
  );
  if (lost > 0) say(`${lost} of its lines could not be read; what stood in them is read again.`);
}

/** The rest of a sentence that says how two errands differ; empty where they do not. */
function differs(before: Errand, now: Errand): string {
  if (before.provider !== now.provider || before.endpoint !== now.endpoint)
    return `against ${before.endpoint || 'AWS'}. Give the same --endpoint and --provider, or name another file with --out.`;
  return scopeText(before.scope) === scopeText(now.scope)
    ? ''
    : 'that was to read other buckets or Regions. Go on with the same, or with none named; or name another file with --out.';
}

const scopeText = (scope: Errand['scope']): string =>
  JSON.stringify(scope && [scope.buckets?.toSorted(), scope.regions?.toSorted()]);

/** Before the first bucket is read, the account is: it must be the one that was read before. */
function refuseOther(before: Snapshot, now: Head, { provider, accountName }: CollectOptions): void {
  // Where AWS does not say whose the credentials are, the account goes by the name that the user gave it.
  if (provider === 'aws' && now.account === accountName) throw new NotTheSame(null);
  if (now.account !== before.account) throw new NotTheSame(now.account);
}
