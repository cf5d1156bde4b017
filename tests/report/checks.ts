import { check, fail, notApplicable, pass } from '../../src/model/check.ts';
import type { Check } from '../../src/model/check.ts';

/** A few checks of each kind, made up for the tests of reports: what they judge does not matter here, how it is shown does. */
const notPublic = check({
  id: 'bucket-not-public',
  title: 'The public cannot reach the bucket',
  topic: 'Public access and sharing',
  severity: 'critical',
  per: 'bucket',
  frameworks: { security_hub: ['S3.2', 'S3.3'], cis_aws_v3: ['2.1.4'], house_rules: ['H-1'] },
  needs: ['policyStatus', 'publicAccessBlock'],
  why: 'Anyone on the internet can copy, list or change what a public bucket holds, without credentials.',
  fix: {
    text: 'Turn on Block Public Access for the bucket, and remove the statement that grants access to everyone.',
    cli: 'aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  evaluate(facts, { resource }) {
    if (!facts.policyStatus?.isPublic) return pass('No way in for the public was found.');
    if (facts.publicAccessBlock?.restrictPublicBuckets)
      return pass('The policy is public, and Restrict Public Buckets neutralises it.');
    return fail(
      `Anyone can read ${resource}: its policy is public and Restrict Public Buckets is off.`,
      [
        { says: 'The bucket policy is public.', fact: 'policyStatus', statement: 0 },
        { says: 'Restrict Public Buckets is off.', fact: 'publicAccessBlock' },
      ],
    );
  },
});

const versioning = check({
  id: 'versioning-enabled',
  title: 'Versioning is enabled',
  topic: 'Data protection and recovery',
  severity: 'medium',
  per: 'bucket',
  frameworks: { security_hub: ['S3.14'] },
  needs: ['versioning'],
  why: 'Without versions, an overwritten or deleted object is gone.',
  fix: {
    text: 'Enable versioning.',
    cli: 'aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
  evaluate: ({ versioning: { status } }) =>
    status === 'Enabled' ? pass('Versioning is enabled.') : fail('Versioning was never enabled.'),
});

const owner = check({
  id: 'tags-name-an-owner',
  title: 'A tag names the owner',
  topic: 'Governance and hygiene',
  severity: 'low',
  per: 'bucket',
  frameworks: {},
  needs: ['tags'],
  why: 'A finding that belongs to nobody is mended by nobody.',
  fix: { text: 'Add a tag "owner".' },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-managing.html',
  evaluate({ tags }) {
    const found = tags?.find(({ key }) => key === 'owner');
    return found ? pass(`The owner is ${found.value}.`) : fail('No tag names an owner.');
  },
});

const websiteTls = check({
  id: 'website-redirects',
  title: 'The website redirects to HTTPS',
  topic: 'Encryption',
  severity: 'info',
  per: 'bucket',
  frameworks: { pci_dss_v4: ['4.2.1'] },
  needs: ['website'],
  why: 'A website endpoint of S3 speaks plain HTTP only.',
  fix: { text: 'Put CloudFront in front of the website.' },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteEndpoints.html',
  evaluate: ({ website }) =>
    website === null
      ? notApplicable('The bucket is no website.')
      : fail(`The website serves ${website.indexDocument ?? 'a redirect'} over plain HTTP.`),
});

const accountBlock = check({
  id: 'account-public-access-block',
  title: 'Block Public Access is fully on for the account',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'account',
  awsOnly: true,
  frameworks: { cis_aws_v3: ['2.1.4'], security_hub: ['S3.1'] },
  needs: ['accountPublicAccessBlock'],
  why: 'It overrides every ACL and bucket policy of the account.',
  fix: {
    text: 'Turn on all four settings for the account.',
    cli: 'aws s3control put-public-access-block --account-id ACCOUNT --public-access-block-configuration BlockPublicAcls=true',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  evaluate: ({ accountPublicAccessBlock: block }) =>
    block?.restrictPublicBuckets
      ? pass('All four switches are on.')
      : fail('Block Public Access was never set for the account.'),
});

const pointOrigin = check({
  id: 'access-point-in-vpc',
  title: 'The access point is limited to a VPC',
  topic: 'Public access and sharing',
  severity: 'medium',
  per: 'accessPoint',
  frameworks: {},
  needs: ['accessPoint'],
  why: 'An access point open to the internet is one more way in.',
  fix: { text: 'Make a new access point with a VPC origin.' },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-vpc.html',
  evaluate: ({ accessPoint }) =>
    accessPoint.networkOrigin === 'VPC'
      ? pass('Its origin is a VPC.')
      : fail('Its origin is the internet.'),
});

export const madeUpChecks: readonly Check[] = [
  notPublic,
  versioning,
  owner,
  websiteTls,
  accountBlock,
  pointOrigin,
] as readonly Check[];
