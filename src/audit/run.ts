import { draw, isDerived } from '../access/derive.ts';
import { missing, type View } from '../access/view.ts';
import type { Check, Known, Need } from '../model/check.ts';
import type { MissingFact } from '../model/derived.ts';
import type { FactName } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
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
  const read: FactName[] = [];
  const note = (facts: readonly FactName[]) => {
    for (const fact of facts) if (!read.includes(fact)) read.push(fact);
  };
  let stopped: Unknown | null = null;
  const facts = Object.create(null) as Pick<Known, N>;
  for (const need of check.needs)
    Object.defineProperty(facts, need, {
      get() {
        if (isDerived(need)) {
          const drawn = draw(need, view);
          note(drawn.read);
          if (drawn.answer.known) return drawn.answer.value;
          stopped ??= { because: drawn.answer.because ?? null, missing: drawn.answer.missing };
          throw stop;
        }
        const fact = need as FactName;
        const evidence = view.see(fact);
        if (evidence.known) {
          note([fact]);
          return evidence.value;
        }
        stopped ??= { because: null, missing: [missing(fact, evidence)] };
        throw stop;
      },
    });

  const finding = (rest: Pick<Finding, 'verdict' | 'because' | 'proof' | 'missing'>): Finding => ({
    key: [view.partition, view.account, view.region, check.per, view.resource, check.id].join('/'),
    partition: view.partition,
    account: view.account,
    region: view.region,
    resourceType: check.per,
    resource: view.resource,
    check: check.id,
    severity: check.severity,
    read,
    at: oldest(view, read) ?? now,
    ...rest,
  });
  const { provider, partition, account, resource, region } = view;
  if (check.awsOnly && provider !== 'aws')
    return finding({
      verdict: 'notApplicable',
      because: 'This endpoint is not AWS, where the question has no meaning.',
      proof: [],
      missing: [],
    });
  try {
    const verdict = check.evaluate(facts, {
      now,
      provider,
      partition,
      account,
      resource,
      region,
      settings: view.index.settings,
    });
    // A check that went on after an unread fact has judged without it.
    if (!stopped)
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
  const cause: Unknown = stopped ?? { because: null, missing: [] };
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

const stop = Symbol('unknown fact');

function oldest(view: View, read: readonly FactName[]): string | null {
  let at: string | null = null;
  for (const fact of read) {
    const evidence = view.see(fact);
    if (evidence.known && (at === null || evidence.at < at)) at = evidence.at;
  }
  return at;
}
