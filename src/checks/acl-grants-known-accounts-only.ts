import { check, fail, notApplicable, pass } from '../model/check.ts';
import { trustedIn } from '../model/settings.ts';
import { grantStep } from '../access/acl.ts';
import { cloudFrontLogs } from '../policy/aws-accounts.ts';

export default check({
  id: 'acl-grants-known-accounts-only',
  title: 'The bucket ACL grants nothing to unknown accounts',
  topic: 'Public access and sharing',
  severity: 'medium',
  per: 'bucket',
  frameworks: {
    pci_dss_v4: ['7.2.1', '7.2.2', '7.2.5', '7.3.1', '7.3.2', '7.3.3', '8.2.7', '8.2.8', '8.3.4'],
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
  },
  needs: ['aclForeign'],
  settings: ['trustedAccounts'],

  why: 'A canonical user id in an ACL is easily overlooked, and no longer shows whose account it is.',
  fix: {
    text: 'Move the grants that are wanted into a bucket policy that names the accounts, then disable ACLs.',
    cli: 'aws s3api put-bucket-ownership-controls --bucket BUCKET --ownership-controls Rules=[{ObjectOwnership=BucketOwnerEnforced}]',
    console: 'S3 > bucket > Permissions > Object Ownership > Edit > ACLs disabled',
    terraform: 'aws_s3_bucket_ownership_controls.rule.object_ownership = "BucketOwnerEnforced"',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html',
  evaluate({ aclForeign: { state, grants } }, { settings }) {
    if (state === 'disabled')
      return notApplicable('ACLs are disabled: Object Ownership is Bucket owner enforced.');
    const unknown = grants.filter(
      ({ grantee }) => grantee !== cloudFrontLogs && trustedIn(settings, grantee) === null,
    );
    if (unknown.length === 0)
      return pass('The ACL grants permissions to nobody but the owner and known accounts.');
    const proof = unknown.map(grantStep);
    return fail(proof.map(({ says }) => says).join(' '), proof);
  },
});
