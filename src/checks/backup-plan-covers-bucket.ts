import { check, fail, pass } from '../model/check.ts';

export default check({
  id: 'backup-plan-covers-bucket',
  title: 'An AWS Backup plan covers the bucket',
  topic: 'Data protection and recovery',
  severity: 'medium',
  per: 'bucket',
  frameworks: {
    security_hub: ['Backup.1'],
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
      '4.2.2.e',
      '12.1.2.c',
      '12.2.2.b',
    ],
    mitre_attack: ['T1485', 'T1486'],
  },
  needs: ['backupCover'],
  awsOnly: true,
  why: 'A backup that is kept apart from the bucket outlives mistakes and attackers who empty it.',
  fix: {
    text: 'Assign the bucket to a backup plan of its own Region, by its ARN or by a tag, and enable versioning, which AWS Backup asks for.',
    cli: 'aws backup create-backup-selection --backup-plan-id PLAN --backup-selection \'{"SelectionName":"s3","IamRoleArn":"ROLE","Resources":["arn:aws:s3:::BUCKET"]}\'',
    console: 'AWS Backup > Backup plans > plan > Assign resources > S3',
    terraform: 'aws_backup_selection.resources',
  },
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
  evaluate({ backupCover: { plans, withoutOptIn, versioned } }) {
    const [first] = plans;
    if (!first)
      return fail(
        withoutOptIn.length > 0
          ? `No backup plan saves the bucket: ${withoutOptIn.join(', ')} would, but AWS Backup is not opted in for S3 in this Region.`
          : 'No backup plan of this Region saves the bucket.',
      );
    const left = [
      ...(plans.every(({ savesAcls }) => !savesAcls) ? ['ACLs'] : []),
      ...(plans.every(({ savesTags }) => !savesTags) ? ['object tags'] : []),
    ];
    return pass(
      [
        `Backup plan ${first.plan} saves the bucket: its selection ${first.selection} ${first.because}.`,
        ...(plans.length > 1
          ? [
              `So do ${plans
                .slice(1)
                .map(({ plan }) => plan)
                .join(', ')}.`,
            ]
          : []),
        left.length === 0
          ? 'ACLs and object tags are saved too.'
          : `It leaves out ${left.join(' and ')}.`,
        'Objects that SSE-C encrypts, the bucket policy and settings are never saved.',
        ...(versioned
          ? []
          : ['Versioning is not enabled, without which AWS Backup cannot save the bucket.']),
      ].join(' '),
    );
  },
});
