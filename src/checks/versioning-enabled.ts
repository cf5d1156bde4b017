import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'versioning-enabled',
  title: 'Versioning is enabled',
  topic: 'Data protection and recovery',
  severity: 'medium',
  per: 'bucket',
  frameworks: { security_hub: ['S3.14'] },
  needs: ['versioning'],
  why: 'Without versions, an overwritten or deleted object is gone, and AWS Backup cannot protect the bucket.',
  fix: {
    text: 'Enable versioning, and add a lifecycle rule for noncurrent versions so that cost stays bounded.',
    cli: 'aws s3api put-bucket-versioning --bucket BUCKET --versioning-configuration Status=Enabled',
    console: 'S3 > bucket > Properties > Bucket Versioning > Edit > Enable',
    terraform: 'aws_s3_bucket_versioning with versioning_configuration.status = "Enabled"',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
  evaluate(facts) {
    const { status } = facts.versioning;
    if (status === 'Enabled') return pass('Versioning is enabled.');
    return fail(
      status === 'Suspended'
        ? 'Versioning is suspended: old versions stay, new ones are not kept.'
        : 'Versioning was never enabled.',
    );
  },
});
