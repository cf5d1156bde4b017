import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'backup-periodic',
  title: 'The bucket has periodic (snapshot) backups often enough',
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
  needs: ['periodicBackup'],
  awsOnly: true,
  why: 'Snapshots reach further back than the 35 days of continuous backup, and their interval is what can be lost.',
  fix: {
    text: 'Add a rule with a schedule of at least once a day to the plan that saves the bucket.',
    cli: 'aws backup update-backup-plan --backup-plan-id PLAN --backup-plan file://plan.json',
    console: 'AWS Backup > Backup plans > rule > Backup frequency',
    terraform: 'aws_backup_plan.rule.schedule',
  },
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/about-backup-plans.html',
  evaluate({ periodicBackup: { state, plan, says, keptDays, otherVault } }) {
    const kept = `kept ${keptDays === null ? 'for ever' : keptDays === 1 ? 'for a day' : `for ${keptDays} days`}`;
    const apart =
      otherVault === null
        ? ''
        : ` The continuous backup goes to another vault, ${otherVault}, though AWS wants both in one.`;
    if (state === 'uncovered') return notApplicable('No backup plan saves the bucket.');
    if (state === 'none')
      return fail(`Plan ${plan} saves the bucket continuously only: no rule takes snapshots.`);
    return state === 'often'
      ? pass(`Plan ${plan} takes a snapshot ${says}, ${kept}.${apart}`)
      : fail(
          `Plan ${plan} takes a snapshot ${says}, less often than every 24 hours, ${kept}.${apart}`,
        );
  },
});
