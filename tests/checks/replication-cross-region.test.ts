import check from '../../src/checks/replication-cross-region.ts';
import { bucketEntry, here, replicationRule } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const far = { name: 'acme-far', region: 'us-east-1', facts: { replication: null } };
const near = { name: 'acme-near', facts: { replication: null } };
const versioned = { status: 'Enabled', mfaDelete: false } as const;
const unversioned = { status: 'Suspended', mfaDelete: false } as const;

testCheck(check, {
  pass: [
    {
      name: 'to a bucket in another Region',
      facts: { replication: [replicationRule('acme-far')] },
      others: [far],
      because: 'New objects are replicated to acme-far in us-east-1.',
    },
    {
      name: 'the second rule of two, the first of which stays in the Region',
      facts: { replication: [replicationRule('acme-near'), replicationRule('acme-far')] },
      others: [near, far],
      because: 'New objects are replicated to acme-far in us-east-1.',
    },
    {
      name: 'a part of the objects, which is said',
      facts: { replication: [replicationRule('acme-far', { wholeBucket: false })] },
      others: [far],
      because:
        'New objects are replicated to acme-far in us-east-1. A filter narrows which of them are.',
    },
    {
      name: 'elsewhere and to a bucket of which nobody can tell',
      facts: {
        replication: [
          replicationRule('vault', { destinationAccount: '444455556666' }),
          replicationRule('acme-far'),
        ],
      },
      others: [far],
    },
  ],
  fail: [
    {
      name: 'within the Region, as the buckets tell themselves where the list is refused',
      facts: {
        replication: [replicationRule('acme-near')],
        versioning: unversioned,
        location: here.region,
      },
      others: [{ name: 'acme-near', facts: { location: here.region, replication: null } }],
      gaps: { buckets: 'denied' },
    },
    {
      name: 'no rules, and no versioning',
      facts: { replication: null, versioning: unversioned },
      because: 'The bucket has no replication rules.',
    },
    {
      name: 'disabled rules only',
      facts: {
        replication: [replicationRule('acme-far', { enabled: false })],
        versioning: unversioned,
      },
      others: [far],
      because: 'All replication rules are disabled.',
    },
    {
      name: 'within the Region',
      facts: { replication: [replicationRule('acme-near')], versioning: versioned },
      others: [near],
      because: 'New objects are replicated within the Region only, to acme-near in eu-west-1.',
    },
  ],
  notApplicable: [
    {
      name: 'the destination of a neighbour',
      facts: { replication: null, versioning: versioned },
      others: [{ name: 'acme-near', facts: { replication: [replicationRule(here.bucket)] } }],
      because: 'The bucket is itself the destination of replication from acme-near.',
    },
    {
      name: 'an endpoint that is not AWS',
      facts: { replication: null, versioning: unversioned },
      provider: 'other',
    },
  ],
  notAssessed: [
    {
      name: 'the destination is of another account, so its Region is unknown',
      facts: {
        replication: [replicationRule('vault', { destinationAccount: '444455556666' })],
        versioning: unversioned,
      },
      because:
        /^In which Region vault is would decide this, and neither the replication rules nor the list/,
    },
    {
      name: 'the list of buckets is not whole',
      facts: {
        replication: [replicationRule('acme-far')],
        versioning: versioned,
        buckets: { items: [bucketEntry(here.bucket)], complete: false, gaps: [] },
      },
      because: /In which Region acme-far is would decide this/,
    },
    {
      name: 'refused',
      facts: { versioning: unversioned },
      because: /^The replication rules could not be read: access was denied/,
    },
  ],
});
