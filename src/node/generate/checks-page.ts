import { derivations, isDerived } from '../../access/derive.ts';
import { type AnyGatherer, callsOf } from '../../gather/gatherer.ts';
import { type Check, topics } from '../../model/check.ts';
import type { FactName } from '../../model/facts.ts';
import { settingTitle } from '../../model/settings.ts';
import { factTitle } from '../../model/words.ts';
import { frameworkLines } from '../../report/frameworks.ts';
import { mark } from './indexes.ts';

const perTitle = { account: 'account', bucket: 'bucket', accessPoint: 'access point' } as const;

/** The facts that a check may rest on: those it names, and those behind the conclusions it names. */
export const factsBehind = (check: Check): FactName[] => [
  ...new Set(
    check.needs.flatMap((need): readonly FactName[] =>
      isDerived(need) ? derivations[need].from : [need],
    ),
  ),
];

/** `docs/checks.md`: every check in one table, then each with what decides it and what it needs. */
export function checksPage(checks: readonly Check[], gatherers: readonly AnyGatherer[]): string {
  const sorted = topics.flatMap((topic) => checks.filter((check) => check.topic === topic));
  const actionOf = new Map(gatherers.map((g) => [g.fact, callsOf(g).map(({ action }) => action)]));
  return [
    `<!-- ${mark} -->`,
    '',
    '# Checks',
    '',
    `Bucketproof asks ${sorted.length} questions. Each is answered with Pass, Fail, Not applicable or Not assessed; what could not be read never becomes a verdict.`,
    '',
    '| check | asked of | severity | the good state |',
    '| --- | --- | --- | --- |',
    ...sorted.map(
      ({ id, per, severity, title }) =>
        `| [${id}](#${id}) | ${perTitle[per]} | ${severity} | ${cell(title)} |`,
    ),
    '',
    ...topics.flatMap((topic) => {
      const here = sorted.filter((check) => check.topic === topic);
      return here.length === 0
        ? []
        : [`## ${topic}`, '', ...here.flatMap((check) => section(check, actionOf))];
    }),
  ].join('\n');
}

function section(check: Check, actionOf: ReadonlyMap<FactName, readonly string[]>): string[] {
  const facts = factsBehind(check);
  const actions = [...new Set(facts.flatMap((fact) => actionOf.get(fact) ?? []))].toSorted();
  const frameworks = frameworkLines(check.frameworks);
  return [
    `### ${check.id}`,
    '',
    `**${prose(check.title)}.**`,
    '',
    `- Asked of: each ${perTitle[check.per]}${check.awsOnly ? ', on AWS only' : ''}`,
    `- Severity: ${check.severity}`,
    `- Why: ${prose(check.why)}`,
    `- Rests on: ${facts.map((fact) => factTitle[fact]).join(', ') || 'the name alone'}`,
    ...(check.settings
      ? [`- Settings: ${check.settings.map((name) => settingTitle[name]).join(', ')}`]
      : []),
    `- IAM actions: ${actions.map((action) => `\`${action}\``).join(', ') || 'none'}`,
    `- Fix: ${prose(check.fix.text)}`,
    ...(frameworks.length === 0 ? [] : [`- Frameworks: ${frameworks.join('; ')}`]),
    `- Source: <${check.source}>`,
    '',
    ...(check.fix.cli === undefined ? [] : ['```sh', check.fix.cli, '```', '']),
  ];
}

/** Text that stands in Markdown as it is: no tag and no emphasis comes of it. */
const prose = (text: string): string => text.replace(/[\\`*_<>[\]]/g, '\\$&').replace(/\s+/g, ' ');
const cell = (text: string): string => prose(text).replaceAll('|', '\\|');
