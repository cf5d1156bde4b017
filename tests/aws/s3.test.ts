// @vitest-environment node
import {
  CreateBucketCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  ListBucketInventoryConfigurationsCommand,
  ListBucketMetricsConfigurationsCommand,
  ListBucketsCommand,
  S3Client,
  type ListBucketsCommandInput,
  type S3ServiceException,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { allOff, allOn, type Account } from './accounts/account.ts';
import { byEndpoint, byName } from './clients.ts';
import { startFront, type Front } from './front.ts';
import { startMoto, type Moto } from './moto.ts';
import { canonicalId } from './render.ts';
import { seed } from './seed.ts';

const id = '123456789012';
const everyone = { to: 'everyone', permission: 'READ' } as const;
const account: Account = {
  id,
  publicAccessBlock: null,
  buckets: [
    { name: 'alpha', created: '2020-02-02T02:02:02.000Z' },
    { name: 'beta', region: 'eu-west-1' },
    { name: 'gamma', region: 'eu-west-1', versioning: 'Enabled', mfaDelete: true },
    { name: 'gone-south', region: 'af-south-1' },
    { name: 'acl-live', publicAccessBlock: null, ownership: 'ObjectWriter', acl: [everyone] },
    { name: 'acl-ignored', publicAccessBlock: allOn, ownership: null, acl: [everyone] },
    { name: 'acl-disabled', publicAccessBlock: allOff, acl: [everyone] },
    { name: 'inventoried', inventory: numbered(105) },
    { name: 'undecided', policy: { Statement: [] }, policyIsPublic: true },
  ],
};

function numbered(count: number): { id: string; bucket: string }[] {
  return Array.from({ length: count }, (_, i) => ({ id: `list-${i}`, bucket: 'alpha' }));
}

let moto: Moto;
let front: Front;
beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto });
});
beforeEach(async () => {
  await moto.reset();
  front.reset();
  await seed(account, { moto, front });
});
afterEach(() => expect(front.unknown).toEqual([]));
afterAll(async () => {
  await front.stop();
  await moto.stop();
});

const s3 = (region?: string) =>
  new S3Client({ ...byEndpoint(front, region), forcePathStyle: true });
const refusal = (sent: Promise<unknown>): Promise<S3ServiceException> =>
  sent.then(
    () => Promise.reject(new Error('It was answered.')),
    (error: S3ServiceException) => error,
  );

test('lists buckets in pages, each with its Region', async () => {
  const seen: (string | undefined)[] = [];
  let token: string | undefined;
  let pages = 0;
  do {
    const page = await s3().send(
      new ListBucketsCommand({ MaxBuckets: 4, ...(token ? { ContinuationToken: token } : {}) }),
    );
    seen.push(...(page.Buckets ?? []).map((b) => `${b.Name} ${b.BucketRegion}`));
    token = page.ContinuationToken;
    pages += 1;
  } while (token);
  expect(pages).toBe(3);
  expect(seen).toHaveLength(account.buckets.length);
  expect(seen).toContain('alpha us-east-1');
  expect(seen).toContain('gone-south af-south-1');
});

test('gives no Region when the list is asked for without a parameter', async () => {
  const { Buckets, Owner } = await s3().send(new ListBucketsCommand({}));
  expect(Buckets?.map((b) => b.BucketRegion)).toEqual(Array(9).fill(undefined));
  expect(Buckets?.find((b) => b.Name === 'alpha')?.CreationDate?.toISOString()).toBe(
    '2020-02-02T02:02:02.000Z',
  );
  const acl = await s3().send(new GetBucketAclCommand({ Bucket: 'alpha' }));
  expect(Owner?.ID).toBe(canonicalId(id));
  expect(acl.Owner?.ID).toBe(Owner?.ID);
  expect(acl.Grants?.map((g) => g.Grantee?.ID)).toEqual([Owner?.ID]);
});

test('filters the list by prefix and Region, and refuses a bad page size', async () => {
  const names = async (input: ListBucketsCommandInput) =>
    (await s3().send(new ListBucketsCommand(input))).Buckets?.map((b) => b.Name);
  expect(await names({ Prefix: 'acl-' })).toEqual(['acl-disabled', 'acl-ignored', 'acl-live']);
  expect(await names({ BucketRegion: 'eu-west-1' })).toEqual(['beta', 'gamma']);
  expect((await refusal(names({ MaxBuckets: 10_001 }))).name).toBe('InvalidArgument');
});

test('lists a bucket that was made through the front', async () => {
  const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' } as const;
  await s3('eu-west-1').send(new CreateBucketCommand({ Bucket: 'new', CreateBucketConfiguration }));
  const { Buckets } = await s3().send(new ListBucketsCommand({ Prefix: 'new' }));
  expect(Buckets?.map((b) => [b.Name, b.BucketRegion])).toEqual([['new', 'eu-west-1']]);
});

test('redirects from a wrong endpoint, without a Location', async () => {
  const response = await fetch(`${front.url}/beta?acl`, {
    redirect: 'manual',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=A/20250101/us-east-1/s3/aws4_request' },
  });
  expect(response.status).toBe(301);
  expect(response.headers.get('location')).toBeNull();
  expect(response.headers.get('x-amz-bucket-region')).toBe('eu-west-1');
  expect(await response.text()).toContain('<Code>PermanentRedirect</Code>');
});

test('calls a signature for another Region malformed, at the right endpoint', async () => {
  const bucket = new S3Client({ ...byName(front, 'us-east-1'), forcePathStyle: true });
  bucket.middlewareStack.add(
    (next) => (args) => {
      (args.request as { hostname: string }).hostname = 's3.eu-west-1.amazonaws.com';
      return next(args);
    },
    { step: 'build' },
  );
  const error = await refusal(bucket.send(new GetBucketAclCommand({ Bucket: 'beta' })));
  expect([error.name, error.$metadata.httpStatusCode]).toEqual([
    'AuthorizationHeaderMalformed',
    400,
  ]);
  expect(error.$response?.headers['x-amz-bucket-region']).toBe('eu-west-1');
});

test('refuses with 400 where the Region is young, and tells HEAD the Region too', async () => {
  const acl = await refusal(s3().send(new GetBucketAclCommand({ Bucket: 'gone-south' })));
  expect(acl.$metadata.httpStatusCode).toBe(400);
  const head = await refusal(s3().send(new HeadBucketCommand({ Bucket: 'beta' })));
  expect(head.$metadata.httpStatusCode).toBe(301);
  expect(head.$response?.headers['x-amz-bucket-region']).toBe('eu-west-1');
  const place = await s3().send(new GetBucketLocationCommand({ Bucket: 'beta' }));
  expect(place.LocationConstraint).toBe('eu-west-1');
});

test.each([301, 400] as const)('can be told to answer a wrong Region with %i', async (status) => {
  const other = await startFront({ moto, wrongRegion: status });
  try {
    const client = new S3Client({ ...byEndpoint(other), forcePathStyle: true });
    const error = await refusal(client.send(new GetBucketAclCommand({ Bucket: 'beta' })));
    expect(error.$metadata.httpStatusCode).toBe(status);
  } finally {
    await other.stop();
  }
});

test('asks moto for the Region of a bucket that it was not told of', async () => {
  front.reset();
  const acl = await s3('eu-west-1').send(new GetBucketAclCommand({ Bucket: 'beta' }));
  expect(acl.Grants).toHaveLength(1);
  const error = await refusal(s3().send(new GetBucketAclCommand({ Bucket: 'gamma' })));
  expect(error.name).toBe('PermanentRedirect');
});

test('refuses another expected owner, and every read of another account', async () => {
  const ask = { Bucket: 'alpha' };
  const wrong = new GetBucketAclCommand({ ...ask, ExpectedBucketOwner: '999999999999' });
  expect((await refusal(s3().send(wrong))).name).toBe('AccessDenied');
  const right = new GetBucketAclCommand({ ...ask, ExpectedBucketOwner: id });
  expect((await s3().send(right)).Grants).toHaveLength(1);

  front.identity = {
    account: '999999999999',
    arn: 'arn:aws:iam::999999999999:user/x',
    userId: 'X',
  };
  expect((await refusal(s3().send(new GetBucketAclCommand(ask)))).name).toBe('AccessDenied');
  const policy = await refusal(s3().send(new GetBucketPolicyCommand(ask)));
  expect([policy.name, policy.$metadata.httpStatusCode]).toEqual(['MethodNotAllowed', 405]);
  expect((await s3().send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
});

test('shows only the grants of an ACL that have an effect', async () => {
  const grants = async (bucket: string) =>
    (await s3().send(new GetBucketAclCommand({ Bucket: bucket }))).Grants?.map(
      (g) => g.Grantee?.URI?.split('/').pop() ?? 'owner',
    );
  expect(await grants('acl-live')).toEqual(['owner', 'AllUsers']);
  expect(await grants('acl-ignored')).toEqual(['owner']);
  expect(await grants('acl-disabled')).toEqual(['owner']);
  await moto.reset();
  front.reset();
  const block = { ...allOff, ignorePublicAcls: true };
  await seed({ ...account, publicAccessBlock: block }, { moto, front });
  expect(await grants('acl-live')).toEqual(['owner']);
});

test('answers what moto loses, and says unset as S3 does', async () => {
  const versioning = await s3('eu-west-1').send(
    new GetBucketVersioningCommand({ Bucket: 'gamma' }),
  );
  expect([versioning.Status, versioning.MFADelete]).toEqual(['Enabled', 'Enabled']);
  const encryption = await s3().send(new GetBucketEncryptionCommand({ Bucket: 'alpha' }));
  const rule = encryption.ServerSideEncryptionConfiguration?.Rules?.[0];
  expect(rule?.BlockedEncryptionTypes?.EncryptionType).toEqual(['SSE-C']);
  const unset = await refusal(s3().send(new GetBucketPolicyStatusCommand({ Bucket: 'alpha' })));
  expect(unset.name).toBe('NoSuchBucketPolicy');
  const metrics = new ListBucketMetricsConfigurationsCommand({ Bucket: 'alpha' });
  expect((await s3().send(metrics)).MetricsConfigurationList).toBeUndefined();
});

test("gives moto's answers the form of S3's", async () => {
  const authorization = 'AWS4-HMAC-SHA256 Credential=A/20250101/us-east-1/s3/aws4_request';
  const ask = (path: string) => fetch(`${front.url}${path}`, { headers: { authorization } });
  for (const [key, root] of [
    ['versioning', 'VersioningConfiguration'],
    ['notification', 'NotificationConfiguration'],
    ['accelerate', 'AccelerateConfiguration'],
  ]) {
    expect(await (await ask(`/alpha?${key}`)).text()).toMatch(
      new RegExp(`^<\\?.*\\?>\\s*<${root}[ />]`),
    );
  }
  const policy = await ask('/undecided?policy');
  expect(policy.headers.get('content-type')).toBe('application/json');
});

test('takes the answer about a policy from the description where it gives one', async () => {
  const status = await s3().send(new GetBucketPolicyStatusCommand({ Bucket: 'undecided' }));
  expect(status.PolicyStatus?.IsPublic).toBe(true);
});

test('lists inventories a hundred to a page', async () => {
  const page = (token?: string) =>
    s3().send(
      new ListBucketInventoryConfigurationsCommand({
        Bucket: 'inventoried',
        ...(token ? { ContinuationToken: token } : {}),
      }),
    );
  const first = await page();
  const second = await page(first.NextContinuationToken);
  expect([first.InventoryConfigurationList?.length, first.IsTruncated]).toEqual([100, true]);
  expect([second.InventoryConfigurationList?.length, second.IsTruncated]).toEqual([5, false]);
});

test('names each request, and says NoSuchBucket of a bucket that is not there', async () => {
  const error = await refusal(s3().send(new GetBucketAclCommand({ Bucket: 'nowhere' })));
  expect([error.name, error.$metadata.httpStatusCode]).toEqual(['NoSuchBucket', 404]);
  expect(error.$response?.headers).toMatchObject({
    'x-amz-request-id': expect.stringMatching(/^\w{16}$/) as string,
    'x-amz-id-2': expect.stringMatching(/./) as string,
  });
});

test('refuses a sub-resource that nobody knows with 501 and writes it down', async () => {
  const response = await fetch(`${front.url}/alpha?brandNewSetting`, {
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=A/20250101/us-east-1/s3/aws4_request' },
  });
  expect(response.status).toBe(501);
  expect(await response.text()).toContain('NotImplemented');
  expect(front.unknown.splice(0)).toMatchObject([
    {
      method: 'GET',
      url: '/alpha?brandNewSetting',
      why: expect.stringContaining('sub-resource') as string,
    },
  ]);
});

test('keeps a log of calls with what AWS would call them', async () => {
  await s3().send(new GetBucketEncryptionCommand({ Bucket: 'alpha' }));
  await refusal(s3().send(new GetBucketPolicyCommand({ Bucket: 'alpha' })));
  expect(front.calls).toMatchObject([
    {
      service: 's3',
      operation: 'GetBucketEncryption',
      action: 's3:GetEncryptionConfiguration',
      region: 'us-east-1',
      bucket: 'alpha',
      status: 200,
    },
    { operation: 'GetBucketPolicy', status: 404 },
  ]);
});
