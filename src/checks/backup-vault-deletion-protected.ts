import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'backup-vault-deletion-protected',
  title: 'Recovery points cannot be deleted early',
  topic: 'Data protection and recovery',
  severity: 'medium',
  per: 'account',
  frameworks: {
    pci_dss_v4: [
      '3.2.1',
      '3.3.1.1',
      '3.3.1.3',
      '3.3.2',
      '3.3.3',
      '3.5.1.3',
      '7.2.1',
      '7.2.2',
      '7.2.5',
      '7.3.1',
      '7.3.2',
      '7.3.3',
      '8.2.7',
      '8.2.8',
      '8.3.4',
      '10.3.2',
      '10.3.3',
      '10.5.1',
      'A1.1.2',
      'A3.4.1',
    ],
    hipaa: [
      '164.308(a)(7)(i)',
      '164.308(a)(7)(ii)(A)',
      '164.308(a)(7)(ii)(B)',
      '164.308(a)(7)(ii)(C)',
      '164.310(d)(2)(iv)',
      '164.312(a)(2)(ii)',
    ],
    soc2: ['A1.2', 'CC7.4'],
  },
  needs: ['vaultLocks'],
  awsOnly: true,
  why: 'An attacker with rights deletes the backups first, unless a lock or a policy of the vault keeps them.',
  fix: {
    text: 'Lock the vault with a least retention, in compliance mode once tried; or deny deleting, changing the lifecycle and changing the policy to everyone.',
    cli: 'aws backup put-backup-vault-lock-configuration --backup-vault-name VAULT --min-retention-days 35',
    console: 'AWS Backup > Vaults > vault > Vault lock',
    terraform: 'aws_backup_vault_lock_configuration',
  },
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
  evaluate({ vaultLocks: { count, bad, notes } }) {
    if (bad.length > 0) return fail(`Recovery points can be deleted early in ${bad.join('; ')}.`);
    if (count === 0) return notApplicable('The account has no backup vaults.');
    const more = notes.length === 0 ? '' : ` Among them ${notes.join('; ')}.`;
    return pass(`All ${count} backup vaults keep recovery points from being deleted early.${more}`);
  },
});
