import { check, fail, notApplicable, pass } from '../model/check.ts';
import type { LifecycleRule } from '../model/facts.ts';

const moves = ({ transitions }: LifecycleRule) =>
  transitions.filter(({ noncurrent }) => noncurrent);

/** What becomes of noncurrent versions, as the rest of a sentence. */
function says(rule: LifecycleRule): string {
  const { noncurrentExpirationAgeDays: age, noncurrentVersionsKept: kept } = rule;
  if (age === null) return `move to ${moves(rule)[0]?.storageClass ?? 'other storage'}`;
  const but = kept === null || kept === 0 ? '' : `, but for the newest ${kept} of each object`;
  return `expire after ${age === 1 ? '1 day' : `${age} days`}${but}`;
}

export default check({
  id: 'lifecycle-noncurrent-versions',
  title: 'Noncurrent versions expire, or move to other storage',
  topic: 'Data protection and recovery',
  severity: 'low',
  per: 'bucket',
  frameworks: {
    security_hub: ['S3.10'],
    nist_800_53_r5: ['CP-6(2)', 'CP-9', 'CP-10', 'SC-5(2)', 'SI-13(5)'],
    pci_dss_v4: ['3.2.1', '3.3.1.1', '3.3.1.3', '3.3.2', '3.3.3', '10.5.1'],
    iso_27001_2022: ['A.8.10'],
    soc2: ['C1.1'],
  },
  needs: ['versioning', 'lifecycle'],
  why: 'Where versioning has been on, every overwritten or deleted object stays, is paid for, and outlives what retention rules permit.',
  fix: {
    text: 'Add a rule for the whole bucket that expires noncurrent versions once nobody would restore them. The command replaces all rules, so repeat the present ones.',
    cli: `aws s3api put-bucket-lifecycle-configuration --bucket BUCKET --lifecycle-configuration '{"Rules":[{"ID":"noncurrent","Status":"Enabled","Filter":{},"NoncurrentVersionExpiration":{"NoncurrentDays":90}}]}'`,
    console:
      'S3 > bucket > Management > Create lifecycle rule > Permanently delete noncurrent versions of objects',
    terraform:
      'aws_s3_bucket_lifecycle_configuration.rule.noncurrent_version_expiration.noncurrent_days',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html',
  evaluate(facts) {
    if (facts.versioning.status === null)
      return notApplicable('Versioning was never enabled, so there are no noncurrent versions.');
    const rules = (facts.lifecycle ?? []).filter(
      (rule) => rule.noncurrentExpirationAgeDays !== null || moves(rule).length > 0,
    );
    const enabled = rules.filter((rule) => rule.enabled);
    const whole = enabled.find((rule) => rule.wholeBucket);
    if (whole) return pass(`Noncurrent versions ${says(whole)}.`);
    const [part] = enabled;
    if (part)
      return fail(
        `Only a part of the bucket is covered: noncurrent versions${
          part.prefix === null ? ' of some objects' : ` of objects under ${part.prefix}`
        } ${says(part)}.`,
      );
    return fail(
      rules.length > 0
        ? 'The lifecycle rules for noncurrent versions are disabled.'
        : 'No lifecycle rule expires or moves noncurrent versions.',
    );
  },
});
