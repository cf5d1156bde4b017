import { sharedFacts } from '../../gather/fact-actions.ts';
import { furtherGatherers } from '../../gather/further.ts';
import { type AnyGatherer, callsOf, type Service } from '../../gather/gatherer.ts';
import {
  accessPointGatherers,
  accountGatherers,
  bucketGatherers,
  gatherers,
  multiRegionAccessPointGatherers,
  regionGatherers,
} from '../../gather/index.ts';
import { factScope, type Scope } from '../../model/facts.ts';
import { leastPrivilege, policyText, readsOf } from '../../report/least-privilege.ts';
import type { CollectOptions } from '../collect-options.ts';
import { sampleActions, sampleSays } from './objects.ts';

/** What a run with these options would ask and send, and the policy that allows it, as text for a terminal. */
export function dryRun(options: CollectOptions): string {
  const isAws = options.provider === 'aws';
  const asked = isAws
    ? [...gatherers, ...furtherGatherers]
    : [...accountGatherers.filter(({ fact }) => fact === 'buckets'), ...bucketGatherers];
  const { scope, role } = options;
  const named = scope?.buckets ?? null;
  const partition = partitionOf(options);
  return [
    'A dry run: nothing was sent, and no credentials were looked for.',
    '',
    'Calls that a run with these options sends, all of them reads:',
    ...(role === null
      ? []
      : [
          '',
          'First, with the credentials that it finds',
          ...table([['sts:AssumeRole', 'sts', 'AssumeRole']]),
          `  on ${role.arn}, session ${role.sessionName}`,
        ]),
    ...groups(asked, scope !== null),
    '',
    ...amounts(asked, scope, isAws),
    '',
    ...sampled(options),
    options.endpoint === undefined
      ? `Sent to ${hosts(partition, asked)} only.`
      : `Sent to ${options.endpoint} only.`,
    '',
    'The IAM policy that allows these calls and nothing else:',
    '',
    policyText(
      leastPrivilege(readsOf(asked.map(({ fact }) => fact)), { partition, buckets: named }),
    ).trimEnd(),
    ...(role === null
      ? []
      : [
          '',
          'It belongs to the role. What takes on the role needs one action more: sts:AssumeRole on it.',
        ]),
  ].join('\n');
}

/** What the sample of objects takes on top: calls, and permissions that the policy of the audit leaves out. */
function sampled({ sample, scope }: CollectOptions): string[] {
  if (sample === null) return [];
  return [
    `${sampleSays(sample, scope?.buckets?.length ?? 0)} It takes, beside the policy below:`,
    ...sampleActions(sample).map((action) => `  ${action}`),
    ...(sample.encryption ? ['With the last two, the credentials may read the objects.'] : []),
    '',
  ];
}

function groups(asked: readonly AnyGatherer[], narrowed: boolean): string[] {
  const near = narrowed ? ' of the buckets that are read' : '';
  const all: readonly [string, readonly AnyGatherer[]][] = [
    ['Once', accountGatherers],
    [
      narrowed ? 'Once for each Region that holds such buckets' : 'Once for each enabled Region',
      withFurther('region', regionGatherers),
    ],
    ['Once for each bucket', withFurther('bucket', bucketGatherers).filter((g) => !isShared(g))],
    ['Once for each KMS key that a default encryption names', furtherGatherers.filter(isShared)],
    [`Once for each access point${near}`, accessPointGatherers],
    [`Once for each Multi-Region Access Point${near}`, multiRegionAccessPointGatherers],
  ];
  return all.flatMap(([title, of]) => {
    const here = of.filter((g) => asked.includes(g));
    if (here.length === 0) return [];
    const rows = here.map(({ action, service, operation }) => [action, service, operation]);
    const parts = here.flatMap((g) =>
      callsOf(g)
        .slice(1)
        .map(({ action, operation, service = g.service }) => [action, service, operation]),
    );
    return [
      ...['', title, ...table(rows)],
      ...(parts.length === 0 ? [] : ['', `  and for each that is found:`, ...table(parts)]),
    ];
  });
}

const isShared = ({ fact }: AnyGatherer): boolean => sharedFacts.includes(fact);

const withFurther = (scope: Scope, core: readonly AnyGatherer[]): readonly AnyGatherer[] => [
  ...core,
  ...furtherGatherers.filter(({ fact }) => factScope[fact] === scope),
];

const table = (rows: readonly (readonly string[])[]): string[] =>
  rows.map(([action = '', service = '', operation = '']) =>
    `  ${action.padEnd(42)} ${service.padEnd(10)} ${operation}`.trimEnd(),
  );

/** Regions that every account has enabled. https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
const usualRegions = 17;

function amounts(
  asked: readonly AnyGatherer[],
  scope: CollectOptions['scope'],
  isAws: boolean,
): string[] {
  const of = (list: readonly AnyGatherer[]) => list.filter((g) => asked.includes(g)).length;
  // The list of buckets names their Regions, as far as the endpoint does; only the others are asked for it.
  const each = of(withFurther('bucket', bucketGatherers).filter((g) => !isShared(g))) - 1;
  const once = of(accountGatherers);
  const perRegion = isAws ? of(withFurther('region', regionGatherers)) : 0;
  const named = scope?.buckets?.length ?? null;
  const regions = scope?.regions?.length ?? (named === null ? usualRegions : 1);
  const where =
    perRegion === 0
      ? ''
      : scope?.regions
        ? `, in the ${regions === 1 ? 'Region' : `${regions} Regions`} named`
        : named === null
          ? `, and the ${regions} Regions that every account has`
          : ', all in one Region';
  return [
    `How many: ${once} for the account${perRegion > 0 ? `, ${perRegion} for each Region` : ''} and ${each} for each bucket`,
    '(GetBucketLocation only where the list of buckets does not name the Region).',
    'Access points, KMS keys, further pages and repeated tries come on top.',
    ...(named === null ? [10, 100, 1_000, 10_000] : [named]).map((buckets) => {
      const total = once + perRegion * regions + each * buckets;
      const what = `${buckets.toLocaleString('en')} ${buckets === 1 ? 'bucket' : 'buckets'}`;
      return `  ${what}${where}: about ${total.toLocaleString('en')} calls`;
    }),
  ];
}

function partitionOf({ region, role, scope }: CollectOptions): string {
  if (role !== null) return role.arn.split(':')[1] ?? 'aws';
  const first = region ?? scope?.regions?.[0] ?? '';
  return first.startsWith('cn-') ? 'aws-cn' : first.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** Where the calls go: one host for each service that is asked, and that of STS, which a role is taken on by. */
function hosts(partition: string, asked: readonly AnyGatherer[]): string {
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  const services = new Set<Service>(['sts', ...asked.map(({ service }) => service)]);
  return [...services]
    .map((service) => `${hostLabel[service] ?? service}.REGION.${domain}`)
    .sort()
    .join(', ');
}

/** Services whose hosts begin with another word than the name that calls are logged under. */
const hostLabel: Partial<Record<Service, string>> = {
  s3control: 'ACCOUNT.s3-control',
  cloudwatch: 'monitoring',
};
