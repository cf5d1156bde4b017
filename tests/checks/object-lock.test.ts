import check from '../../src/checks/object-lock.ts';
import { here } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const locked = (mode: string, days: number | null, years: number | null) => ({
  objectLock: { enabled: true, defaultRetention: { mode, days, years } },
});
const logsHere = { logging: { targetBucket: here.bucket, targetPrefix: '' } };
const strict = { objectLockMustBeCompliance: true };

testCheck(check, {
  pass: [
    {
      name: 'compliance mode',
      facts: locked('COMPLIANCE', null, 1),
      settings: strict,
      because: 'Object Lock keeps new versions for 1 year in compliance mode.',
    },
    {
      name: 'governance mode, which is weaker',
      facts: locked('GOVERNANCE', 30, null),
      because:
        'Object Lock keeps new versions for 30 days in governance mode. Identities with s3:BypassGovernanceRetention can lift it.',
    },
    {
      name: 'locked, whatever the neighbours do',
      facts: locked('COMPLIANCE', 1, null),
      others: [
        { name: 'acme-web', facts: logsHere },
        { name: 'acme-x', facts: {} },
      ],
    },
  ],
  fail: [
    {
      name: 'not enabled',
      facts: { objectLock: null, logging: null },
      because: 'Object Lock is not enabled.',
    },
    {
      name: 'enabled without a default retention',
      facts: { objectLock: { enabled: true, defaultRetention: null }, logging: null },
      because: /^Object Lock is enabled without a default retention/,
    },
    {
      name: 'a retention of no length',
      facts: { ...locked('COMPLIANCE', 0, 0), logging: null },
    },
    {
      name: 'governance mode, where compliance mode is asked for',
      facts: { ...locked('GOVERNANCE', 30, null), logging: null },
      settings: strict,
      because:
        'Object Lock keeps new versions for 30 days, but in governance mode, not in compliance mode.',
    },
    {
      name: 'a retention that is not in force',
      facts: {
        objectLock: {
          enabled: false,
          defaultRetention: { mode: 'COMPLIANCE', days: 30, years: null },
        },
        logging: null,
      },
    },
  ],
  notApplicable: [
    {
      name: 'a target of access logs',
      facts: { objectLock: null },
      others: [{ name: 'acme-web', facts: logsHere }],
      because:
        'Server access logs of acme-web are delivered here, and S3 cannot deliver them to a bucket with a default retention.',
    },
    { name: 'its own target', facts: { objectLock: null, ...logsHere } },
  ],
  notAssessed: [
    {
      name: 'refused',
      facts: { logging: null },
      because: /^The Object Lock could not be read: access was denied/,
    },
    {
      name: 'not enabled, and the logging of a neighbour is unread',
      facts: { objectLock: null, logging: null },
      others: [{ name: 'acme-x', facts: {} }],
      because: /The server access logging of acme-x could not be read/,
    },
  ],
});
