import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'backup-air-gapped-copy',
  title: 'A copy lies in a logically air-gapped vault',
  topic: 'Data protection and recovery',
  severity: 'info',
  per: 'bucket',
  frameworks: {},
  needs: ['airGappedCopy'],
  awsOnly: true,
  why: 'A logically air-gapped vault is locked for good and out of reach of whoever takes over the account.',
  fix: {
    text: 'Let the rule that saves the bucket copy to a logically air-gapped vault.',
    cli: 'aws backup create-logically-air-gapped-backup-vault --backup-vault-name LAG --min-retention-days 7 --max-retention-days 35',
    console: 'AWS Backup > Vaults > Create logically air-gapped vault',
    terraform: 'aws_backup_logically_air_gapped_vault',
  },
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/logicallyairgappedvault.html',
  evaluate({ airGappedCopy: { state, vaults } }) {
    if (state === 'uncovered') return notApplicable('No backup plan saves the bucket.');
    if (state === 'there') return pass(`A copy lies in the air-gapped vault ${vaults.join(', ')}.`);
    return fail(
      state === 'planned'
        ? `A rule copies to the air-gapped vault ${vaults.join(', ')}, but no recovery point of the bucket is there.`
        : 'No copy lies in a logically air-gapped vault of this Region.',
    );
  },
});
