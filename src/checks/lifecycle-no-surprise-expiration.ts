import { check, fail, notApplicable, pass } from '../model/check.ts';
import type { LifecycleRule } from '../model/facts.ts';

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);
const saysNo = (value: string) => /^\s*(false|no)?\s*$/i.test(value);

/** Whether a rule expires current objects within so many days; from its date on, a rule does so at any age. */
const expires = (rule: LifecycleRule, most: number, now: string): boolean =>
  (rule.expirationAgeDays !== null && rule.expirationAgeDays <= most) ||
  (rule.expirationDate !== null &&
    Date.parse(rule.expirationDate) <= Date.parse(now) + most * 86_400_000);

const nameOf = ({ id }: LifecycleRule, first = false): string =>
  id === '' ? `${first ? 'A' : 'a'} rule without a name` : `${first ? 'R' : 'r'}ule ${id}`;
const when = ({ expirationAgeDays: age, expirationDate: date }: LifecycleRule): string =>
  age === null ? `from ${(date ?? '').slice(0, 10)} on` : `after ${days(age)}`;
const where = ({ prefix }: LifecycleRule): string =>
  prefix === null ? 'that a filter selects' : `under ${prefix}`;

const left = {
  nothing: ' Without versioning nothing of them is left.',
  briefly: ' Their noncurrent versions expire as well.',
  versions: ' Noncurrent versions of them stay.',
  unknown: '',
} as const;

export default check({
  id: 'lifecycle-no-surprise-expiration',
  title: 'No lifecycle rule deletes current objects soon',
  topic: 'Data protection and recovery',
  severity: 'medium',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.8.13'] },
  needs: ['lifecycle', 'tags', 'afterExpiry'],
  settings: ['shortExpirationDays', 'shortLivedTag'],
  why: 'A rule that expires a whole bucket destroys it without one request to delete an object, which is also how attackers do it unseen.',
  fix: {
    text: 'Remove or disable the rule unless the data is meant to last no longer. Where it is meant, tag the bucket as the settings of the audit say.',
    cli: 'aws s3api put-bucket-lifecycle-configuration --bucket BUCKET --lifecycle-configuration file://rules-without-it.json',
    console: 'S3 > bucket > Management > Lifecycle rules',
    terraform: 'aws_s3_bucket_lifecycle_configuration.rule.expiration',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
  evaluate(facts, { now, settings: { shortExpirationDays: most, shortLivedTag: key } }) {
    const { lifecycle } = facts;
    if (!lifecycle || lifecycle.length === 0)
      return notApplicable('The bucket has no lifecycle rules.');
    const soon = lifecycle.filter((rule) => rule.enabled && expires(rule, most, now));
    const whole = soon.find((rule) => rule.wholeBucket);
    const parts = soon
      .filter((rule) => !rule.wholeBucket)
      .map(
        (rule) =>
          ` A part of it does: ${nameOf(rule)} expires objects ${where(rule)} ${when(rule)}.`,
      );
    if (!whole)
      return pass(
        `No enabled lifecycle rule expires all current objects within ${days(most)}.${parts.join('')}`,
      );
    const found = `${nameOf(whole, true)} expires all current objects ${when(whole)}.`;
    const tag =
      key === '' ? undefined : facts.tags?.find((one) => one.key === key && !saysNo(one.value));
    return tag
      ? pass(
          `${found} The bucket carries the tag ${tag.key}=${tag.value}, which says that this is meant.`,
        )
      : fail(`${found}${left[facts.afterExpiry]}`);
  },
});
