import check from '../../src/checks/audit-identity-can-read.ts';
import type { Facts } from '../../src/model/facts.ts';
import { factsOf } from '../../src/model/facts.ts';
import { here, samples } from '../samples.ts';
import { testCheck } from '../test-check.ts';

/** A value for every fact of a bucket, but for these. */
const allBut = (...left: (keyof Facts)[]): Partial<Facts> =>
  Object.fromEntries(
    factsOf('bucket')
      .filter((fact) => !left.includes(fact))
      .map((fact) => [fact, samples[fact](here.bucket)[0]]),
  );
const other = (name: string, facts: Partial<Facts>, region: string = here.region) => ({
  name,
  region,
  facts,
});

testCheck(check, {
  asksWhatWasRead: true,
  pass: [
    {
      name: 'T10: all was read, whatever the neighbours refuse',
      facts: allBut(),
      others: [other('acme-x', allBut('acl'))],
      because: 'Every setting of the bucket could be read.',
    },
    {
      name: 'the Region has no Transfer Acceleration',
      facts: allBut('acceleration'),
      gaps: { acceleration: 'unsupported' },
      because:
        'Every setting of the bucket could be read that the endpoint has; it has no Transfer Acceleration.',
    },
    {
      name: 'an endpoint that is not AWS has less to read',
      provider: 'other',
      facts: allBut('policyStatus', 'publicAccessBlock'),
      gaps: { policyStatus: 'unsupported', publicAccessBlock: 'unsupported' },
    },
  ],
  fail: [],
  notAssessed: [
    {
      name: 'T11: the Region is refused, and nothing else is known to be wrong',
      facts: allBut('location'),
      because:
        'One of the 18 settings of this bucket could not be read. The Region could not be read: access was denied (AccessDenied). Allow s3:Get-location.',
    },
    {
      name: 'T14: neighbours answer what this bucket refuses',
      facts: allBut('acl', 'policyStatus'),
      others: [other('acme-web', allBut())],
      because:
        /^2 of the 18 settings of this bucket could not be read\. Other buckets of the Region answer the same reads, so look for a Deny in this bucket's own policy\. A Deny on such reads can hide that a bucket is public\. The policy status could not be read/,
    },
    {
      name: 'T06: every bucket refuses it',
      facts: allBut('inventory'),
      others: [other('acme-web', allBut('inventory'), 'us-east-1')],
      because: /No bucket of the account answers them: the identity lacks the permission\./,
    },
    {
      name: 'T50: the buckets of this Region refuse it, those of others do not',
      facts: allBut('tags'),
      others: [other('acme-web', allBut('tags')), other('acme-far', allBut(), 'us-east-1')],
      because: /No bucket of eu-west-1 answers them, buckets elsewhere do: look for a Region limit/,
    },
    {
      name: 'S3 answers as it does to strangers',
      facts: allBut('policy'),
      gaps: { policy: 'unsupported' },
    },
    {
      name: 'T53: the bucket vanished',
      facts: allBut('tags'),
      gaps: { tags: 'gone' },
      because: /The tags could not be read: the bucket no longer exists\.$/,
    },
  ],
});
