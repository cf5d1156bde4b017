import { check, fail, pass } from '../model/check.ts';
import { switchTitle, switches } from '../access/block.ts';

export default check({
  id: 'access-point-public-access-block',
  title: 'The access point blocks public access',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'accessPoint',
  frameworks: {
    security_hub: ['S3.19'],
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
    pci_dss_v4: ['1.4.4'],
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
  },
  needs: ['accessPoint'],

  why: 'An access point without the block lets the public in as soon as its policy and the bucket policy do.',
  fix: {
    text: 'Create the access point anew with the block on, move its clients and delete the old one: the switches of an access point cannot be changed.',
    cli: 'aws s3control create-access-point --account-id ACCOUNT --name NEW_NAME --bucket BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    console: 'S3 > Access Points > Create access point, with “Block all public access” left on',
    terraform: 'aws_s3_access_point.public_access_block_configuration (makes a new one)',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-bpa-settings.html',
  evaluate({ accessPoint: { networkOrigin, publicAccessBlock: block } }) {
    if (networkOrigin === 'VPC')
      return pass(
        'The access point takes requests from its VPC only, so it is never public, whatever its switches say.',
      );
    const off = switches.filter((name) => !block[name]).map((name) => switchTitle[name]);
    return off.length === 0
      ? pass('All four switches of Block Public Access are on for the access point.')
      : fail(
          `The access point is open to the Internet, and ${off.join(', ')} ${off.length === 1 ? 'is' : 'are'} off for it.`,
        );
  },
});
