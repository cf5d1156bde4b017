import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'object-lock',
  title: 'Object Lock with a default retention is enabled',
  topic: 'Data protection and recovery',
  severity: 'low',
  per: 'bucket',
  frameworks: {
    security_hub: ['S3.15'],
    nist_800_53_r5: ['CP-6(2)'],
    pci_dss_v4: ['10.5.1'],
    iso_27001_2022: ['A.8.13'],
    soc2: ['C1.1', 'CC6.1', 'CC6.2', 'PI1.5'],
    mitre_attack: ['T1485', 'T1486'],
  },
  needs: ['objectLock', 'logSources'],
  settings: ['objectLockMustBeCompliance'],
  why: 'While a version is locked, neither a mistake nor ransomware can delete or overwrite it.',
  fix: {
    text: 'Enable versioning, then Object Lock with a default retention that suits the data. Locked versions cost until they expire.',
    cli: `aws s3api put-object-lock-configuration --bucket BUCKET --object-lock-configuration '{"ObjectLockEnabled":"Enabled","Rule":{"DefaultRetention":{"Mode":"GOVERNANCE","Days":30}}}'`,
    console: 'S3 > bucket > Properties > Object Lock > Edit',
    terraform: 'aws_s3_bucket_object_lock_configuration.rule.default_retention',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  evaluate(facts, { settings }) {
    const lock = facts.objectLock;
    const retention = lock?.enabled ? lock.defaultRetention : null;
    const period = retention ? periodOf(retention) : null;
    const compliant = retention?.mode === 'COMPLIANCE' || !settings.objectLockMustBeCompliance;
    if (retention && period !== null && compliant)
      return pass(
        `Object Lock keeps new versions for ${period} in ${retention.mode.toLowerCase()} mode.${
          retention.mode === 'GOVERNANCE'
            ? ' Identities with s3:BypassGovernanceRetention can lift it.'
            : ''
        }`,
      );
    const [source, ...more] = facts.logSources;
    if (source !== undefined)
      return notApplicable(
        `Server access logs of ${source}${more.length > 0 ? ` and ${more.length} more` : ''} are delivered here, and S3 cannot deliver them to a bucket with a default retention.`,
      );
    if (!lock?.enabled) return fail('Object Lock is not enabled.');
    return fail(
      retention && period !== null
        ? `Object Lock keeps new versions for ${period}, but in ${retention.mode.toLowerCase()} mode, not in compliance mode.`
        : 'Object Lock is enabled without a default retention, so it keeps only versions that are locked one by one.',
    );
  },
});

/** The length of a retention in words; null where it has none. */
function periodOf({ days, years }: { days: number | null; years: number | null }): string | null {
  if (days !== null && days > 0) return days === 1 ? '1 day' : `${days} days`;
  if (years !== null && years > 0) return years === 1 ? '1 year' : `${years} years`;
  return null;
}
