import { check, fail, pass } from '../model/check.ts';
import { switchTitle, switches } from '../access/block.ts';

export default check({
  id: 'bucket-public-access-block-own',
  title: 'The bucket itself has all four switches of Block Public Access on',
  topic: 'Public access and sharing',
  severity: 'medium',
  per: 'bucket',
  frameworks: {
    security_hub: ['S3.8'],
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
  needs: ['publicAccessBlock'],

  why: 'The account’s switches can be lifted by one call, and then those of the bucket are the only barrier left.',
  fix: {
    text: 'Turn on all four switches for the bucket, also where the account has them on.',
    cli: 'aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    console: 'S3 > bucket > Permissions > Block public access > Edit',
    terraform: 'aws_s3_bucket_public_access_block: all four arguments = true',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  evaluate({ publicAccessBlock: block }) {
    if (block === null) return fail('Block Public Access was never set for the bucket itself.');
    const off = switches.filter((name) => !block[name]).map((name) => switchTitle[name]);
    return off.length === 0
      ? pass('All four switches of Block Public Access are on for the bucket itself.')
      : fail(`For the bucket itself, ${off.join(', ')} ${off.length === 1 ? 'is' : 'are'} off.`);
  },
});
