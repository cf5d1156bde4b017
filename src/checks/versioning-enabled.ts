import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'versioning-enabled',
  title: 'Versioning is enabled',
  topic: 'Data protection and recovery',
  severity: 'medium',
  per: 'bucket',
  frameworks: {
    security_hub: ['S3.14'],
    nist_800_53_r5: [
      'AU-9(2)',
      'CP-6',
      'CP-6(1)',
      'CP-6(2)',
      'CP-9',
      'CP-10',
      'SC-5(2)',
      'SI-12',
      'SI-13(5)',
    ],
    pci_dss_v4: ['10.3.4'],
    hipaa: [
      '164.308(a)(1)(ii)(B)',
      '164.308(a)(7)(i)',
      '164.308(a)(7)(ii)(A)',
      '164.308(a)(7)(ii)(B)',
      '164.308(a)(7)(ii)(C)',
      '164.312(a)(2)(ii)',
      '164.312(c)(1)',
      '164.312(c)(2)',
    ],
    iso_27001_2022: ['A.8.13'],
    soc2: ['A1.2', 'C1.2', 'CC7.4', 'PI1.5'],
    aws_well_architected_security: ['SEC08-BP04'],
    mitre_attack: ['T1485', 'T1486'],
  },
  needs: ['versioning'],
  why: 'Without versions, an overwritten or deleted object is gone, and AWS Backup cannot protect the bucket.',
  fix: {
    text: 'Enable versioning, and add a lifecycle rule for noncurrent versions so that cost stays bounded.',
    cli: 'aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled',
    console: 'S3 > bucket > Properties > Bucket Versioning > Edit > Enable',
    terraform: 'aws_s3_bucket_versioning with versioning_configuration.status = "Enabled"',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
  evaluate(facts) {
    const { status } = facts.versioning;
    if (status === 'Enabled') return pass('Versioning is enabled.');
    return fail(
      status === 'Suspended'
        ? 'Versioning is suspended: old versions stay, new ones are not kept.'
        : 'Versioning was never enabled.',
    );
  },
});
