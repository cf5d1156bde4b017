import { expect, test } from 'vitest';
import { factActions } from '../../src/gather/actions.ts';
import { agentOf, eventOf, outcomeTitle } from '../../src/report/cloudtrail.ts';

// The list of AWS's guide, as https://github.com/awsdocs/amazon-s3-userguide/blob/main/doc_source/cloudtrail-logging-s3-info.md
// has it: what is there under this name must be told by this name.
test.each([
  ['s3', 'GetBucketLifecycleConfiguration', 'GetBucketLifecycle'],
  ['s3', 'GetBucketNotificationConfiguration', 'GetBucketNotification'],
  ['s3', 'GetPublicAccessBlock', 'GetBucketPublicAccessBlock'],
  ['s3', 'GetObjectLockConfiguration', 'GetObjectLockConfiguration'],
  ['s3control', 'GetPublicAccessBlock', 'GetAccountPublicAccessBlock'],
  ['s3', 'ListBuckets', 'ListBuckets'],
  ['s3', 'GetBucketAcl', 'GetBucketAcl'],
  ['s3', 'GetBucketCors', 'GetBucketCors'],
  ['s3', 'GetBucketEncryption', 'GetBucketEncryption'],
  ['s3', 'GetBucketLocation', 'GetBucketLocation'],
  ['s3', 'GetBucketLogging', 'GetBucketLogging'],
  ['s3', 'GetBucketPolicy', 'GetBucketPolicy'],
  ['s3', 'GetBucketReplication', 'GetBucketReplication'],
  ['s3', 'GetBucketTagging', 'GetBucketTagging'],
  ['s3', 'GetBucketVersioning', 'GetBucketVersioning'],
  ['s3', 'GetBucketWebsite', 'GetBucketWebsite'],
])('%s %s is documented as %s', (service, operation, name) => {
  expect(eventOf({ service, operation })).toMatchObject({
    source: 's3.amazonaws.com',
    basis: 'documented',
  });
  expect(eventOf({ service, operation }).names[0]).toBe(name);
});

test.each([
  ['sts', 'GetCallerIdentity'],
  ['ec2', 'DescribeRegions'],
  ['iam', 'GetRole'],
  ['config', 'SelectResourceConfig'],
])('%s %s is told under its own name', (service, operation) => {
  expect(eventOf({ service, operation })).toEqual({
    source: `${service}.amazonaws.com`,
    names: [operation],
    basis: 'documented',
  });
});

test('of a call that nothing is known of, the name is said to be assumed', () => {
  for (const call of [
    { service: 's3', operation: 'GetBucketPolicyStatus' },
    { service: 'x', operation: 'y' },
    { service: 's3', operation: 'constructor' },
  ])
    expect(eventOf(call)).toMatchObject({ names: [call.operation], basis: 'assumed' });
});

test('every call that a scan makes has an event', () => {
  const events = Object.values(factActions).map((call) => eventOf(call));
  expect(events.every(({ source, names }) => source !== '' && names.length > 0)).toBe(true);
  // Two calls of different services never fall together under one name.
  const keys = events.map(({ source, names }) => `${source} ${names[0]}`);
  expect(new Set(keys).size).toBe(new Set(Object.values(factActions).map((one) => key(one))).size);
});
const key = ({ service, operation }: { service: string; operation: string }) =>
  `${service} ${operation}`;

test('every ending that the log notes has words, and no two the same but for silence', () => {
  const words = [...outcomeTitle.values()];
  expect(new Set(words).size).toBe(words.length - 1);
});

test('only programs of ours carry our suffix', () => {
  expect(agentOf({ name: 'bucketproof-collector', version: '0.1.0' })).toBe('bucketproof/0.1.0');
  expect(agentOf({ name: 'other', version: '1' })).toBe('');
});
