import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'object-lock',
  title: 'Object Lock keeps new objects by default',
  topic: 'Data protection and recovery',
  severity: 'low',
  per: 'bucket',
  frameworks: {
    security_hub: ['S3.15'],
    nist_800_53_r5: ['CP-6(2)'],
    pci_dss_v4: ['10.5.1'],
    hipaa: ['164.308(a)(1)(ii)(B)'],
    soc2: ['C1.1', 'CC6.1', 'CC6.2', 'PI1.5'],
    mitre_attack: ['T1485', 'T1486'],
    iso_27001_2022: ['A.8.13'],
  },
  needs: ['objectLock', 'logSources'],
  why: 'A default retention keeps every new object from being deleted or overwritten, even by an intruder with full rights.',
  fix: {
    text: 'Enable Object Lock (versioning first) and set a default retention. Compliance mode cannot be shortened by anyone.',
    cli: 'aws s3api put-object-lock-configuration --bucket BUCKET --object-lock-configuration \'{"ObjectLockEnabled":"Enabled","Rule":{"DefaultRetention":{"Mode":"GOVERNANCE","Days":30}}}\'',
    console: 'S3 > bucket > Properties > Object Lock > Edit',
    terraform: 'aws_s3_bucket_object_lock_configuration with rule.default_retention',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  evaluate(facts, { settings }) {
    const lock = facts.objectLock;
    const kept = lock?.enabled ? lock.defaultRetention : null;
    if (kept && !(settings.objectLockMustBeCompliance && kept.mode !== 'COMPLIANCE')) {
      const long = kept.years ? `${kept.years} years` : `${kept.days} days`;
      const bypass =
        kept.mode === 'GOVERNANCE' ? ' Holders of s3:BypassGovernanceRetention can lift it.' : '';
      return pass(`New objects are kept for ${long} in ${kept.mode.toLowerCase()} mode.${bypass}`);
    }
    const sources = facts.logSources;
    if (sources.length > 0)
      return notApplicable(
        `The bucket receives server access logs (of ${sources[0]}), which a default retention would stop.`,
      );
    if (kept)
      return fail(
        `The default retention is in ${kept.mode.toLowerCase()} mode, and compliance mode is asked for.`,
      );
    return fail(
      lock?.enabled
        ? 'Object Lock is enabled without a default retention, so nothing is kept unless each upload asks for it.'
        : 'Object Lock is not enabled.',
    );
  },
});
