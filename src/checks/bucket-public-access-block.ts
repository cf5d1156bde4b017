import { switches, switchTitle } from '../access/block.ts';
import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'bucket-public-access-block',
  title: 'Block Public Access is fully on for the bucket, by itself or by the account',
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
    iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'],
    mitre_attack: ['T1530'],
  },
  needs: ['effectiveBlock'],
  why: 'With all four switches on, neither an ACL nor a policy can make the bucket public, today or by a later mistake.',
  fix: {
    text: 'Turn on all four settings for the bucket, or for the whole account. Move what has to be public to a bucket of its own.',
    cli: 'aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    console:
      'S3 > bucket > Permissions > Block public access (bucket settings) > Edit > Block all public access',
    terraform: 'aws_s3_bucket_public_access_block with all four arguments true',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  evaluate({ effectiveBlock: block }, { provider }) {
    // S3 combines the levels switch by switch: each may supply what the other lacks.
    const by = (level: 'account' | 'bucket' | null) =>
      switches.filter((name) => block[name] === level).map((name) => switchTitle[name]);
    const off = by(null);
    const proof = [
      {
        level: by('account'),
        says: 'The account turns on',
        fact: 'accountPublicAccessBlock' as const,
      },
      { level: by('bucket'), says: 'The bucket turns on', fact: 'publicAccessBlock' as const },
    ].flatMap(({ level, says, fact }) =>
      level.length > 0 ? [{ says: `${says} ${level.join(', ')}.`, fact }] : [],
    );
    if (off.length > 0) {
      const where =
        provider === 'aws'
          ? 'Neither the account nor the bucket turns on'
          : 'The bucket does not turn on';
      const live = block.ignorePublicAcls && block.restrictPublicBuckets;
      return fail(
        `${where} ${off.join(', ')}.${live ? ' The two switches that neutralise what is already public are on.' : ''}`,
        proof,
      );
    }
    if (by('bucket').length === 0) return pass('The account turns on all four switches.', proof);
    if (by('account').length === 0) return pass('The bucket turns on all four switches.', proof);
    return pass('Account and bucket together turn on all four switches.', proof);
  },
});
