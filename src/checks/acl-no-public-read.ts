import { grantStep } from '../access/acl.ts';
import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'acl-no-public-read',
  title: 'The bucket ACL lets nobody outside list the bucket or read its ACL',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'bucket',
  frameworks: {
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
    soc2: ['CC6.1'],
    aws_well_architected_security: ['SEC03-BP07'],
    mitre_attack: ['T1530'],
  },
  needs: ['aclPublicRead'],
  why: 'An ACL grant to Everyone needs no credentials, and a list of keys alone can disclose names and structure.',
  fix: {
    text: 'Remove the grant to Everyone, and disable ACLs with the Object Ownership setting Bucket owner enforced.',
    cli: 'aws s3api put-bucket-acl --bucket BUCKET --acl private',
    console: 'S3 > bucket > Permissions > Access control list (ACL) > Edit > Everyone: clear all',
    terraform: 'aws_s3_bucket_acl.acl = "private"',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html',
  evaluate({ aclPublicRead: { state, grants, denied = [] } }) {
    if (state === 'disabled')
      return notApplicable('ACLs are disabled: Object Ownership is Bucket owner enforced.');
    if (state === 'ignored') return pass('Ignore Public ACLs neutralises every public grant.');
    if (grants.length === 0)
      return pass('The ACL gives Everyone no permission to list the bucket or read its ACL.');
    const proof = [...grants.map(grantStep), ...denied];
    return fail(
      `${proof.map(({ says }) => says).join(' ')} ${denied.length > 0 ? 'The grant counts in full as soon as that Deny is gone.' : 'The ACL lets everyone on the Internet in.'}`,
      proof,
    );
  },
});
