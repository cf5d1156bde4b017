import { approvedSays } from '../model/approval.ts';
import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'bucket-not-public',
  title: 'The bucket and its access points are not public',
  topic: 'Public access and sharing',
  severity: 'critical',
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
  needs: ['publicAccess', 'publicApproval'],
  settings: ['publicApprovalTag', 'publicApprovalValue'],
  why: 'Anyone on the Internet, without credentials, can do with a public bucket what its ACL, policy or access point allows.',
  fix: {
    text: 'Turn on Block Public Access, then remove the grant or statement that lets the public in.',
    cli: 'aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    console:
      'S3 > bucket > Permissions > Block public access; then Bucket policy and Access control list',
    terraform:
      'aws_s3_bucket_public_access_block, aws_s3_bucket_policy, aws_s3_bucket_ownership_controls',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status',
  evaluate(facts) {
    const { open, forNobody, steps } = facts.publicAccess;
    const says = [...new Set(steps.map((step) => step.says))].join(' ');
    if (!open) return pass(says, steps);
    const approved = approvedSays(facts.publicApproval.tag);
    return fail(
      forNobody
        ? `S3 counts the bucket as public, though strangers get nothing by it today. ${says}${approved}`
        : `The bucket is public. ${says}${approved}`,
      steps,
    );
  },
});
