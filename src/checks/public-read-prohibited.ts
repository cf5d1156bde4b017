import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'public-read-prohibited',
  title: 'The public can neither list nor read the bucket',
  topic: 'Public access and sharing',
  severity: 'critical',
  per: 'bucket',
  frameworks: {
    security_hub: ['S3.2'],
    nist_800_53_r5: [
      'AC-3',
      'AC-3(7)',
      'AC-4',
      'AC-4(21)',
      'AC-6',
      'AC-21',
      'SC-7',
      'SC-7(3)',
      'SC-7(4)',
      'SC-7(9)',
      'SC-7(11)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
    ],
    pci_dss_v4: [
      '1.2.8',
      '1.3.1',
      '1.3.2',
      '1.4.2',
      '1.5.1',
      '3.5.1.3',
      '10.3.2',
      'A1.1.2',
      'A1.1.3',
      'A3.4.1',
    ],
    hipaa: ['164.308(a)(1)(ii)(B)', '164.308(a)(3)(i)', '164.312(a)(1)', '164.312(a)(2)(i)'],
    soc2: ['CC6.1', 'CC6.2', 'CC6.6'],
    mitre_attack: ['T1530'],
    aws_well_architected_security: ['SEC03-BP07'],
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
  },
  needs: ['publicRead'],
  why: 'Anyone, or any AWS account, could copy what the bucket holds.',
  fix: {
    text: 'Remove the grant or statement, or turn on Ignore Public ACLs and Restrict Public Buckets. Serve public files through CloudFront.',
    cli: 'aws s3api put-bucket-acl --bucket BUCKET --acl private',
    console: 'S3 > bucket > Permissions > Access control list / Bucket policy',
    terraform: 'aws_s3_bucket_acl with acl = "private"; aws_s3_bucket_policy without the statement',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  evaluate({ publicRead: reach }) {
    return reach.open
      ? fail(
          `The public can list or read. ${reach.steps.map(({ says }) => says).join(' ')}`,
          reach.steps,
        )
      : pass(
          `The public can neither list nor read. ${reach.steps.map(({ says }) => says).join(' ')}`,
          reach.steps,
        );
  },
});
