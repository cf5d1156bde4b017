import { draw, isDerived } from '../access/derive.ts';
import { missing, type View } from '../access/view.ts';
import type { Check, Known, Need } from '../model/check.ts';
import type { MissingFact } from '../model/derived.ts';
import type { FactName } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import { outOfScope } from '../model/snapshot.ts';
import { sentenceFor } from './sentence.ts';

/** What stops a check. One object for all: making an Error for each unread fact took minutes at 10,000 buckets. */
interface Unknown {
  because: string | null;
  missing: readonly MissingFact[];
}

/**
 * Runs one check on one resource. Never throws: an unread fact gives `notAssessed` with the fact and its gap,
 * and a crash of the check itself gives `notAssessed` in words that take the blame.
 */
export function runCheck<N extends Need>(check: Check<N>, view: View, now: string): Finding {
  const { provider, partition, account, resource, region } = view;
  const asked: Asked = { view, read: [], stopped: null };
  const finding = (rest: Pick<Finding, 'verdict' | 'because' | 'proof' | 'missing'>): Finding => ({
    key: `${partition}/${account}/${region}/${check.per}/${resource}/${check.id}`,
    partition,
    account,
    region,
    resourceType: check.per,
    resource,
    check: check.id,
    severity: check.severity,
    read: asked.read,
    at: oldest(view, asked.read) ?? now,
    ...rest,
  });
  if (check.awsOnly && provider !== 'aws')
    return finding({
      verdict: 'notApplicable',
      because: 'This endpoint is not AWS, where the question has no meaning.',
      proof: [],
      missing: [],
    });
  if (check.per === 'bucket' && !check.ofDirectoryBuckets && isDirectory(view))
    return finding({
      verdict: 'notApplicable',
      because: 'This is a directory bucket, which has no such setting.',
      proof: [],
      missing: [],
    });
  const left = check.per === 'bucket' ? leftOut(view) : null;
  if (left)
    return finding({
      verdict: 'notAssessed',
      because: sentenceFor([left]),
      proof: [],
      missing: [left],
    });
  try {
    const verdict = check.evaluate(factsFor(check, asked), {
      now,
      provider,
      partition,
      account,
      resource,
      region,
      settings: view.index.settings,
    });
    // A check that went on after an unread fact has judged without it.
    if (!asked.stopped)
      return finding({
        verdict: verdict.verdict,
        because: verdict.because,
        proof: verdict.proof ?? [],
        missing: [],
      });
  } catch (error) {
    if (error !== stop)
      return finding({
        verdict: 'notAssessed',
        because: `This check failed by a fault of ours (${error instanceof Error ? error.name : 'error'}). Please report it.`,
        proof: [],
        missing: [],
      });
  }
  const cause: Unknown = asked.stopped ?? { because: null, missing: [] };
  return finding({
    verdict: 'notAssessed',
    because: [
      cause.because,
      cause.missing.length > 0 || !cause.because ? sentenceFor(cause.missing) : null,
    ]
      .filter((part) => part !== null)
      .join(' '),
    proof: [],
    missing: cause.missing,
  });
}

/**
 * Why a bucket is not judged at all: it is outside the scope that was chosen. What is known of its Region or its name
 * would settle some questions, of which nobody asked.
 */
function leftOut(view: View): MissingFact | null {
  for (const fact of ['acl', 'policy'] as const) {
    const evidence = view.see(fact);
    if (evidence.known || evidence.gap !== 'skipped' || evidence.detail !== outOfScope) return null;
  }
  const acl = view.see('acl');
  return acl.known ? null : missing('acl', acl);
}

/** Names that end so belong to directory buckets alone. https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-bucket-naming-rules.html */
const isDirectory = ({ provider, resource }: View): boolean =>
  provider === 'aws' && resource.endsWith('--x-s3');

const stop = Symbol('unknown fact');

/** What a check has read so far. */
interface Asked {
  view: View;
  read: FactName[];
  stopped: Unknown | null;
}

/** Facts as a check sees them: what it needs, each looked up when it is read. */
interface Facts {
  [asking]: Asked;
}
const asking = Symbol('asked');

/** What the facts of a check inherit from, made once for each check: making the getters anew cost more than judging. */
const shapes = new WeakMap<readonly Need[], object>();

function factsFor<N extends Need>({ needs }: Check<N>, asked: Asked): Pick<Known, N> {
  let shape = shapes.get(needs);
  if (!shape) {
    shape = Object.create(null) as object;
    for (const need of needs)
      Object.defineProperty(shape, need, {
        get(this: Facts) {
          return look(need, this[asking]);
        },
      });
    shapes.set(needs, shape);
  }
  const facts = Object.create(shape) as Facts;
  facts[asking] = asked;
  return facts as unknown as Pick<Known, N>;
}

/** The value of one need; throws `stop` where it is unknown. */
function look(need: Need, asked: Asked): unknown {
  if (isDerived(need)) {
    const { answer, read } = draw(need, asked.view);
    note(asked, read);
    if (answer.known) return answer.value;
    asked.stopped ??= { because: answer.because ?? null, missing: answer.missing };
    throw stop;
  }
  const evidence = asked.view.see(need);
  if (evidence.known) {
    note(asked, [need]);
    return evidence.value;
  }
  asked.stopped ??= { because: null, missing: [missing(need, evidence)] };
  throw stop;
}

function note({ read }: Asked, facts: readonly FactName[]): void {
  for (const fact of facts) if (!read.includes(fact)) read.push(fact);
}

function oldest(view: View, read: readonly FactName[]): string | null {
  let at: string | null = null;
  for (const fact of read) {
    const evidence = view.see(fact);
    if (evidence.known && (at === null || evidence.at < at)) at = evidence.at;
  }
  return at;
}
