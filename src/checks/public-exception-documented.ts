import { approvalIn } from '../model/approval.ts';
import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'public-exception-documented',
  title: 'A public bucket carries a tag that approves of it',
  topic: 'Public access and sharing',
  severity: 'low',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: ['publicAccess', 'tags'],
  settings: ['publicApprovalTag', 'publicApprovalValue'],

  why: 'Without a sign of approval nobody can tell a site that is meant to be public from a mistake.',
  fix: {
    text: 'Tag the bucket as approved, or close it. The command replaces all tags, so read them first.',
    cli: 'aws s3api put-bucket-tagging --bucket BUCKET --tagging TagSet=[{Key=PublicAccessApproved,Value=true}]',
    console: 'S3 > bucket > Properties > Tags',
    terraform: 'aws_s3_bucket.tags',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/CostAllocTagging.html',
  evaluate(facts, { settings }) {
    if (!facts.publicAccess.open) return notApplicable('The bucket is not public.');
    const { publicApprovalTag: key, publicApprovalValue: value } = settings;
    const tag = (facts.tags ?? []).find((one) => one.key === key);
    if (approvalIn(settings, facts.tags))
      return pass(`The bucket is public, and its tag ${key} approves of it.`);
    return fail(
      tag && value !== ''
        ? `The bucket is public, and the value of its tag ${key} is not ${value}, which would approve of it.`
        : `The bucket is public, and has no tag ${key} that approves of it.`,
    );
  },
});
