import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createEngine, type EngineCore } from '../../src/app/engine/engine.ts';
import type { PermissionReport } from '../../src/app/engine/protocol.ts';
import * as checks from '../../src/checks/index.ts';
import { gatherers } from '../../src/gather/index.ts';
import { openStore } from '../../src/store/store.ts';
import { empty } from '../aws/accounts/empty.ts';
import { small } from '../aws/accounts/small.ts';
import { type Front, startFront } from '../aws/front.ts';
import { type Moto, startMoto } from '../aws/moto.ts';
import { seed } from '../aws/seed.ts';
import { simulates } from '../aws/simulation.ts';

let moto: Moto;
let front: Front;
let engine: EngineCore;
let n = 0;
beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto, cors: 'open' });
});
afterAll(async () => {
  await front.stop();
  await moto.stop();
});
/** The same buckets, without the refusals that the account's description gives some. */
const readable = {
  ...small,
  buckets: small.buckets.map(({ denied: _denied, ...bucket }) => bucket),
};
beforeEach(async () => {
  await moto.reset();
  front.reset();
  await seed(readable, { moto, front });
  await connect();
});
const connect = async () => {
  engine = createEngine({
    store: await openStore(`permissions-${n++}`),
    checks: Object.values(checks),
    sdk: () => import('../../src/app/routes/direct.ts'),
    sample: async () => new Uint8Array(),
  });
  await engine.connect(
    {
      accessKeyId: 'ASIALOOK',
      secretAccessKey: 'look-secret',
      sessionToken: 'look-token',
      expiresAt: null,
    },
    { region: 'us-east-1', endpoint: front.url, provider: 'aws', accountName: '' },
  );
  front.calls.length = 0;
};

/** Operations that read, by their names. */
const reading = /^(Get|List|Describe|Head|Simulate)[A-Z]/;
const look = async (chosen: readonly string[] | null = null): Promise<PermissionReport> => {
  front.calls.length = 0;
  const report = await engine.permissions(chosen);
  expect(report.calls).toBe(front.calls.length);
  expect(report.calls).toBeLessThanOrEqual(70);
  for (const { service, operation, method } of front.calls) {
    expect(operation).toMatch(reading);
    if (service.startsWith('s3')) expect(method).toBe('GET');
  }
  expect(front.unknown).toEqual([]);
  return report;
};
const resultOf = ({ reads }: PermissionReport, action: string) =>
  reads.find((one) => one.action === action);

test('every declared action is looked at once, and each that answers is allowed', async () => {
  const report = await look();
  const declared = new Set(gatherers.map(({ action }) => action));
  expect(report.reads.map(({ action }) => action).sort()).toEqual([...declared].sort());
  const denied = report.reads.filter(({ result }) => result === 'denied');
  expect(denied).toEqual([]);
  expect(report).toMatchObject({ buckets: 3, unassessed: [], canWrite: false });
  expect(resultOf(report, 's3:GetBucketPolicy')).toMatchObject({
    result: 'allowed',
    how: 'read of 3 buckets',
  });
  const asked = new Set(front.calls.flatMap(({ bucket }) => bucket ?? []));
  expect(asked.size).toBe(3);
  // A setting that is not configured is an answer too.
  expect(resultOf(report, 's3:GetReplicationConfiguration')?.result).toBe('allowed');
});

test('an action refused everywhere is named, with the checks that it leaves unassessed', async () => {
  front.script([{ when: { action: 's3:GetBucketVersioning' }, do: 'deny' }]);
  const report = await look();
  expect(report.reads.filter(({ result }) => result === 'denied')).toEqual([
    { action: 's3:GetBucketVersioning', result: 'denied', how: 'refused by all of 3 buckets' },
  ]);
  expect(report.unassessed).toContain('versioning-enabled');
  expect(report.unassessed).not.toContain('tls-required');
});

test('a bucket that refuses by itself is told apart', async () => {
  const [first] = [...readable.buckets].map(({ name }) => name).sort();
  front.script([
    {
      when: { action: 's3:GetBucketAcl', bucket: first as string },
      do: 'deny',
      because: 'bucketPolicy',
    },
  ]);
  const report = await look();
  expect(resultOf(report, 's3:GetBucketAcl')).toMatchObject({
    result: 'allowed',
    how: expect.stringContaining('refused by 1 of 3 buckets'),
  });
  expect(report.unassessed).toEqual([]);
});

test('only the facts of the chosen checks are read', async () => {
  const report = await look(['versioning-enabled']);
  expect(report.reads.map(({ action }) => action).sort()).toEqual([
    'ec2:DescribeRegions',
    's3:GetBucketLocation',
    's3:GetBucketVersioning',
    's3:ListAllMyBuckets',
    'sts:GetCallerIdentity',
  ]);
  expect(report.checks).toBe(1);
});

test('without a list of buckets nothing can be said of their settings', async () => {
  front.script([{ when: { action: 's3:ListAllMyBuckets' }, do: 'deny' }]);
  const report = await look(['versioning-enabled']);
  expect(resultOf(report, 's3:ListAllMyBuckets')?.result).toBe('denied');
  expect(resultOf(report, 's3:GetBucketVersioning')).toMatchObject({
    result: 'unknown',
    how: 'the buckets could not be listed',
  });
  expect(report).toMatchObject({ buckets: null, unassessed: ['versioning-enabled'] });
});

test('an account without buckets says so', async () => {
  await moto.reset();
  front.reset();
  await seed(empty, { moto, front });
  const report = await look();
  expect(report.buckets).toBe(0);
  expect(resultOf(report, 's3:GetBucketAcl')).toMatchObject({
    result: 'unknown',
    how: 'there is no bucket to try it on',
  });
});

test('throttling is waited for, and a server error proves nothing', async () => {
  front.script([
    { when: { action: 's3:GetBucketTagging' }, do: 'throttle', times: 2 },
    { when: { action: 's3:GetBucketCORS' }, do: 'serverError' },
  ]);
  const report = await engine.permissions(null);
  expect(resultOf(report, 's3:GetBucketTagging')?.result).toBe('allowed');
  expect(resultOf(report, 's3:GetBucketCORS')?.result).toBe('unknown');
});

test('a simulation that allows writing is told, with the role by its path where IAM tells it', async () => {
  const sources = new Set<string>();
  front.overlay.set('iam', 'SimulatePrincipalPolicy', '*', (request) =>
    simulates((action, resource, source) => {
      sources.add(source);
      return action === 's3:PutObject' && resource.startsWith('arn:aws:s3:::small-');
    })(request),
  );
  const report = await look(['versioning-enabled']);
  expect(report.canWrite).toBe(true);
  expect(report.writeNotes.join(' ')).toContain('s3:PutObject');
  expect(report.writeNotes.join(' ')).toContain('session policy');
  // The role of the tests is not in moto, so its path is not known.
  expect([...sources]).toEqual(['arn:aws:iam::123456789012:role/Auditor']);
});

const roleInMoto = async (managed: string) => {
  const { IAMClient, CreateRoleCommand, CreatePolicyCommand, AttachRolePolicyCommand } =
    await import('@aws-sdk/client-iam');
  const client = new IAMClient({
    endpoint: moto.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await client.send(
    new CreateRoleCommand({ RoleName: 'Auditor', Path: '/a/path/', AssumeRolePolicyDocument }),
  );
  const { Policy } = await client.send(
    new CreatePolicyCommand({
      PolicyName: managed,
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
      }),
    }),
  );
  await client.send(
    new AttachRolePolicyCommand({ RoleName: 'Auditor', PolicyArn: Policy?.Arn ?? '' }),
  );
};

test('the path of the role comes from IAM', async () => {
  await roleInMoto('Mine');
  const sources = new Set<string>();
  front.overlay.set('iam', 'SimulatePrincipalPolicy', '*', (request) =>
    simulates((_action, _resource, source) => !sources.add(source))(request),
  );
  const report = await look(['versioning-enabled']);
  expect([...sources]).toEqual(['arn:aws:iam::123456789012:role/a/path/Auditor']);
  expect(report.canWrite).toBe(false);
  expect(report.writeNotes.join(' ')).toContain('bucket policies');
});

const attached = (...arns: string[]) => ({
  status: 200,
  headers: { 'content-type': 'text/xml' },
  body: `<ListAttachedRolePoliciesResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ListAttachedRolePoliciesResult><IsTruncated>false</IsTruncated><AttachedPolicies>${arns
    .map((arn) => `<member><PolicyName>x</PolicyName><PolicyArn>${arn}</PolicyArn></member>`)
    .join(
      '',
    )}</AttachedPolicies></ListAttachedRolePoliciesResult></ListAttachedRolePoliciesResponse>`,
});

test('where the simulation is refused, the names of attached policies tell, or tell nothing', async () => {
  front.script([{ when: { action: 'iam:SimulatePrincipalPolicy' }, do: 'deny' }]);
  front.overlay.set(
    'iam',
    'ListAttachedRolePolicies',
    '*',
    attached('arn:aws:iam::aws:policy/PowerUserAccess'),
  );
  const writes = await look(['versioning-enabled']);
  expect(writes.canWrite).toBe(true);
  expect(writes.writeNotes.join(' ')).toContain('PowerUserAccess');
  // A policy of the account's own that has the name of one of AWS's is another policy.
  await roleInMoto('AmazonS3FullAccess');
  front.overlay.clear();
  const own = await look(['versioning-enabled']);
  expect(own.canWrite).toBe('unknown');
  expect(own.writeNotes.join(' ')).toContain('iam:SimulatePrincipalPolicy');
});

test('where IAM refuses everything, only the name of the permission set is left', async () => {
  front.script([{ when: { service: 'iam' }, do: 'deny' }]);
  front.identity = {
    ...front.identity,
    arn: 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/me',
  };
  const report = await look(['versioning-enabled']);
  expect(report.canWrite).toBe('unknown');
  expect(report.writeNotes.at(-1)).toContain('The permission set is called AdministratorAccess');
});

test('expired credentials give a sentence, and no token comes back', async () => {
  front.script([{ do: 'expire', echoToken: true }]);
  const failed = await engine.permissions(null).catch((error: unknown) => error);
  expect(String(failed)).toContain('have expired');
  expect(String(failed)).not.toContain('look-token');
});

test('a look can be stopped, ends with the connection, and needs one', async () => {
  front.script([{ do: { latencyMs: 200 } }]);
  const running = engine.permissions(null);
  const other = expect(running).rejects.toThrow('was stopped');
  await engine.cancelPermissions();
  await other;
  const again = expect(engine.permissions(null)).rejects.toThrow('was stopped');
  await engine.disconnect();
  await again;
  await expect(engine.permissions(null)).rejects.toThrow('Connect first');
});

test('before any bucket is listed IAM alone is asked whether the credentials can change any', async () => {
  const allows = simulates((action) => action === 's3:DeleteBucket');
  front.overlay.set('iam', 'SimulatePrincipalPolicy', '*', allows);
  const hint = await engine.writeHint();
  expect(hint.canWrite).toBe(true);
  expect(hint.writeNotes.join(' ')).toContain('s3:DeleteBucket');
  expect(new Set(front.calls.map(({ service }) => service))).toEqual(new Set(['iam']));
  expect(front.calls.length).toBeLessThanOrEqual(6);
  for (const { operation } of front.calls) expect(operation).toMatch(reading);
});

test('where IAM refuses to tell, whether they can write stays unknown, and the credentials are still held', async () => {
  front.script([{ when: { service: 'iam' }, do: 'deny' }]);
  expect(await engine.writeHint()).toMatchObject({ canWrite: 'unknown' });
  front.script([{ when: { service: 'iam' }, do: 'expire' }]);
  expect(await engine.writeHint()).toEqual({ canWrite: 'unknown', writeNotes: [] });
  front.script([]);
  expect((await look()).buckets).toBe(3);
});
