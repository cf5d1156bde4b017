import type { ProofStep } from '../model/check.ts';
import type { Answer, MissingFact } from '../model/derived.ts';
import type { PolicyAlarmReach } from '../model/logging-reach.ts';
import { matchesEventPattern } from '../policy/event-pattern.ts';
import { eventOf, furtherChanges, policyChanges } from '../policy/policy-changes.ts';
import { alarmChain, type Chain, records, unmatched } from './alarm-chain.ts';
import { listIn, missingPart, onceEach, trailsAcross } from './trails.ts';
import { unknown, type View } from './view.ts';

/**
 * Whether somebody is told of changes of bucket policies: by an alarm on the log of a trail that spans the Regions, or
 * by rules of EventBridge in every Region where the account has buckets, since events of a bucket arrive there alone.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-8
 */
export function policyAlarm(view: View): Answer<PolicyAlarmReach> {
  const seen = trailsAcross(view);
  const chains = seen.trails.map((trail) => ({ trail, chain: alarmChain(view, trail) }));
  const step = (says: string): ProofStep => ({ says, fact: 'trails' });
  for (const { trail, chain } of chains) {
    if (chain.is !== 'whole') continue;
    const beyond = unmatched(furtherChanges, chain.names);
    const says = [
      `Trail ${trail.name} records changes of bucket policies in every Region.`,
      chain.says,
      ...chain.notes,
    ];
    const notes: ProofStep[] =
      beyond.length > 0
        ? [
            {
              says: `Beyond the nine calls of CIS it does not match ${beyond.join(', ')}.`,
              fact: 'metricFilters',
              does: 'notes',
            },
          ]
        : [];
    return {
      known: true,
      value: {
        by: 'alarm',
        says: [...says, ...notes.map((note) => note.says)].join(' '),
        steps: [...says.map(step), ...notes],
      },
    };
  }
  const rules = byRules(view);
  if (rules.is === 'whole')
    return {
      known: true,
      value: { by: 'rules', says: rules.says, steps: [{ says: rules.says, fact: 'eventRules' }] },
    };
  const open = [
    ...chains.flatMap(({ chain }) => (chain.is === 'unclear' ? [chain] : [])),
    ...(rules.is === 'unclear' ? [rules] : []),
  ];
  const lacking = [...seen.missing, ...open.flatMap(({ missing }) => missing)];
  if (open.length > 0 || lacking.length > 0) return unknown(once(lacking), open[0]?.says);
  const far = chains.reduce<Extract<Chain, { is: 'broken' }>>(
    (best, { chain }) => (chain.is === 'broken' && chain.at > best.at ? chain : best),
    { is: 'broken', at: -1, says: 'No trail records this account.' },
  );
  const says = [far.says, ...(rules.is === 'broken' && rules.at > 0 ? [rules.says] : [])];
  return { known: true, value: { by: null, says: says.join(' '), steps: says.map(step) } };
}

const once = (all: readonly MissingFact[]): MissingFact[] => [
  ...new Map(
    all.map((one) => [`${one.fact} ${one.resource ?? ''} ${one.actions.join()}`, one]),
  ).values(),
];

/** Rules of EventBridge in place of the alarm, in each Region with buckets. */
function byRules(view: View): Chain {
  const listed = view.see('buckets');
  const entries = listed.known ? listed.value.items : [];
  const regions = [
    ...new Set([
      ...entries.flatMap(({ region }) => region ?? []),
      ...[...view.index.buckets.values()]
        .map(({ region }) => region)
        .filter((region) => region !== ''),
    ]),
  ].sort();
  const placeless = entries.some(
    ({ name, region }) => region === null && !view.index.buckets.get(name)?.region,
  );
  const chains = regions.map((region) => ({ region, chain: rulesIn(view, region) }));
  const of = (is: Chain['is']) => chains.filter(({ chain }) => chain.is === is);
  const [lost] = of('broken');
  const good = of('whole').map(({ region }) => region);
  if (lost?.chain.is === 'broken')
    return good.length > 0
      ? {
          is: 'broken',
          at: 1,
          says: `EventBridge rules stand in for it in ${good.join(', ')}, but not in ${lost.region}: ${lost.chain.says}`,
        }
      : lost.chain;
  const [open] = of('unclear');
  if (open) return open.chain;
  if (view.index.unlisted.length > 0 || placeless)
    return {
      is: 'unclear',
      says: 'Whether EventBridge rules stand in for an alarm depends on which Regions have buckets.',
      missing: view.index.unlisted,
    };
  return regions.length === 0
    ? { is: 'broken', at: 0, says: 'There is no EventBridge rule in its place.' }
    : {
        is: 'whole',
        says: `EventBridge rules match changes of bucket policies in every Region with buckets (${regions.join(', ')}): ${[...new Set(chains.map(({ chain }) => chain.says))].join(' ')}`,
        names: [],
        notes: [],
      };
}

function rulesIn(view: View, region: string): Chain {
  const { items, missing } = listIn(view, 'eventRules', region);
  const judged = items
    .filter(({ enabled, pattern }) => enabled && pattern !== null)
    .map((rule) => ({
      rule,
      matches: policyChanges.map((name) =>
        matchesEventPattern(rule.pattern ?? '', eventOf(name, view.account, region)),
      ),
      hasTarget: rule.targets.known
        ? rule.targets.value.items.length > 0 || (rule.targets.value.complete ? false : null)
        : null,
    }))
    .filter(({ matches }) => matches.some((one) => one === 'yes' || one === 'unknown'));
  const covers = (counts: (one: (typeof judged)[number], at: number) => boolean) =>
    policyChanges.every((_, at) => judged.some((one) => counts(one, at)));
  const certain = covers(
    ({ matches, hasTarget }, at) => matches[at] === 'yes' && hasTarget === true,
  );
  const possible = covers(
    ({ matches, hasTarget }, at) =>
      matches[at] !== 'no' && matches[at] !== 'some' && hasTarget !== false,
  );
  if (!certain && missing.length === 0 && !possible) {
    const idle = judged.find(({ hasTarget }) => hasTarget === false);
    return {
      is: 'broken',
      at: judged.length > 0 ? 1 : 0,
      says: idle
        ? `EventBridge rule ${idle.rule.name} in ${region} has no target.`
        : judged.length > 0
          ? `EventBridge rules in ${region} match some of these changes only.`
          : `No EventBridge rule matches them in ${region}.`,
    };
  }
  const fed = feeding(view, region);
  if (fed.is === 'broken') return { ...fed, at: 1 };
  if (!certain) {
    const unread = judged.flatMap(({ rule }) =>
      rule.targets.known ? [] : [missingPart('eventRules', rule.targets, rule.name)],
    );
    return {
      is: 'unclear',
      says: `Whether EventBridge rules in ${region} stand in for an alarm would decide this.`,
      missing: [...missing, ...unread],
    };
  }
  if (fed.is === 'unclear') return fed;
  const names = judged.filter(({ hasTarget }) => hasTarget === true).map(({ rule }) => rule.name);
  return {
    is: 'whole',
    says: `${names.join(', ')} in ${region} has a target.`,
    names: [],
    notes: [],
  };
}

/** Such events come only where a trail records them. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
function feeding(view: View, region: string): Chain {
  const here = listIn(view, 'trails', region);
  const across = trailsAcross(view);
  const trails = onceEach([
    ...here.items.filter(({ homeRegion }) => homeRegion === region),
    ...across.trails.filter(({ multiRegion }) => multiRegion),
  ]);
  const chains = trails.map(records);
  const whole = chains.find(({ is }) => is === 'whole');
  if (whole) return whole;
  const open = chains.find(({ is }) => is === 'unclear');
  if (open) return open;
  if (here.missing.length > 0)
    return {
      is: 'unclear',
      says: `Whether a trail records changes of buckets in ${region} would decide this.`,
      missing: here.missing,
    };
  return {
    is: 'broken',
    at: 1,
    says: `No trail records changes of buckets in ${region}, so that EventBridge gets none.`,
  };
}
