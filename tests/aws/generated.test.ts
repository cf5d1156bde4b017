// @vitest-environment node
import {
  GetBucketAclCommand,
  GetBucketPolicyStatusCommand,
  ListBucketsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import * as control from '@aws-sdk/client-s3-control';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { byEndpoint, byName } from './clients.ts';
import { startFront, type Front } from './front.ts';
import { generatedAccount } from './generated.ts';
import { bucketReads } from './operations.ts';

let front: Front;
beforeAll(async () => {
  front = await startFront({ generated: { buckets: 250, regions: ['us-east-1', 'af-south-1'] } });
});
afterAll(() => front.stop());

test('lists every bucket in pages, each in one of the Regions', async () => {
  const s3 = new S3Client({ ...byEndpoint(front), forcePathStyle: true });
  const first = await s3.send(new ListBucketsCommand({ MaxBuckets: 200 }));
  const second = await s3.send(
    new ListBucketsCommand({ MaxBuckets: 200, ContinuationToken: first.ContinuationToken ?? '' }),
  );
  expect([first.Buckets?.length, second.Buckets?.length]).toEqual([200, 50]);
  expect(second.ContinuationToken).toBeUndefined();
  const regions = first.Buckets?.map((bucket) => bucket.BucketRegion);
  expect(new Set(regions)).toEqual(new Set(['us-east-1', 'af-south-1']));
});

test('answers every read of every bucket, and varies', async () => {
  const codes = new Map<string, Set<number>>();
  for (const [i, { name }] of generatedAccount({ buckets: 250 }).buckets.slice(0, 60).entries()) {
    const region = i % 2 === 0 ? 'us-east-1' : 'af-south-1';
    for (const { key, operation } of bucketReads) {
      if (key === 'versions' || key === 'uploads') continue;
      const response = await fetch(`${front.url}/${name}?${key}`, {
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=A/20250101/${region}/s3/aws4_request`,
        },
      });
      await response.arrayBuffer();
      codes.set(operation, (codes.get(operation) ?? new Set()).add(response.status));
    }
  }
  for (const [operation, seen] of codes) {
    for (const status of seen) expect([200, 404], operation).toContain(status);
  }
  expect(codes.get('GetBucketPolicy')).toEqual(new Set([200, 404]));
  expect(front.unknown).toEqual([]);
});

test('answers the calls around the buckets, and makes the same account again', async () => {
  const sts = await new STSClient(byEndpoint(front)).send(new GetCallerIdentityCommand({}));
  expect(sts.Account).toBe('123456789012');
  const regions = await new EC2Client(byEndpoint(front)).send(new DescribeRegionsCommand({}));
  expect(regions.Regions?.map((r) => r.RegionName)).toContain('af-south-1');
  const s3control = new control.S3ControlClient(byName(front));
  const AccountId = '123456789012';
  const points = await s3control.send(new control.ListAccessPointsCommand({ AccountId }));
  expect(points.AccessPointList).toEqual([]);
  await expect(
    s3control.send(new control.GetPublicAccessBlockCommand({ AccountId })),
  ).rejects.toThrow(expect.objectContaining({ name: 'NoSuchPublicAccessBlockConfiguration' }));
  expect(generatedAccount({ buckets: 50 })).toEqual(generatedAccount({ buckets: 50 }));
});

test('hides dormant grants and judges policies as before moto', async () => {
  const s3 = new S3Client({ ...byEndpoint(front), forcePathStyle: true });
  const { buckets } = generatedAccount({ buckets: 250, regions: ['us-east-1', 'af-south-1'] });
  const here = buckets.filter((b) => b.region === 'us-east-1');
  const blocked = here.find((b) => b.acl && b.publicAccessBlock?.ignorePublicAcls);
  const live = here.find(
    (b) => b.acl && b.ownership !== 'BucketOwnerEnforced' && !b.publicAccessBlock?.ignorePublicAcls,
  );
  const grants = async (Bucket: string) =>
    (await s3.send(new GetBucketAclCommand({ Bucket }))).Grants?.length;
  expect(await grants(blocked?.name ?? '')).toBe(1);
  expect(await grants(live?.name ?? '')).toBe(2);
  const isPublic = here.find((b) => JSON.stringify(b.policy ?? '').includes('"Allow"'));
  const status = new GetBucketPolicyStatusCommand({ Bucket: isPublic?.name ?? '' });
  expect((await s3.send(status)).PolicyStatus?.IsPublic).toBe(true);
});

test('keeps connections alive', async () => {
  const response = await fetch(`${front.url}/`);
  expect(response.headers.get('connection')).toBe('keep-alive');
});

test('waits as long as it is told to', async () => {
  const slow = await startFront({ generated: { buckets: 1, latencyMs: 80 } });
  try {
    const start = performance.now();
    await new STSClient(byEndpoint(slow)).send(new GetCallerIdentityCommand({}));
    expect(performance.now() - start).toBeGreaterThanOrEqual(79);
  } finally {
    await slow.stop();
  }
});
