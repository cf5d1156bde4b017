import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'backup-recent-recovery-point',
  title: 'A recent completed recovery point exists',
  topic: 'Data protection and recovery',
  severity: 'medium',
  per: 'bucket',
  frameworks: {
    iso_27001_2022: ['A.8.13'],
    soc2: ['PI1.5'],
    nis2: [
      '2.1.2.d',
      '2.1.2.j',
      '3.6.2',
      '4.1.1',
      '4.1.2.f',
      '4.1.2.g',
      '4.1.3',
      '4.1.4',
      '4.2.2.b',
      '12.1.2.c',
      '12.2.2.b',
    ],
    mitre_attack: ['T1485', 'T1486'],
  },
  needs: ['recentRecoveryPoint'],
  awsOnly: true,
  why: 'A plan whose role lacks a permission looks like a backup and leaves nothing to restore.',
  fix: {
    text: 'See the failed jobs of the bucket in AWS Backup, give the plan\u2019s role the S3 backup policy, and take a backup on demand.',
    cli: 'aws backup start-backup-job --backup-vault-name VAULT --resource-arn arn:aws:s3:::BUCKET --iam-role-arn ROLE',
    console: 'AWS Backup > Protected resources > bucket > Create on-demand backup',
    terraform: 'aws_backup_plan',
  },
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/recovery-points.html',
  evaluate({ recentRecoveryPoint: { state, newest, vault, failed } }) {
    const last = failed === '' ? '' : ` The newest attempt is ${failed}.`;
    switch (state) {
      case 'uncovered':
        return notApplicable('No backup plan saves the bucket.');
      case 'live':
        return pass(`A continuous recovery point in vault ${vault} is available.${last}`);
      case 'recent':
        return pass(
          `The newest recovery point, in vault ${vault}, is of ${timeSays(newest)}.${last}`,
        );
      case 'old':
        return fail(
          `The newest recovery point that can be restored is of ${timeSays(newest)}, more than 24 hours before the audit.${last}`,
        );
      case 'none':
        return fail(
          `A backup plan saves the bucket, but there is no recovery point that can be restored.${last}`,
        );
    }
  },
});

const timeSays = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
