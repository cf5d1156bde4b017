import type { CheckReach, Extent, Opener, Way, WaysReport } from '../engine/protocol.ts';
import { serviceTitle } from '../../model/words.ts';
import { many } from '../words.ts';

/** What a way is called where it stands beside others. */
export const routeTitle: Readonly<Record<Way['route'], string>> = {
  direct: 'From this page',
  relay: 'Through a relay',
  config: 'AWS Config',
  file: 'Collector file',
};

/** What came of one way, in a few words. */
export function wayState({ state, code }: Way): string {
  if (state === 'blocked') return 'withheld by the browser';
  if (state === 'silent') return 'no answer';
  if (state === 'refused') return 'does not take these credentials';
  if (state === 'denied') return `refuses these credentials (${code})`;
  if (state === 'empty') return 'answers, but has recorded nothing of S3 here';
  return code === '' ? 'answers' : `answers, but refused this call (${code})`;
}

export const openerTitle: Readonly<Record<Opener, string>> = {
  relay: 'a relay',
  config: 'AWS Config',
  collector: 'the collector',
};

const count = (report: WaysReport, extent: Extent) =>
  report.checks.filter((check) => check.extent === extent).length;

/** How many of the chosen checks the page can assess as it stands, in one sentence. */
export function extentSays(report: WaysReport): string {
  const of = report.checks.length;
  const [all, some, none] = (['all', 'some', 'none'] as const).map((word) => count(report, word));
  if (of === 0) return 'No check is chosen.';
  if (all === of)
    return of === 1
      ? 'The one check can be assessed from this page.'
      : `All ${many(of, 'check')} can be assessed from this page.`;
  const parts = [
    `${all} of ${many(of, 'check')} can be assessed in full`,
    ...(some ? [`${some} in part`] : []),
    ...(none ? [`${none} not at all`] : []),
  ];
  return `${parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`}.`;
}

/** Why checks are left open, a sentence for each cause, as it can be read to whom the account belongs. */
export function whySays(report: WaysReport): readonly string[] {
  const of = (service: Way['service'], state: Way['state']) =>
    report.ways.filter((way) => way.service === service && way.state === state);
  const isOpen = ({ service, region }: Pick<Way, 'service' | 'region'>) =>
    report.ways.some(
      (way) => way.service === service && way.region === region && way.state === 'open',
    );
  const regionsOf = (ways: readonly Way[]) => [...new Set(ways.map(({ region }) => region))];
  const says: string[] = [];
  const withheld = regionsOf(of('s3', 'blocked').filter((way) => !isOpen(way)));
  if (withheld.length > 0)
    says.push(
      `Amazon S3 gives web pages of other origins no leave to read its answers, so this browser withholds them${among(withheld, report)}. That is how S3 works for every page; nothing is wrong with the credentials.`,
    );
  // What S3 is asked by is its list, so that a refusal there is one of the list.
  const refusal = of('s3', 'open').find(({ code }) => /denied|forbidden/i.test(code))?.code;
  if (report.listedBy === null)
    says.push(
      refusal === undefined
        ? 'The list of buckets could not be read, so no bucket can be looked at.'
        : `AWS refuses these credentials the list of buckets (${refusal}), so no bucket can be looked at. Allow s3:ListAllMyBuckets to them.`,
    );
  const standIn = regionsOf(
    of('config', 'open').filter(({ region }) => !isOpen({ service: 's3', region })),
  );
  if (standIn.length > 0)
    says.push(
      `${standIn.length === report.regions.length && standIn.length > 1 ? 'The' : `In ${standIn.join(', ')} the`} records of AWS Config stand in for S3. A setting that a record leaves out stays not assessed.`,
    );
  const control = regionsOf(of('s3control', 'blocked'));
  if (control.length > 0)
    says.push(
      `Amazon S3 Control, which holds access points and the account's Block Public Access, gives no leave either${among(control, report)}.`,
    );
  const own = ['s3', 's3control', 'ec2', 'config'];
  const others = new Set(report.ways.map((way) => way.service).filter((one) => !own.includes(one)));
  for (const service of others) {
    const closed = regionsOf(of(service, 'blocked').filter((way) => !isOpen(way)));
    if (closed.length > 0)
      says.push(
        `${serviceTitle[service]} gives web pages no leave to read its answers${among(closed, report)}; what it knows takes the collector.`,
      );
  }
  const denied = regionsOf(of('config', 'denied'));
  if (denied.length > 0)
    says.push(`AWS Config may not be asked with these credentials${among(denied, report)}.`);
  const empty = regionsOf(of('config', 'empty'));
  if (empty.length > 0)
    says.push(
      `AWS Config answers, but records no S3 bucket${among(empty, report)}: its recorder is off there, or leaves S3 out.`,
    );
  for (const service of new Set(report.ways.map((way) => way.service))) {
    const silent = regionsOf(of(service, 'silent').filter((way) => !isOpen(way)));
    if (silent.length > 0)
      says.push(
        `${serviceTitle[service]} did not answer${among(silent, report)}. Check the network, a proxy or a browser extension that blocks it, then check again.`,
      );
    const refused = regionsOf(of(service, 'refused'));
    if (refused.length > 0)
      says.push(
        `${serviceTitle[service]} does not take these credentials${among(refused, report)}: the account has not enabled the Region, or the session token is of the kind that opt-in Regions refuse.`,
      );
  }
  return says;
}

const among = (regions: readonly string[], { regions: all }: WaysReport): string =>
  regions.length === all.length && all.length > 1 ? '' : ` in ${regions.join(', ')}`;

/**
 * What the step to AWS Config takes: to allow the one action, or to have the account record S3. Null where this browser
 * cannot reach it, or it is in use already.
 */
export function configStep(report: WaysReport): 'allow' | 'record' | null {
  const states = report.ways.filter(({ service }) => service === 'config').map((way) => way.state);
  if (states.includes('denied')) return 'allow';
  return states.includes('empty') ? 'record' : null;
}

/** Checks that lack the same, in the order in which the first of each comes. */
export function lackGroups(report: WaysReport): { missing: CheckReach; checks: CheckReach[] }[] {
  const groups = new Map<string, CheckReach[]>();
  for (const check of report.checks) {
    if (check.extent === 'all') continue;
    const key = `${check.extent} ${check.missing.join()} ${check.openers.join()}`;
    groups.set(key, [...(groups.get(key) ?? []), check]);
  }
  return [...groups.values()].flatMap((checks) => {
    const [first] = checks;
    return first ? [{ missing: first, checks }] : [];
  });
}

/** How many more checks one step would make assessable in full. */
export const opens = (report: WaysReport, opener: Opener): number =>
  report.checks.filter((check) => check.extent !== 'all' && check.openers.includes(opener)).length;
