import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'objects-encrypted',
  title: 'Stored objects are encrypted with the expected key',
  topic: 'Encryption',
  severity: 'low',
  per: 'bucket',
  frameworks: { iso_27001_2022: ['A.8.24'] },
  needs: ['objectsEncrypted'],
  settings: ['expectedKeys'],
  why: 'A default encryption says nothing of objects that were stored before it was set, nor of those whose upload named another key.',
  fix: {
    text: 'Copy such objects over themselves with the encryption that is wanted; for many of them by S3 Batch Operations, with an inventory report as the list.',
    cli: 'aws s3 cp s3://BUCKET/ s3://BUCKET/ --recursive --sse aws:kms --sse-kms-key-id KEY_ARN',
    console: 'S3 > Batch Operations > Create job > Copy',
    terraform: 'aws_s3_object.kms_key_id',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/serv-side-encryption.html',
  evaluate({ objectsEncrypted: { is, says } }) {
    if (is === 'empty') return notApplicable(says);
    return is === 'expected' ? pass(says) : fail(says);
  },
});
