import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'acls-disabled',
  title: 'ACLs are disabled by Object Ownership',
  topic: 'Public access and sharing',
  severity: 'medium',
  per: 'bucket',
  frameworks: {
    security_hub: ['S3.12'],
    nist_800_53_r5: ['AC-2(1)', 'AC-3', 'AC-3(7)', 'AC-3(15)', 'AC-6'],
    pci_dss_v4: ['7.2.1', '7.2.2', '7.2.5', '7.3.1', '7.3.2', '7.3.3', '8.2.7', '8.2.8', '8.3.4'],
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
    aws_well_architected_security: ['SEC05-BP02'],
  },
  needs: ['ownership'],
  why: 'ACLs are a second set of permissions, kept on every object, that policies do not show and that few people watch.',
  fix: {
    text: 'Set Object Ownership to Bucket owner enforced. Replace the grants that are in use by policy first: uploads that send other ACLs are refused afterwards.',
    cli: 'aws s3api put-bucket-ownership-controls --bucket BUCKET --ownership-controls "Rules=[{ObjectOwnership=BucketOwnerEnforced}]"',
    console: 'S3 > bucket > Permissions > Object Ownership > Edit > ACLs disabled (recommended)',
    terraform: 'aws_s3_bucket_ownership_controls.rule.object_ownership = "BucketOwnerEnforced"',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
  evaluate({ ownership }) {
    if (!ownership)
      return fail(
        'Object Ownership was never set, so ACLs are enabled and objects belong to their writers.',
      );
    const { objectOwnership } = ownership;
    return objectOwnership === 'BucketOwnerEnforced'
      ? pass('Object Ownership is Bucket owner enforced, so ACLs are disabled.')
      : fail(
          objectOwnership === 'BucketOwnerPreferred'
            ? 'Object Ownership is Bucket owner preferred, so ACLs are enabled.'
            : 'Object Ownership is Object writer, so ACLs are enabled.',
        );
  },
});
