import { approvedSays } from '../model/approval.ts';
import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'static-website-disabled',
  title: 'Static website hosting is off',
  topic: 'Public access and sharing',
  severity: 'medium',
  per: 'bucket',
  frameworks: {
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
  },
  needs: ['website', 'publicApproval'],
  settings: ['publicApprovalTag', 'publicApprovalValue'],
  why: 'Website endpoints speak plain HTTP only and serve anonymous readers, so they stand against both TLS and a private bucket.',
  fix: {
    text: 'Serve the site through CloudFront with origin access control, then turn website hosting off.',
    cli: 'aws s3api delete-bucket-website --bucket BUCKET',
    console: 'S3 > bucket > Properties > Static website hosting > Edit > Disable',
    terraform: 'remove aws_s3_bucket_website_configuration',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html',
  evaluate(facts) {
    const { website } = facts;
    if (!website) return pass('Static website hosting is off.');
    const says =
      website.redirectHost === null
        ? 'Static website hosting is on, and its endpoint speaks plain HTTP only.'
        : `Static website hosting is on and redirects every request to ${website.redirectHost}; its endpoint speaks plain HTTP only.`;
    return fail(`${says}${approvedSays(facts.publicApproval.tag)}`);
  },
});
