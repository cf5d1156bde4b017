import { afterAll, beforeAll, expect, test } from 'vitest';
import { furtherGatherers } from '../../src/gather/further.ts';
import { gather, line } from '../../src/gather/gather.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { FactName } from '../../src/model/facts.ts';
import { nodeRoof } from '../../src/node/roof.ts';
import { sampleBackup } from '../aws/accounts/sample-backup.ts';
import { type Front, startFront } from '../aws/front.ts';
import { type Moto, startMoto } from '../aws/moto.ts';

const id = '123456789012';
let moto: Moto;
let front: Front;
beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto });
  const many = Array.from({ length: 250 }, (_, i) => ({
    ...{ bucket: 'often', vault: 'Default' },
    created: new Date(Date.UTC(2026, 0, 1, i)).toISOString(),
  }));
  front.register({
    id,
    buckets: [],
    backup: {
      ...sampleBackup,
      'eu-north-1': {
        vaults: Array.from({ length: 120 }, (_, i) => ({ name: `vault-${i}`, lockedDays: 1 })),
        recoveryPoints: many,
      },
      'eu-west-3': { vaults: [{ name: 'open', policy: { Version: '2012-10-17' } }] },
    },
  });
});
afterAll(async () => {
  expect(front.unknown).toEqual([]);
  await front.stop();
  await moto.stop();
});

async function read(fact: FactName, region: string, bucket = ''): Promise<Evidence<unknown>> {
  const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 's', sessionToken: 't' };
  const on = line(
    { ...nodeRoof(credentials, front.url, 4), wait: async () => undefined },
    new AbortController().signal,
    4,
    async () => true,
    async () => false,
  );
  const g = furtherGatherers.find((one) => one.fact === fact);
  if (!g) throw new Error(`no gatherer of ${fact}`);
  const target = { account: id, partition: 'aws', bucket, accessPoint: '', ownerKnown: true };
  return gather(g, { ...target, region }, { region }, on);
}

test('moto has no backup selections, Region settings, recovery points or vault policies', async () => {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=X/20260101/us-east-1/backup/aws4_request, SignedHeaders=host, Signature=0';
  for (const path of [
    '/backup/plans/some-plan/selections',
    '/account-settings',
    '/resources/arn%3Aaws%3As3%3A%3A%3Asome-bucket/recovery-points',
    '/backup-vaults/some-vault/access-policy',
  ]) {
    const { status } = await fetch(`${moto.url}${path}`, { headers: { authorization } });
    expect([path, status >= 400]).toEqual([path, true]);
  }
});

test('a Region that does not use AWS Backup has empty lists and S3 opted in', async () => {
  const none = { known: true, value: { items: [], complete: true, gaps: [] } };
  expect(await read('backupPlans', 'sa-east-1')).toMatchObject(none);
  expect(await read('backupVaults', 'sa-east-1')).toMatchObject(none);
  expect(await read('recoveryPoints', 'sa-east-1', 'any')).toMatchObject(none);
  expect(await read('backupSettings', 'sa-east-1')).toMatchObject({ value: { s3OptedIn: true } });
});

test('plans with rules and selections, in their own Region', async () => {
  expect(await read('backupPlans', 'us-east-1')).toMatchObject({
    value: {
      complete: true,
      items: [
        {
          name: 'orgs/nightly',
          detail: {
            value: {
              rules: [{ name: 'nightly', keptDays: 30 }],
              savesAcls: false,
              savesTags: true,
            },
          },
          selections: {
            value: {
              items: [
                {
                  name: 'confidential',
                  detail: { value: { anyTag: [{ key: 'data-class', value: 'confidential' }] } },
                },
                {
                  name: 'trail',
                  detail: { value: { resources: ['arn:aws:s3:::fernway-cloudtrail'] } },
                },
              ],
            },
          },
        },
      ],
    },
  });
  expect(await read('backupSettings', 'us-west-2')).toMatchObject({ value: { s3OptedIn: false } });
});

test('vaults, with a lock and with policies', async () => {
  expect(await read('backupVaults', 'eu-west-1')).toMatchObject({
    value: {
      items: [
        {
          ...{ name: 'people', locked: true, minRetentionDays: 30 },
          ...{ lockDate: '2025-03-01T00:00:00.000Z', keyType: 'CUSTOMER_MANAGED_KMS_KEY' },
        },
      ],
    },
  });
  const policy = (value: string | null) => ({ value: { items: [{ policy: { value } }] } });
  expect(await read('backupVaults', 'us-east-1')).toMatchObject(policy(null));
  expect(await read('backupVaults', 'eu-west-3')).toMatchObject(policy('{"Version":"2012-10-17"}'));
});

test('pages are read to their end', async () => {
  const vaults = await read('backupVaults', 'eu-north-1');
  expect(vaults).toMatchObject({ value: { complete: true } });
  expect(vaults.known && (vaults.value as { items: unknown[] }).items).toHaveLength(120);
  expect(await read('recoveryPoints', 'eu-north-1', 'often')).toMatchObject({
    value: { complete: true, items: [{ count: 250, newest: '2026-01-11T09:00:00.000Z' }] },
  });
});

test('what is refused stays a part with the action that opens it', async () => {
  front.script([
    { when: { action: 'backup:GetBackupSelection' }, do: 'deny' },
    { when: { action: 'backup:DescribeRegionSettings' }, do: 'deny' },
  ]);
  const open = { known: false, gap: 'denied', actions: ['backup:GetBackupSelection'] };
  expect(await read('backupPlans', 'eu-west-1')).toMatchObject({
    value: { items: [{ selections: { value: { items: [{ detail: open }] } } }] },
  });
  expect(await read('backupSettings', 'eu-west-1')).toMatchObject({
    ...{ known: false, gap: 'denied', actions: ['backup:DescribeRegionSettings'] },
  });
  front.script([]);
});
