import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'policy-no-public-principal',
  title: 'The bucket policy has no statement open to everyone',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'bucket',
  frameworks: {
    security_hub: ['S3.2', 'S3.3'],
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
    hipaa: ['164.308(a)(1)(ii)(B)', '164.308(a)(3)(i)', '164.312(a)(1)'],
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
    soc2: ['CC6.1', 'CC6.2', 'CC6.3', 'CC6.6'],
    aws_well_architected_security: ['SEC03-BP07'],
    mitre_attack: ['T1530'],
  },
  needs: ['policyPublic'],
  why: 'Such a statement is public as soon as Block Public Access is lifted, and while it is on, it cuts off the other accounts that the policy names.',
  fix: {
    text: 'Name the principals that need access, or bind the statement to fixed values of a key such as aws:PrincipalOrgID or aws:SourceVpce.',
    cli: 'aws s3api put-bucket-policy --bucket BUCKET --policy file://named-principals.json',
    console: 'S3 > bucket > Permissions > Bucket policy > Edit',
    terraform: 'aws_s3_bucket_policy.policy with named principals',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status',
  evaluate({ policyPublic: { open, steps } }) {
    const says = steps.map((step) => step.says).join(' ');
    return open
      ? fail(
          `The bucket policy is public, whatever Block Public Access makes of it. ${says}`,
          steps,
        )
      : pass(says, steps);
  },
});
