import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'backup-region-opt-in',
  title: 'AWS Backup is opted in for S3 in the Region',
  topic: 'Data protection and recovery',
  severity: 'low',
  per: 'account',
  frameworks: {},
  needs: ['backupOptIn'],
  awsOnly: true,
  why: 'Plans that select by tag silently leave buckets out where AWS Backup is not opted in for S3; those that name an S3 ARN do not.',
  fix: {
    text: 'Opt in for S3 in the AWS Backup settings of each Region with buckets.',
    cli: 'aws backup update-region-settings --resource-type-opt-in-preference S3=true',
    console: 'AWS Backup > Settings > Service opt-in',
    terraform: 'aws_backup_region_settings.resource_type_opt_in_preference',
  },
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_UpdateRegionSettings.html',
  evaluate({ backupOptIn: { on, off, lacking } }) {
    if (off.length > 0)
      return fail(
        `AWS Backup is not opted in for S3 in ${off.join(', ')}: plans that select by tag leave the buckets there out.`,
      );
    const without =
      lacking.length === 0 ? '' : ` AWS Backup does not offer S3 in ${lacking.join(', ')}.`;
    return on.length === 0
      ? notApplicable(without === '' ? 'The account has no buckets.' : without.trim())
      : pass(`AWS Backup is opted in for S3 in every Region with buckets.${without}`);
  },
});
