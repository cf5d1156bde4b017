import { severities, type Severity } from '../model/check.ts';
import { factTitle, gapTitle, skippedSays } from '../model/words.ts';
import { assessed } from './input.ts';
import type { CheckReport, ReportInput, UnreadGroup } from './input/types.ts';
import { capital, sayCount, sayList, sayNumber } from './say.ts';

/** One line under a question of the summary. */
export interface Point {
  severity?: Severity;
  /** Name of a resource, where the line is about one. */
  name?: string;
  says: string;
}

/** The summary as words: the four questions of an audit, in the order in which they matter. */
export interface Summary {
  lead: string;
  /** "52 of 60 questions assessed." */
  coverage: string;
  exposed: Answer;
  wrong: Answer;
  unseen: Answer;
  good: Answer;
}

export interface Answer {
  says: string;
  /** The most important first; a page may show fewer. */
  points: readonly Point[];
}

export function summarise(input: ReportInput): Summary {
  const { counts, fails } = input;
  const { of, count } = assessed(counts);
  const grave = severities
    .filter((severity) => fails[severity] > 0)
    .map((severity) => `${sayNumber(fails[severity])} ${severity}`);
  const failing =
    counts.fail === 0
      ? 'Nothing that could be assessed fails.'
      : `${sayNumber(counts.fail)} of ${sayCount(count, 'answer')} ${counts.fail === 1 ? 'is a fail' : 'are fails'}: ${sayList(grave)}.`;
  return {
    lead: `${exposureSentence(input)} ${failing}`,
    coverage:
      of === 0
        ? 'Nothing could be assessed.'
        : `${sayNumber(count)} of ${sayCount(of, 'question')} assessed${count === of ? '.' : `; ${sayNumber(of - count)} could not be.`}`,
    exposed: exposed(input),
    wrong: wrong(input),
    unseen: unseen(input),
    good: good(input),
  };
}

function exposureSentence({ exposure, buckets, head }: ReportInput): string {
  if (buckets === 0)
    return head.coverage.bucketsListed === null
      ? 'The list of buckets could not be read.'
      : 'The account has no buckets.';
  if (!exposure) return `${sayCount(buckets, 'bucket')} were looked at.`;
  const { public: open, unknown } = exposure;
  const unsettled =
    unknown === 0 ? '' : ` For ${sayNumber(unknown)} more that could not be settled.`;
  if (open > 0)
    return `The public can reach ${sayNumber(open)} of ${sayCount(buckets, 'bucket')}.${unsettled}`;
  if (unknown === 0) return `The public can reach none of the ${sayCount(buckets, 'bucket')}.`;
  return `No bucket was found open to the public, but for ${sayNumber(unknown)} of ${sayCount(buckets, 'bucket')} that could not be settled.`;
}

/** What is to be said where nothing was left open. Without the list of buckets, what was not asked is not known. */
export const answeredSays = ({ bucketsListed }: ReportInput['head']['coverage']): string =>
  bucketsListed === null
    ? 'The list of buckets could not be read, so questions about buckets that are not in this report were never asked.'
    : 'Every question that applies was answered.';

/** Why a report knows no bucket. */
export const noBucketSays = ({ head }: ReportInput): string =>
  head.coverage.bucketsListed === null
    ? 'The list of buckets could not be read, so it is not known what buckets there are.'
    : 'The account has no buckets.';

function exposed(input: ReportInput): Answer {
  const { exposure, buckets } = input;
  if (buckets === 0) return { says: noBucketSays(input), points: [] };
  if (!exposure)
    return { says: 'Whether the public can reach a bucket was not asked.', points: [] };
  const { public: open, notPublic, unknown, check } = exposure;
  if (open === 0)
    return {
      says:
        unknown === 0
          ? 'No bucket is open to the public.'
          : `No bucket was found open to the public; ${sayCount(unknown, 'bucket')} could not be judged.`,
      points: [],
    };
  return {
    says: `Open to the public: ${sayCount(open, 'bucket')}. Not open: ${sayNumber(notPublic)}. Could not be judged: ${sayNumber(unknown)}.`,
    points: check.groups.flatMap(({ because, resources }) =>
      resources.map(({ name }) => ({ name, says: because })),
    ),
  };
}

/** "fails for 4 of 12 buckets"; the 12 are those with an answer. */
export function failsFor({ check, counts }: CheckReport): string {
  if (check.per === 'account') return 'fails';
  const noun = check.per === 'bucket' ? 'bucket' : 'access point';
  return `fails for ${sayNumber(counts.fail)} of ${sayCount(assessed(counts).count, noun)}`;
}

function wrong({ checks, exposure }: ReportInput): Answer {
  const failing = checks.filter(
    ({ counts, check }) => counts.fail > 0 && check.id !== exposure?.check.check.id,
  );
  return {
    says:
      failing.length === 0
        ? 'No other check has a fail.'
        : `${sayCount(failing.length, 'other check has', 'other checks have')} fails. The gravest:`,
    points: failing.map((report) => ({
      severity: report.check.severity,
      says: `${report.check.title}: ${failsFor(report)}.`,
    })),
  };
}

/** Why one group of questions is open: "Tags: access was denied. 3 questions about 2 resources." */
function unreadSentence({ fact, gap, because, questions, resources }: UnreadGroup): string {
  const size = `${sayCount(questions, 'question')} about ${sayCount(resources, 'resource')}.`;
  if (fact === null || gap === null) return `${because} ${size}`;
  return `${capital(factTitle[fact])}: ${gapTitle[gap]}. ${size}`;
}

function unseen({ counts, unread, head: { coverage } }: ReportInput): Answer {
  const { notAssessed } = counts;
  const { skippedRegions } = coverage;
  const points: Point[] = [];
  if (coverage.note !== '') points.push({ says: coverage.note });
  points.push(...skippedSays(skippedRegions).map((says) => ({ says })));
  points.push(...unread.map((group) => ({ says: unreadSentence(group) })));
  return {
    says:
      notAssessed === 0
        ? answeredSays(coverage)
        : `${sayCount(notAssessed, 'question was', 'questions were')} not assessed. None of them counts as a pass.`,
    points,
  };
}

function good({ checks, lines, linesLeftOut }: ReportInput): Answer {
  const flawless = checks.filter(
    ({ counts }) => counts.pass > 0 && counts.fail === 0 && counts.notAssessed === 0,
  );
  const clean = lines.filter(
    ({ type, counts }) =>
      type === 'bucket' && counts.fail === 0 && counts.notAssessed === 0 && counts.pass > 0,
  ).length;
  const inOrder =
    linesLeftOut === 0 && clean > 0
      ? ` ${sayCount(clean, 'bucket passes', 'buckets pass')} everything that applies.`
      : '';
  return {
    says:
      (flawless.length === 0
        ? 'No check passes everywhere.'
        : `${sayCount(flawless.length, 'check passes', 'checks pass')} wherever ${flawless.length === 1 ? 'it applies' : 'they apply'}.`) +
      inOrder,
    points: flawless.map(({ check, counts }) => ({
      says: `${check.title}${check.per === 'account' ? '' : ` (${sayNumber(counts.pass)} of ${sayNumber(counts.pass)})`}.`,
    })),
  };
}
