import { allOff, type Account } from '../aws/accounts/account.ts';

export const id = '123456789012';
export const policy =
  '{ "Version": "2012-10-17",\n  "Statement": [ { "Sid": "所有者", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::live-full/*" } ] }';
export const pointPolicy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${id}:role/Reports"},"Action":"s3:GetObject","Resource":"arn:aws:s3:eu-west-1:${id}:accesspoint/live-point/object/*"}]}`;
export const globalPolicy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3::${id}:accesspoint/mlive.mrap/object/*"}]}`;
export const partly = { ...allOff, restrictPublicBuckets: true };

/** A bucket with every setting there is, a new one, and one from before any of today's defaults. */
export const account: Account = {
  id,
  publicAccessBlock: { ...allOff, blockPublicAcls: true },
  enabledRegions: ['ap-east-1'],
  buckets: [
    {
      name: 'live-full',
      region: 'eu-west-1',
      created: '2021-03-04T05:06:07.000Z',
      publicAccessBlock: partly,
      ownership: 'ObjectWriter',
      acl: [{ to: 'everyone', permission: 'READ_ACP' }],
      policy,
      encryption: { algorithm: 'aws:kms', keyId: 'alias/live', bucketKey: true, blocked: ['NONE'] },
      versioning: 'Enabled',
      mfaDelete: true,
      logging: { bucket: 'live-new', prefix: 'full/' },
      lifecycle: [
        { id: 'all', expireOldVersionsAfter: 90, keepOldVersions: 3, abortUploadsAfter: 7 },
        {
          id: 'large',
          prefix: '古い/',
          tag: { key: '層', value: '' },
          largerThanBytes: 131_072,
          transition: { after: 30, to: 'GLACIER_IR' },
          expireAfter: 365,
          enabled: false,
        },
      ],
      replication: [
        { id: 'copy', to: 'live-new', account: '444455556666', deleteMarkers: true },
        { id: 'off', to: 'live-old', enabled: false },
      ],
      objectLock: { mode: 'COMPLIANCE', years: 7 },
      notification: {
        topics: [`arn:aws:sns:eu-west-1:${id}:t`],
        functions: [`arn:aws:lambda:eu-west-1:${id}:function:f`],
        eventBridge: true,
      },
      website: { index: 'index.html', error: 'エラー.html' },
      cors: [{ origins: ['https://a.example'], methods: ['GET', 'PUT'], headers: ['*'] }],
      tags: { 所有者: 'データ基盤 <1>', empty: '' },
      accelerate: 'Enabled',
      inventory: [
        { id: 'daily', bucket: 'live-new' },
        { id: 'retired', bucket: 'live-new', enabled: false },
      ],
    },
    { name: 'live-new', created: '2026-05-06T07:08:09.000Z' },
    {
      name: 'live-old',
      created: '2009-01-02T03:04:05.000Z',
      publicAccessBlock: null,
      ownership: null,
      encryption: null,
      acl: [{ to: 'everyone', permission: 'READ' }],
    },
  ],
  accessPoints: [
    { name: 'live-point', bucket: 'live-full', policy: pointPolicy },
    { name: 'live-vpc', bucket: 'live-full', vpc: 'vpc-1', publicAccessBlock: partly },
  ],
  multiRegionAccessPoints: [
    {
      name: 'live-global',
      alias: 'mlive.mrap',
      buckets: ['live-full', 'live-new'],
      policy: globalPolicy,
    },
    { name: 'live-plain', alias: 'mplain.mrap', buckets: ['live-full'] },
  ],
};
