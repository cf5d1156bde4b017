import type { Answer, ServiceNamesReach } from '../model/derived.ts';
import { unknown, unreadOf, type View } from './view.ts';

/**
 * Names that AWS services derive from nothing but the account id and the Region, so that anybody can take them first.
 * https://docs.aws.amazon.com/glue/latest/dg/getting-started-min-privs-job.html
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-create-studio.html
 * https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
 */
const forms: readonly ((account: string, region: string) => string)[] = [
  (account, region) => `aws-glue-assets-${account}-${region}`,
  (account, region) => `aws-emr-studio-${account}-${region}`,
  (account, region) => `sagemaker-${region}-${account}`,
  (account, region) => `aws-codestar-${region}-${account}`,
  (account, region) => `cdk-hnb659fds-assets-${account}-${region}`,
];
/** CloudFormation's templates: one random part for the account, which shows once a bucket of the kind is there. */
const template = /^(cf-templates-[a-z0-9]+)-([a-z]{2}(?:-[a-z]+)+-\d)$/;

/**
 * Whether the bucket names that AWS services derive from the account id are this account's, in each enabled Region.
 * A name that is not may be free or taken by somebody else: only a request for the bucket itself would tell, which no
 * fact holds. What can be seen is a replication rule of this account that writes to such a name.
 */
export function serviceNames(view: View): Answer<ServiceNamesReach> {
  const listed = view.see('buckets');
  const regions = view.see('enabledRegions');
  if (!listed.known || !listed.value.complete)
    return unknown(listed.known ? view.index.unlisted : unreadOf(view, 'buckets'));
  const own = new Set(listed.value.items.map(({ name }) => name));
  const isDerived = (name: string) =>
    forms.some((form) => {
      const [before = '', after = ''] = form(view.account, '*').split('*');
      return (
        name.startsWith(before) &&
        name.endsWith(after) &&
        name.length > before.length + after.length
      );
    });
  const written = [...view.index.replicationSources].filter(
    ([name]) => isDerived(name) && !own.has(name),
  );
  if (written.length > 0)
    return { known: true, value: { state: 'foreign', names: written.map(([name]) => name) } };
  if (!regions.known) return unknown(unreadOf(view, 'enabledRegions'));
  const here = regions.value
    .filter(({ optIn }) => optIn !== 'not-opted-in')
    .map(({ name }) => name);
  const starts = new Set([...own].flatMap((name) => template.exec(name)?.[1] ?? []));
  const names = here.flatMap((region) => [
    ...forms.map((form) => form(view.account, region)),
    ...[...starts].map((start) => `${start}-${region}`),
  ]);
  const lacking = names.filter((name) => !own.has(name));
  if (lacking.length === 0) return { known: true, value: { state: 'owned', names } };
  return unknown(
    [],
    `${lacking.length} of ${names.length} names that AWS services derive from the account id are no buckets of this account, such as ${lacking.slice(0, 2).join(' and ')}. Whether somebody else has them cannot be seen from what was read; aws s3api head-bucket tells: 404 is free, 403 is taken.`,
  );
}
