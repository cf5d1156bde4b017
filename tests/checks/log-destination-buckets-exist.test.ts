import check from '../../src/checks/log-destination-buckets-exist.ts';
import { complete } from '../../src/model/evidence.ts';
import type { DeliveryChannel } from '../../src/model/trails.ts';
import { here, trail } from '../samples.ts';
import { testCheck } from '../test-check.ts';
import { enabled, withStatus } from '../trail-cases.ts';

const delivers = (...items: readonly DeliveryChannel[]) => ({ deliveryChannels: complete(items) });
const only = { ...enabled(here.region), ...delivers() };
const channel = { name: 'default', bucket: 'acme-config', prefix: '' };
const own = [{ name: 'acme-trail', facts: {} }];
const lost = complete([trail(withStatus({ deliveryError: 'NoSuchBucket' }))]);

testCheck(check, {
  pass: [
    {
      name: 'a bucket of the account',
      facts: { ...only, trails: complete([trail()]) },
      others: own,
      because:
        /^Every bucket that a trail or AWS Config names is a bucket of this account: acme-trail\./,
    },
    {
      name: 'AWS Config delivers to a bucket of the account, without a trail',
      facts: { ...only, trails: complete([]), ...delivers(channel) },
      others: [{ name: 'acme-config', facts: {} }],
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
      facts: { ...delivers(), trails: { ...lost, complete: false } },
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
      name: 'AWS Config delivers to the bucket of another account',
      facts: { ...only, trails: complete([trail()]), ...delivers(channel) },
      others: own,
      because:
        /^AWS Config delivers to acme-config, which is no bucket of this account\. Whose it is/,
    },
    {
      name: 'where AWS Config delivers to is unread',
      facts: { ...enabled(here.region), trails: complete([trail()]) },
      others: own,
      gaps: { deliveryChannels: 'denied' },
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
      facts: {
        ...enabled(here.region, 'us-east-1'),
        ...delivers(),
        trails: complete([trail()]),
      },
      others: own,
    },
  ],
});
