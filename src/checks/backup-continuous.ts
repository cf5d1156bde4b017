import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'backup-continuous',
  title: 'The bucket has continuous (point-in-time) backup, up to 35 days',
  topic: 'Data protection and recovery',
  severity: 'low',
  per: 'bucket',
  frameworks: {
    pci_dss_v4: ['3.2.1', '3.3.1.1', '3.3.1.3', '3.3.2', '3.3.3', '10.3.3', '10.5.1'],
    iso_27001_2022: ['A.8.13'],
    hipaa: [
      '164.308(a)(7)(i)',
      '164.308(a)(7)(ii)(A)',
      '164.308(a)(7)(ii)(B)',
      '164.308(a)(7)(ii)(C)',
      '164.310(d)(2)(iv)',
      '164.312(a)(2)(ii)',
    ],
    soc2: ['A1.2', 'CC7.4', 'PI1.5'],
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
  needs: ['continuousBackup'],
  awsOnly: true,
  why: 'Continuous backup takes a bucket back to the moment before a mistake, not only to the last night.',
  fix: {
    text: 'In the one plan that saves the bucket, enable continuous backups in a rule that keeps them for up to 35 days; enable versioning and events to EventBridge on the bucket.',
    cli: 'aws backup update-backup-plan --backup-plan-id PLAN --backup-plan file://plan.json (rule with "EnableContinuousBackup": true, "Lifecycle": {"DeleteAfterDays": 35})',
    console:
      'AWS Backup > Backup plans > rule > Enable continuous backups for point-in-time recovery',
    terraform: 'aws_backup_plan.rule.enable_continuous_backup = true',
  },
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html',
  evaluate({ continuousBackup: { state, plans, days, copied, point } }) {
    const [plan = ''] = plans;
    switch (state) {
      case 'uncovered':
        return notApplicable('No backup plan saves the bucket.');
      case 'none':
        return fail('No rule that saves the bucket makes continuous backups.');
      case 'days':
        return fail(
          `The continuous rule of plan ${plan} does not keep backups for 1 to 35 days, as continuous backups of S3 must.`,
        );
      case 'unversioned':
        return fail(
          'Versioning is not enabled, without which AWS Backup saves nothing of a bucket.',
        );
      case 'noEvents':
        return fail(
          'The bucket sends no events to EventBridge, without which AWS Backup stops continuous backups.',
        );
      case 'on':
        return pass(
          [
            `Plan ${plan} keeps a continuous backup: any moment of the last ${days === 1 ? 'day' : `${days} days`} can be restored.`,
            ...(plans.length > 1
              ? [`${plans.slice(1).join(', ')} does so too, though AWS asks for one plan only.`]
              : []),
            ...(copied ? ['Its copies can be restored to their own time only.'] : []),
            ...(point === 'STOPPED'
              ? ['Its recovery point is stopped, so see that a new one begins.']
              : []),
          ].join(' '),
        );
    }
  },
});
