import type { Account } from './account.ts';
import { sampleBackup } from './sample-backup.ts';
import { sampleExposed } from './sample-exposed.ts';
import { sampleGuarded } from './sample-guarded.ts';
import { sampleOrdinary } from './sample-ordinary.ts';
import { sampleTrails } from './sample-trails.ts';
import { policy } from './policies.ts';

const id = '123456789012';
const lake = `arn:aws:s3:us-west-2:${id}:accesspoint/lake-reports`;

/**
 * Fernway Logistics, a firm that does not exist: 26 buckets in five Regions, which between them
 * pass, fail, do not fall under, and cannot be assessed for, the checks on buckets. The account's
 * block is half on, as the firm still serves a web site and a data set from public buckets.
 */
export const sample: Account = {
  id,
  publicAccessBlock: {
    blockPublicAcls: true,
    ignorePublicAcls: false,
    blockPublicPolicy: false,
    restrictPublicBuckets: false,
  },
  buckets: [...sampleExposed, ...sampleGuarded, ...sampleOrdinary],
  backup: sampleBackup,
  macie: { 'us-east-1': [{ bucket: 'fernway-legacy-crm', score: 87 }] },
  ...sampleTrails,
  accessPoints: [
    {
      name: 'lake-reports',
      bucket: 'fernway-analytics-lake',
      policy: policy({
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${id}:role/Reports` },
        Action: 's3:GetObject',
        Resource: `${lake}/object/reports/*`,
      }),
    },
    {
      name: 'lake-notebooks',
      bucket: 'fernway-analytics-lake',
      vpc: 'vpc-0a1b2c3d4e5f60718',
      policy: policy({
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:*',
        Resource: `arn:aws:s3:us-west-2:${id}:accesspoint/lake-notebooks/object/*`,
      }),
    },
    {
      name: 'freight-download',
      bucket: 'fernway-open-freight-data',
      publicAccessBlock: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: false,
        restrictPublicBuckets: false,
      },
      policy: policy({
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:us-west-2:${id}:accesspoint/freight-download/object/*`,
      }),
    },
    { name: 'payroll-audit', bucket: 'fernway-payroll' },
  ],
  keys: [
    { id: '3f2b8c1e-6a54-4d0f-9c7b-2e1d0a9f8b76', region: 'eu-west-1', rotates: true },
    { id: '3f2b8c1e-6a54-4d0f-9c7b-2e1d0a9f8b76', region: 'eu-central-1' },
    { id: '3f2b8c1e-6a54-4d0f-9c7b-2e1d0a9f8b76', rotates: true },
    {
      id: '77d0c2a4-5b1f-4f6e-8a39-c41e6d2b9f05',
      region: 'us-west-2',
      alias: 'lake',
      rotates: true,
    },
    {
      id: 'b86a3e10-94c7-4d2a-bf58-0e7c1f6a2d93',
      alias: 'invoices',
      state: 'PendingDeletion',
      deletedAt: '2026-12-18T09:00:00.000Z',
    },
  ],
  multiRegionAccessPoints: [
    {
      name: 'assets-anywhere',
      alias: 'mfzwi23gnjvgw.mrap',
      buckets: ['fernway-mobile-assets', 'fernway-mobile-assets-eu'],
    },
  ],
};
