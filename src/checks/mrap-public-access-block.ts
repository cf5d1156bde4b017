import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'mrap-public-access-block',
  title: 'Every Multi-Region Access Point blocks public access',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'account',
  frameworks: {
    security_hub: ['S3.24'],
    pci_dss_v4: ['1.4.4'],
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
  },
  needs: ['globalPoints'],
  awsOnly: true,
  why: 'One Multi-Region Access Point stands before buckets in several Regions, so an open one opens all of them at once.',
  fix: {
    text: 'Create the Multi-Region Access Point anew with the block on and delete the old one: its switches cannot be changed.',
    cli: 'aws s3control create-multi-region-access-point --region us-west-2 --account-id ACCOUNT --details file://details.json',
    console: 'S3 > Multi-Region Access Points > Create',
    terraform: 'aws_s3control_multi_region_access_point.details.public_access_block',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/multi-region-access-point-block-public-access.html',
  evaluate({ globalPoints: { count, open, passing } }) {
    if (count === 0)
      return notApplicable(
        passing.length === 0
          ? 'The account has no Multi-Region Access Points.'
          : `Being made or deleted, and not judged yet: ${passing.join(', ')}.`,
      );
    return open.length === 0
      ? pass('All four switches are on for every Multi-Region Access Point.')
      : fail(`Not all four switches of Block Public Access are on for ${open.join(', ')}.`);
  },
});
