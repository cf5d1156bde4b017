import check from '../../src/checks/replication-destination-trusted.ts';
import { complete } from '../../src/model/evidence.ts';
import { bucketEntry, here, replicationRule } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const own = { name: 'acme-copy', facts: { replication: null } };
const other = { destinationAccount: '444455556666' };
const trusted = { trustedAccounts: [{ id: '444455556666', label: 'Backup' }] };

testCheck(check, {
  pass: [
    {
      name: 'to a bucket of the account',
      facts: { replication: [replicationRule('acme-copy')] },
      others: [own],
      because: 'Objects are replicated to acme-copy of this account.',
    },
    {
      name: 'a bucket that the list lacks, of which the rule says that it is the account’s own',
      facts: { replication: [replicationRule('acme-new', { destinationAccount: here.account })] },
    },
    {
      name: 'to an account that is expected',
      facts: { replication: [replicationRule('vault', other)] },
      settings: trusted,
      because: 'Objects are replicated to vault of the expected account 444455556666.',
    },
    {
      name: 'a disabled rule to a stranger sends nothing',
      facts: {
        replication: [replicationRule('acme-copy'), replicationRule('vault', { enabled: false })],
      },
      others: [own],
    },
  ],
  fail: [
    {
      name: 'to an account that nobody named',
      facts: { replication: [replicationRule('vault', other)] },
      because:
        'Objects are replicated to vault of account 444455556666, which is not among the expected ones.',
    },
    {
      name: 'to a bucket that is not the account’s own, without a word on its owner',
      facts: { replication: [replicationRule('vault')] },
      because:
        'Objects are replicated to vault, which is no bucket of this account and whose owner is not named.',
    },
    {
      name: 'an expected account is no excuse where the rule does not name it',
      facts: { replication: [replicationRule('vault')] },
      settings: trusted,
    },
    {
      name: 'the second of two rules',
      facts: { replication: [replicationRule('acme-copy'), replicationRule('vault', other)] },
      others: [own],
    },
  ],
  notApplicable: [
    {
      name: 'no replication',
      facts: { replication: null },
      because: 'The bucket has no replication rules.',
    },
    {
      name: 'disabled',
      facts: { replication: [replicationRule('vault', { enabled: false })] },
      because: 'All replication rules are disabled.',
    },
    {
      name: 'an endpoint that is not AWS',
      facts: { replication: [replicationRule('vault')] },
      provider: 'other',
    },
  ],
  notAssessed: [
    { name: 'refused', facts: { tags: null }, because: /^The replication rules could not be read/ },
    {
      name: 'the list of buckets is not whole',
      facts: {
        replication: [replicationRule('acme-copy')],
        buckets: { ...complete([bucketEntry(here.bucket)]), complete: false },
      },
      because: /^Whether acme-copy is a bucket of this account would decide this\./,
    },
    {
      name: 'the list of buckets is refused',
      facts: { replication: [replicationRule('acme-copy')] },
      gaps: { buckets: 'denied' },
      because: /The list of buckets could not be read: access was denied/,
    },
  ],
});
