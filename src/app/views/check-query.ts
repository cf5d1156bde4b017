import {
  severities,
  type Severity,
  type Topic,
  topics,
  type VerdictWord,
  verdicts,
} from '../../model/check.ts';
import type { AuditView } from '../engine/protocol.ts';
import { many, severityTitle, verdictsOf } from '../words.ts';
import { type CountedCheck, countedChecks } from './overview.ts';

/** What the list of checks is filtered by. Empty strings mean "any". */
export interface CheckQuery {
  text: string;
  topic: Topic | '';
  severity: Severity | '';
  verdict: VerdictWord | '';
  /** Key of a framework. */
  framework: string;
}

/** Reads the list's state from the hash. What it does not know, it takes as "any". */
export function checkQueryFrom(params: URLSearchParams): CheckQuery {
  const text = (name: string) => params.get(name) ?? '';
  return {
    text: text('text'),
    topic: topics.find((one) => one === text('topic')) ?? '',
    severity: severities.find((one) => one === text('severity')) ?? '',
    verdict: verdicts.find((one) => one === text('verdict')) ?? '',
    framework: text('framework'),
  };
}

/** Keys of the frameworks that any of these checks speaks to. */
export const frameworksOf = ({ checks }: Pick<AuditView, 'checks'>): string[] => [
  ...new Set(
    checks.flatMap(({ frameworks }) =>
      Object.entries(frameworks).flatMap(([key, ids]) => (ids.length > 0 ? key : [])),
    ),
  ),
];

/**
 * The checks that fit, by topic in the order of the catalogue; within a topic what fails first, worst severity first,
 * then what is open, then what is good. Text is looked for in title, id and framework ids, in any case.
 */
export function checksByTopic(
  view: AuditView,
  query: CheckQuery,
): { topic: Topic; checks: CountedCheck[] }[] {
  const text = query.text.trim().toLowerCase();
  const fits = ({ check, counts }: CountedCheck) =>
    (text === '' ||
      [check.title, check.id, ...Object.values(check.frameworks).flat()].some((one) =>
        one.toLowerCase().includes(text),
      )) &&
    (query.topic === '' || check.topic === query.topic) &&
    (query.severity === '' || check.severity === query.severity) &&
    (query.verdict === '' || counts[query.verdict] > 0) &&
    (query.framework === '' || (check.frameworks[query.framework]?.length ?? 0) > 0);
  const state = ({ counts }: CountedCheck) =>
    counts.fail > 0 ? 0 : counts.notAssessed > 0 ? 1 : 2;
  // `countedChecks` sorts by severity and number of fails; this sort keeps that order among equals.
  const found = countedChecks(view)
    .filter(fits)
    .sort((a, b) => state(a) - state(b));
  return topics.flatMap((topic) => {
    const checks = found.filter(({ check }) => check.topic === topic);
    return checks.length > 0 ? [{ topic, checks }] : [];
  });
}

/**
 * What the list shows, counted, where it is one of findings with a verdict: its rows add up to the first number, and
 * `spread` says whose they are. Null where the list is of checks, whatever their findings.
 */
export function findingsShown(
  query: CheckQuery,
  groups: readonly { checks: readonly CountedCheck[] }[],
): { title: string; spread: string } | null {
  const { verdict, severity, topic } = query;
  if (verdict === '') return null;
  const shown = groups.flatMap(({ checks }) => checks);
  const sum = (of: readonly CountedCheck[]) =>
    of.reduce((all, { counts }) => all + counts[verdict], 0);
  const kind = severity === '' ? 'check' : `${severityTitle[severity].toLowerCase()} check`;
  const title = `${verdictsOf(verdict, sum(shown))} in ${many(shown.length, kind)}`;
  const spread = (
    [
      ['bucket', 'of buckets'],
      ['account', 'of the account'],
      ['accessPoint', 'of access points'],
    ] as const
  )
    .map(([per, words]) => [sum(shown.filter(({ check }) => check.per === per)), words] as const)
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count.toLocaleString('en')} ${words}`)
    .join(', ');
  return { title: topic === '' ? title : `${topic}: ${title}`, spread };
}
