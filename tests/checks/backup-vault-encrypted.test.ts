import check from '../../src/checks/backup-vault-encrypted.ts';
import { complete } from '../../src/model/evidence.ts';
import { backupVault, here, read } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const enabledRegions = [{ name: here.region, optIn: 'opt-in-not-required' }] as const;
const having = (...vaults: ReturnType<typeof backupVault>[]) => ({
  enabledRegions: [...enabledRegions],
  backupVaults: complete(vaults),
});
const keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1';
const keyType = 'CUSTOMER_MANAGED_KMS_KEY';
const own = backupVault({ keyArn, keyType, keyManager: read('CUSTOMER') });
const denied = { known: false, gap: 'denied', actions: ['kms:DescribeKey'], detail: '' } as const;

testCheck(check, {
  pass: [
    {
      name: 'a key of the customer’s',
      facts: having(own),
      because: 'All 1 backup vaults are encrypted with keys of the customer’s.',
    },
  ],
  fail: [
    {
      name: 'AWS’s managed key, whatever AWS Backup calls it',
      facts: having(
        own,
        backupVault({ name: 'Default', keyArn, keyType, keyManager: read('AWS') }),
      ),
      because:
        'Not encrypted with a key of the customer’s: Default (eu-west-1), with a key that AWS manages.',
    },
    {
      name: 'a key that AWS owns',
      facts: having(backupVault({ keyArn, keyType: 'AWS_OWNED_KMS_KEY' })),
      because: /with a key that AWS owns\.$/,
    },
    { name: 'no key', facts: having(backupVault()), because: /which names no key\.$/ },
    {
      name: 'no key, in a list that is not whole',
      facts: {
        ...having(),
        backupVaults: { items: [backupVault()], complete: false, gaps: [] },
      },
    },
  ],
  notApplicable: [
    { name: 'no vaults', facts: having(), because: 'The account has no backup vaults.' },
    { name: 'an endpoint that is not AWS', provider: 'other', facts: having() },
  ],
  notAssessed: [
    { name: 'refused', facts: { enabledRegions: [...enabledRegions] } },
    {
      name: 'a key in another account, which KMS does not show',
      facts: having(own, backupVault({ name: 'foreign', keyArn, keyManager: denied })),
      because: /kms:DescribeKey/,
    },
    {
      name: 'a Region that was not read',
      facts: {
        ...having(own),
        enabledRegions: [...enabledRegions, { name: 'us-east-1', optIn: 'opted-in' }],
      },
    },
  ],
});
