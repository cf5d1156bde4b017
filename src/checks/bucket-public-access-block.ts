import { check, fail, pass } from '../model/check.ts';

const switches = {
  blockPublicAcls: 'Block Public ACLs',
  ignorePublicAcls: 'Ignore Public ACLs',
  blockPublicPolicy: 'Block Public Policy',
  restrictPublicBuckets: 'Restrict Public Buckets',
} as const;

export default check({
  id: 'bucket-public-access-block',
  title: 'Block Public Access covers the bucket with all four switches',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'bucket',
  frameworks: {
    cis_aws_v1_4: ['2.1.5'],
    cis_aws_v2: ['2.1.4'],
    cis_aws_v3: ['2.1.4'],
    cis_aws_v4: ['2.1.4'],
    cis_aws_v5: ['2.1.4'],
    cis_aws_v6: ['3.1.4'],
    cis_aws_v7: ['3.1.4'],
    mitre_attack: ['T1530'],
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
  },
  needs: ['effectiveBlock'],
  why: 'It overrides the ACL and the policy of the bucket, so one later mistake cannot expose its data.',
  fix: {
    text: 'Turn on all four switches for the account, or for each bucket that is not meant to be public.',
    cli: 'aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    console:
      'S3 > bucket > Permissions > Block public access (bucket settings) > Edit > Block all public access',
    terraform: 'aws_s3_bucket_public_access_block with all four arguments true',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  evaluate({ effectiveBlock: block }) {
    const names = Object.keys(switches) as (keyof typeof switches)[];
    const off = names.filter((name) => block[name] === null);
    const proof = names.map((name) => ({
      says: `${switches[name]} is ${block[name] === null ? 'off' : `on for the ${block[name]}`}.`,
    }));
    return off.length === 0
      ? pass('All four switches are on, for the account or for the bucket.', proof)
      : fail(`Off for account and bucket: ${off.map((name) => switches[name]).join(', ')}.`, proof);
  },
});
