import check from '../../src/checks/replication-enabled.ts';
import { here, replicationRule } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const toHere = { replication: [replicationRule(here.bucket)] };
const versioned = { status: 'Enabled', mfaDelete: false } as const;
const unversioned = { status: 'Suspended', mfaDelete: false } as const;
const off = { replication: [replicationRule('acme-copy', { enabled: false })] };

testCheck(check, {
  pass: [
    {
      name: 'two rules, one of them enabled',
      facts: { replication: [...off.replication, replicationRule('acme-far')] },
      because: 'New objects are replicated to acme-far.',
    },
    {
      name: 'replicated, whatever the neighbours do',
      facts: { replication: [replicationRule('acme-far')] },
      others: [
        { name: 'acme-near', facts: toHere },
        { name: 'acme-x', facts: {} },
      ],
    },
  ],
  fail: [
    {
      name: 'no rules',
      facts: { replication: null },
      because: 'The bucket has no replication rules.',
    },
    { name: 'disabled rules only', facts: off, because: 'All replication rules are disabled.' },
    {
      name: 'no rules, and a neighbour whose rule is disabled',
      facts: { replication: null },
      others: [
        {
          name: 'acme-near',
          facts: { replication: [replicationRule(here.bucket, { enabled: false })] },
        },
      ],
    },
    {
      name: 'no rules and no versioning, so no neighbour can replicate here, read or not',
      facts: { replication: null, versioning: unversioned },
      others: [
        { name: 'acme-near', facts: toHere },
        { name: 'acme-x', facts: {} },
      ],
    },
  ],
  notApplicable: [
    {
      name: 'a destination, of a neighbour in another Region',
      facts: { replication: null, versioning: versioned },
      others: [{ name: 'acme-near', region: 'us-east-1', facts: toHere }],
      because: 'The bucket is itself the destination of replication from acme-near.',
    },
  ],
  notAssessed: [
    {
      name: 'a destination on paper, whose versioning is unread',
      facts: { replication: null },
      others: [{ name: 'acme-near', facts: toHere }],
      because: /^The versioning could not be read/,
    },
    {
      name: 'refused',
      facts: { tags: null },
      because: /^The replication rules could not be read: access was denied/,
    },
    {
      name: 'no rules, and the rules of a neighbour in another Region are unread',
      facts: { replication: null, versioning: versioned },
      others: [{ name: 'acme-x', region: 'us-east-1', facts: {} }],
      because:
        'Whether another bucket replicates here would decide this. The replication rules of acme-x could not be read: access was denied (AccessDenied). Allow s3:Get-replication.',
    },
  ],
});
