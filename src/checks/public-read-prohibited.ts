import { approvedSays } from '../model/approval.ts';
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
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
    soc2: ['CC6.1', 'CC6.2', 'CC6.6'],
    aws_well_architected_security: ['SEC03-BP07'],
    mitre_attack: ['T1530'],
  },
  needs: ['publicRead', 'publicApproval'],
  settings: ['publicApprovalTag', 'publicApprovalValue'],
  why: 'What the public can list or read counts as disclosed, and is found by scanners within hours.',
  fix: {
    text: 'Remove the grant or statement that lets the public list or read. Serve public content through CloudFront with origin access control.',
    cli: 'aws s3api put-bucket-acl --bucket BUCKET --acl private; aws s3api put-bucket-policy --bucket BUCKET --policy file://without-public-read.json',
    console: 'S3 > bucket > Permissions > Bucket policy and Access control list (ACL)',
    terraform: 'aws_s3_bucket_acl.acl = "private"; aws_s3_bucket_policy without the statement',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  evaluate(facts) {
    const { open, steps } = facts.publicRead;
    const says = [...new Set(steps.map((step) => step.says))].join(' ');
    if (!open) return pass(says, steps);
    return fail(
      `The public can list or read. ${says}${approvedSays(facts.publicApproval.tag)}`,
      steps,
    );
  },
});
