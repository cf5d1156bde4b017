import { check, fail, pass } from '../model/check.ts';

/**
 * AWS services derive some bucket names from the account id and the Region. Whether a name that is not this account's
 * is free or taken would take a request for that very bucket, whose owner would see who asks; no fact holds it. So this
 * check passes where all the names are owned, fails where the account is seen to write to one that is not, and is
 * otherwise not assessed, with the names to ask for by hand.
 */
export default check({
  id: 'predictable-service-buckets-owned',
  title: 'Predictable service bucket names belong to this account',
  topic: 'Public access and sharing',
  severity: 'high',
  per: 'account',
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: ['serviceNames'],
  awsOnly: true,

  why: 'Whoever takes such a name first receives what the service writes there, and can change what it reads back.',
  fix: {
    text: 'Ask whether each name is taken. Create those that are free before a service does; where one is taken, make the service use a bucket of your own.',
    cli: 'aws s3api head-bucket --bucket NAME || aws s3api create-bucket --bucket NAME',
    console: 'S3 > Create bucket',
    terraform: 'aws_s3_bucket',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html',
  evaluate({ serviceNames: { state, names } }) {
    if (state === 'owned')
      return pass(
        `All ${names.length} names that AWS services derive from the account id are buckets of this account.`,
      );
    const [first, ...more] = names;
    return fail(
      `Buckets of this account replicate to ${first}${more.length > 0 ? ` and ${more.length} more` : ''}, a name that an AWS service derives from this account’s id, but that is no bucket of this account.`,
    );
  },
});
