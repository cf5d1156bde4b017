import check from '../../src/checks/log-destination-buckets-exist.ts';
import { complete } from '../../src/model/evidence.ts';
import { here, trail } from '../samples.ts';
import { testCheck } from '../test-check.ts';
import { enabled, withStatus } from '../trail-cases.ts';

const only = enabled(here.region);
const own = [{ name: 'acme-trail', facts: {} }];
const lost = complete([trail(withStatus({ deliveryError: 'NoSuchBucket' }))]);

testCheck(check, {
  pass: [
    {
      name: 'a bucket of the account',
      facts: { ...only, trails: complete([trail()]) },
      others: own,
      because: /^Every bucket that a trail names is a bucket of this account: acme-trail\./,
    },
    {
      name: 'a bucket of the account that was missing at the last delivery',
      facts: { ...only, trails: lost },
      others: own,
    },
  ],
  fail: [
    {
      name: 'CloudTrail was told that there is no such bucket',
      facts: { ...only, trails: lost },
      because: /^Trail main stores its logs in acme-trail, which does not exist:/,
    },
    {
      name: 'the same, in a list that is not whole',
      facts: { trails: { ...lost, complete: false } },
    },
  ],
  notApplicable: [{ name: 'no trail', facts: { ...only, trails: complete([]) } }],
  notAssessed: [
    {
      name: 'T67: the bucket of another account',
      facts: { ...only, trails: complete([trail()]) },
      because:
        /^Trail main stores its logs in acme-trail, which is no bucket of this account\. Whose it is/,
    },
    {
      name: 'the bucket of an organisation',
      facts: { ...only, trails: complete([trail({ ofOrganization: true })]) },
      because: /a trail of the organisation/,
    },
    {
      name: 'the bucket refuses delivery, and is not the account’s',
      facts: { ...only, trails: complete([trail(withStatus({ deliveryError: 'AccessDenied' }))]) },
    },
    {
      name: 'the list of buckets is refused',
      facts: { ...only, trails: lost },
      gaps: { buckets: 'denied' },
    },
    {
      name: 'another Region is unread',
      facts: { ...enabled(here.region, 'us-east-1'), trails: complete([trail()]) },
      others: own,
    },
  ],
});
