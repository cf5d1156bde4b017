import check from '../../src/checks/server-access-logging.ts';
import { complete } from '../../src/model/evidence.ts';
import { bucketEntry, here } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const to = (targetBucket: string) => ({ logging: { targetBucket, targetPrefix: 'logs/' } });
const logsHere = to(here.bucket);

testCheck(check, {
  pass: [
    {
      name: 'on',
      facts: to('acme-logs'),
      because: 'Server access logs are delivered to acme-logs.',
    },
    {
      name: 'on, and a neighbour that logs here or may do so changes nothing',
      facts: to('acme-logs'),
      others: [
        { name: 'acme-web', facts: logsHere },
        { name: 'acme-x', facts: {} },
      ],
    },
    {
      name: 'to itself, which makes a loop',
      facts: logsHere,
      because: /^Server access logs are delivered to acme-data\. That is the bucket itself/,
    },
  ],
  fail: [
    {
      name: 'off, no neighbours',
      facts: { logging: null },
      because: 'Server access logging is off.',
    },
    {
      name: 'off, the neighbours log elsewhere or not at all',
      facts: { logging: null },
      others: [
        { name: 'acme-web', facts: to('acme-logs') },
        { name: 'acme-logs', facts: { logging: null } },
      ],
    },
    {
      name: 'off, and the unread neighbour lives in another Region, from where no logs come',
      facts: { logging: null },
      others: [{ name: 'acme-x', region: 'us-east-1', facts: {} }],
    },
  ],
  notApplicable: [
    {
      name: 'T64: off, and a target of access logs',
      facts: { logging: null },
      others: [
        { name: 'acme-web', facts: logsHere },
        { name: 'acme-shop', facts: logsHere },
      ],
      because:
        'Server access logs of acme-web and 1 more are delivered here, and a log bucket that logs its own requests would grow without end.',
    },
    {
      name: 'T64: one known source settles it, though another neighbour is unread',
      facts: { logging: null },
      others: [
        { name: 'acme-x', facts: {} },
        { name: 'acme-web', facts: logsHere },
      ],
    },
  ],
  notAssessed: [
    {
      name: 'the read is refused',
      facts: { tags: null },
      because: /^The server access logging could not be read: access was denied/,
    },
    {
      name: 'T64: off, and the logging of a neighbour is unread',
      facts: { logging: null },
      others: [{ name: 'acme-x', facts: {} }],
      because:
        'Whether another bucket delivers its server access logs here would decide this. The server access logging of acme-x could not be read: access was denied (AccessDenied). Allow s3:Get-logging.',
    },
    {
      name: 'off, and the list of buckets is refused',
      facts: { logging: null },
      gaps: { buckets: 'denied' },
      because: /would decide this\. The list of buckets could not be read: access was denied/,
    },
    {
      name: 'off, and a bucket was listed that the scan did not reach, its Region unknown',
      facts: {
        logging: null,
        buckets: complete([bucketEntry(here.bucket), bucketEntry('acme-late', null)]),
      },
      because: /The server access logging of acme-late could not be read: the scan did not ask\.$/,
    },
  ],
});
