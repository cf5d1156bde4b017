import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'acl-no-authenticated-users',
  title: 'The ACL gives nothing to the group of all AWS accounts',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'bucket',
  frameworks: {
    nist_800_53_r5: [
      'AC-2(6)',
      'AC-3',
      'AC-3(7)',
      'AC-4(21)',
      'AC-6',
      'AC-17(1)',
      'AC-17(4)(a)',
      'AC-17(9)',
      'AC-17(10)',
      'AC-17(b)',
      'CM-6(a)',
      'CM-9(b)',
      'MP-2',
      'SC-7(2)',
      'SC-7(3)',
      'SC-7(7)',
      'SC-7(9)(a)',
      'SC-7(11)',
      'SC-7(12)',
      'SC-7(16)',
      'SC-7(20)',
      'SC-7(21)',
      'SC-7(24)(b)',
      'SC-7(25)',
      'SC-7(26)',
      'SC-7(27)',
      'SC-7(28)',
      'SC-7(a)',
      'SC-7(b)',
      'SC-7(c)',
      'SC-25',
    ],
    pci_dss_v4: [
      '1.2.8',
      '1.3.1',
      '1.3.2',
      '1.4.2',
      '1.5.1',
      '3.5.1.3',
      '10.3.2',
      '10.3.3',
      '10.3.4',
      'A1.1.2',
      'A1.1.3',
      'A1.2.1',
      'A3.4.1',
    ],
    hipaa: ['164.308(a)(1)(ii)(B)', '164.308(a)(3)(i)', '164.312(a)(1)', '164.312(a)(2)(i)'],
    soc2: ['CC6.1'],
    mitre_attack: ['T1530'],
    aws_well_architected_security: ['SEC03-BP07'],
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
  },
  needs: ['aclAuthenticatedUsers'],
  why: 'The group "Authenticated users" is every AWS account in the world, not the users of this one.',
  fix: {
    text: 'Remove the grant, or disable ACLs with Object Ownership set to bucket owner enforced.',
    cli: 'aws s3api put-bucket-acl --bucket BUCKET --acl private',
    console:
      'S3 > bucket > Permissions > Access control list > Authenticated users group: clear all',
    terraform:
      'aws_s3_bucket_ownership_controls with rule.object_ownership = "BucketOwnerEnforced"',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html',
  evaluate({ aclAuthenticatedUsers: reach }) {
    if (reach.state === 'disabled')
      return notApplicable('ACLs are disabled: Object Ownership is bucket owner enforced.');
    if (reach.state === 'ignored')
      return pass(
        'Ignore Public ACLs is on, so a grant to any AWS account in the world has no effect.',
      );
    if (reach.grants.length === 0)
      return pass('The ACL gives any AWS account in the world nothing.');
    const permissions = reach.grants.map(({ permission }) => permission).join(', ');
    return fail(`The ACL gives ${permissions} to any AWS account in the world.`);
  },
});
