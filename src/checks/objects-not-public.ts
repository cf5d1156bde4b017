import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'objects-not-public',
  title: 'No object of the bucket is public',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: ['objectsPublic'],
  why: 'An object can be public by its own ACL although neither the bucket ACL nor the bucket policy is.',
  fix: {
    text: 'Disable ACLs by Object Ownership, which takes all of them out of force at once. Where they are needed, make the ACL of each such object private.',
    cli: 'aws s3api put-bucket-ownership-controls --bucket BUCKET --ownership-controls Rules=[{ObjectOwnership=BucketOwnerEnforced}]',
    console: 'S3 > bucket > Permissions > Object Ownership > Edit > ACLs disabled',
    terraform: 'aws_s3_bucket_ownership_controls.rule.object_ownership = "BucketOwnerEnforced"',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
  evaluate({ objectsPublic: { open, steps } }) {
    const says = [...new Set(steps.map((step) => step.says))].join(' ');
    return open ? fail(`The public reaches objects. ${says}`, steps) : pass(says, steps);
  },
});
