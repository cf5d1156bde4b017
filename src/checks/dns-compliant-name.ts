import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'dns-compliant-name',
  title: 'The bucket name is one that DNS and TLS can use',
  topic: 'Governance and hygiene',
  severity: 'info',
  per: 'bucket',
  ofDirectoryBuckets: true,
  frameworks: { iso_27001_2022: ['A.5.9'] },
  needs: ['website'],
  why: 'The certificate of S3 covers no name with a dot in it, so such a bucket cannot be reached by its own host name over HTTPS.',
  fix: {
    text: 'A name cannot be changed. Make a new bucket whose name has lower-case letters, digits and hyphens only, and copy the objects.',
    cli: 'aws s3api create-bucket --bucket NAME_WITHOUT_DOTS',
    console: 'S3 > Create bucket',
    terraform: 'aws_s3_bucket.bucket',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
  evaluate(facts, { resource }) {
    if (/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(resource))
      return pass('The name has lower-case letters, digits and hyphens only.');
    const { length } = resource;
    if (length < 3 || length > 63) return fail(`The name has ${length} characters, not 3 to 63.`);
    const strange = [...new Set(resource.match(/[^a-z0-9.-]/g) ?? [])];
    if (strange.length > 0)
      return fail(
        `The name has characters that new names may not have: ${strange.map((one) => `"${one}"`).join(', ')}.`,
      );
    if (!/^[a-z0-9].*[a-z0-9]$/.test(resource) || /\.\.|\.-|-\./.test(resource))
      return fail(
        'The name is no name of DNS: each of its parts begins and ends with a letter or a digit.',
      );
    return facts.website
      ? notApplicable(
          'The bucket serves a website, for which its name must be that of the domain, dots included.',
        )
      : fail('The name has a dot, which the certificate of S3 does not cover.');
  },
});
