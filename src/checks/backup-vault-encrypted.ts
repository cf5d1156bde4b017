import { check, fail, notApplicable, pass } from '../model/check.ts';

export default check({
  id: 'backup-vault-encrypted',
  title: 'Vaults and recovery points are encrypted with a customer key',
  topic: 'Data protection and recovery',
  severity: 'low',
  per: 'account',
  frameworks: {
    security_hub: ['Backup.1'],
    pci_dss_v4: ['3.5.1', '8.3.2'],
    iso_27001_2022: ['A.8.13', 'A.8.24'],
    hipaa: [
      '164.308(a)(7)(i)',
      '164.308(a)(7)(ii)(A)',
      '164.308(a)(7)(ii)(B)',
      '164.308(a)(7)(ii)(C)',
      '164.310(d)(2)(iv)',
      '164.312(a)(2)(ii)',
    ],
    soc2: ['A1.2', 'CC7.4', 'PI1.5'],
    nis2: ['2.1.3', '3.6.2', '4.1.1', '4.1.2.g', '4.2.2.b', '4.3.2.c', '9.2.a', '9.2.c.vi'],
  },
  needs: ['vaultKeys'],
  awsOnly: true,
  why: 'Who may use the key decides who can read the backups, and only a key of your own can be denied to others.',
  fix: {
    text: 'Create a vault with a key of your own, copy recovery points to it and let the plans use it: the key of a vault cannot be changed. S3 recovery points take the vault\u2019s key.',
    cli: 'aws backup create-backup-vault --backup-vault-name VAULT --encryption-key-arn KEY',
    console: 'AWS Backup > Vaults > Create',
    terraform: 'aws_backup_vault.kms_key_arn',
  },
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html',
  evaluate({ vaultKeys: { count, bad } }) {
    if (bad.length > 0)
      return fail(`Not encrypted with a key of the customer’s: ${bad.join('; ')}.`);
    return count === 0
      ? notApplicable('The account has no backup vaults.')
      : pass(`All ${count} backup vaults are encrypted with keys of the customer’s.`);
  },
});
