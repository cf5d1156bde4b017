import { check, fail, pass } from '../model/check.ts';

/** Days. */
const most = 7;
const after = ({ days }: { days: number }) => `after ${days === 1 ? '1 day' : `${days} days`}`;

export default check({
  id: 'lifecycle-abort-incomplete-uploads',
  title: 'Incomplete multipart uploads are aborted within 7 days',
  topic: 'Data protection and recovery',
  severity: 'info',
  per: 'bucket',
  ofDirectoryBuckets: true,
  frameworks: { iso_27001_2022: ['A.8.13'] },
  needs: ['lifecycle'],
  why: 'Parts of uploads that were never completed are paid for and kept, and no list of objects shows them.',
  fix: {
    text: 'Add a rule for the whole bucket that aborts incomplete uploads after 7 days or fewer. The command replaces all rules, so repeat the present ones.',
    cli: `aws s3api put-bucket-lifecycle-configuration --bucket BUCKET --lifecycle-configuration '{"Rules":[{"ID":"abort-uploads","Status":"Enabled","Filter":{},"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":7}}]}'`,
    console:
      'S3 > bucket > Management > Create lifecycle rule > Delete incomplete multipart uploads',
    terraform:
      'aws_s3_bucket_lifecycle_configuration.rule.abort_incomplete_multipart_upload.days_after_initiation = 7',
  },
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html',
  evaluate(facts) {
    const rules = (facts.lifecycle ?? []).flatMap(
      ({ enabled, wholeBucket, prefix, abortUploadsAgeDays: days }) =>
        days === null ? [] : [{ enabled, wholeBucket, prefix, days }],
    );
    const enabled = rules.filter((rule) => rule.enabled).sort((a, b) => a.days - b.days);
    const whole = enabled.find((rule) => rule.wholeBucket);
    if (whole && whole.days <= most) return pass(`Incomplete uploads are aborted ${after(whole)}.`);
    const part = enabled.find(({ days }) => days <= most);
    if (part)
      return fail(
        `Only a part of the bucket is covered: incomplete uploads${
          part.prefix === null ? ' of some objects' : ` under ${part.prefix}`
        } are aborted ${after(part)}.`,
      );
    if (whole) return fail(`Incomplete uploads are aborted only ${after(whole)}.`);
    return fail(
      rules.length > 0 && enabled.length === 0
        ? 'The lifecycle rules that abort incomplete uploads are disabled.'
        : 'No lifecycle rule aborts incomplete uploads in time.',
    );
  },
});
