import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'lifecycle-configured',
  title: 'An enabled lifecycle rule exists',
  topic: 'Data protection and recovery',
  severity: 'low',
  per: 'bucket',
  frameworks: {
    security_hub: ['S3.13'],
    nist_800_53_r5: ['CP-6(2)', 'CP-9', 'CP-10', 'SC-5(2)', 'SI-13(5)'],
    pci_dss_v4: ['3.2.1', '3.3.1.1', '3.3.1.3', '3.3.2', '3.3.3', '10.5.1'],
    iso_27001_2022: ['A.8.10'],
    soc2: ['C1.2'],
    nis2: ['12.2.2.a'],
  },
  needs: ['lifecycle'],
  why: 'Without lifecycle rules data is kept for ever, beyond its use and beyond what retention rules permit.',
  fix: {
    text: 'Add rules that expire or move objects, noncurrent versions and incomplete uploads. The command replaces all rules.',
    cli: 'aws s3api put-bucket-lifecycle-configuration --bucket BUCKET --lifecycle-configuration file://rules.json',
    console: 'S3 > bucket > Management > Lifecycle rules > Create lifecycle rule',
    terraform: 'aws_s3_bucket_lifecycle_configuration.rule',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html',
  evaluate(facts) {
    const rules = facts.lifecycle ?? [];
    const enabled = rules.filter((rule) => rule.enabled).length;
    if (enabled > 0)
      return pass(
        enabled === 1 ? '1 lifecycle rule is enabled.' : `${enabled} lifecycle rules are enabled.`,
      );
    return fail(
      rules.length > 0 ? 'All lifecycle rules are disabled.' : 'The bucket has no lifecycle rules.',
    );
  },
});
