import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'transfer-acceleration-reviewed',
  title: 'Transfer Acceleration is as the settings want it',
  topic: 'Governance and hygiene',
  severity: 'info',
  per: 'bucket',
  awsOnly: true,
  frameworks: { iso_27001_2022: ['A.5.9'] },
  needs: ['acceleration'],
  settings: ['wantsAcceleration'],
  why: 'Transfer Acceleration adds a second public name to the bucket and a charge to transfers, so it is best on where it is wanted only.',
  fix: {
    text: 'Suspend it, or enable it, as the settings of the audit want it. It changes how fast transfers are, not who may make them.',
    cli: 'aws s3api put-bucket-accelerate-configuration --bucket BUCKET --accelerate-configuration Status=Suspended',
    console: 'S3 > bucket > Properties > Transfer acceleration > Edit',
    terraform: 'aws_s3_bucket_accelerate_configuration.status',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/transfer-acceleration.html',
  evaluate(facts, { resource, settings: { wantsAcceleration } }) {
    if (resource.includes('.'))
      return notApplicable('A bucket with a dot in its name cannot have Transfer Acceleration.');
    const isOn = facts.acceleration === 'Enabled';
    const says = `Transfer Acceleration is ${isOn ? 'on' : 'off'}`;
    return isOn === wantsAcceleration
      ? pass(`${says}, as the settings want it.`)
      : fail(`${says}, and the settings want it ${wantsAcceleration ? 'on' : 'off'}.`);
  },
});
