import { grantStep } from '../access/acl.ts';
import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'acl-no-authenticated-users',
  title: 'The bucket ACL gives nothing to the group of all AWS accounts',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'bucket',
  frameworks: {
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
    soc2: ['CC6.1'],
    aws_well_architected_security: ['SEC03-BP07'],
    mitre_attack: ['T1530'],
  },
  needs: ['aclAuthenticatedUsers'],
  why: 'The group named authenticated users is not your users: anyone with any AWS account belongs to it.',
  fix: {
    text: 'Remove the grant to the authenticated users group, and name the accounts that need access in the bucket policy.',
    cli: 'aws s3api put-bucket-acl --bucket BUCKET --acl private',
    console:
      'S3 > bucket > Permissions > Access control list (ACL) > Edit > Authenticated users group: clear all',
    terraform: 'aws_s3_bucket_acl.access_control_policy without that group',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html',
  evaluate({ aclAuthenticatedUsers: { state, grants, denied = [] } }) {
    if (state === 'disabled')
      return notApplicable('ACLs are disabled: Object Ownership is Bucket owner enforced.');
    if (state === 'ignored') return pass('Ignore Public ACLs neutralises every public grant.');
    if (grants.length === 0) return pass('The ACL gives nothing to the group of all AWS accounts.');
    const proof = [...grants.map(grantStep), ...denied];
    return fail(
      `${proof.map(({ says }) => says).join(' ')} The group means anyone with any AWS account, not the users of this one.`,
      proof,
    );
  },
});
