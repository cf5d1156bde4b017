import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import encryptionKey from '../../../src/gather/keys/encryption-key.ts';
import plans from '../../../src/gather/backup/plans.ts';
import recoveryPoints from '../../../src/gather/backup/recovery-points.ts';
import alarms from '../../../src/gather/alarms/alarms.ts';
import trails from '../../../src/gather/trails/trails.ts';
import { gather } from '../../../src/gather/gather.ts';
import type { AnyGatherer, Target } from '../../../src/gather/gatherer.ts';
import type { resourceTypes } from '../../../src/gather/config/item.ts';
import type { RecordedItem, Recording } from '../../aws/config/state.ts';
import { type HeldAws, startHeldAws } from '../../aws/held.ts';
import { id, lineOf, roofOf, target } from './roof.ts';
import { keyArn, wholeItem } from './whole-item.ts';

// moto records nothing of these services, so the front answers records written after AWS's list of their properties:
// https://github.com/awslabs/aws-config-resource-schema/tree/master/config/properties/resource-types

let aws: HeldAws;
beforeAll(async () => {
  aws = await startHeldAws();
});
afterAll(async () => {
  expect(aws.front.unknown).toEqual([]);
  await aws.stop();
});
const account = { id, buckets: [{ name: 'some-bucket' }] };
beforeEach(() => aws.hold(account));

type Type = (typeof resourceTypes)[number];
const record = (type: Type, change: object = {}, over: object = {}) => {
  const item = wholeItem(type) as RecordedItem;
  return { ...item, configuration: { ...item.configuration, ...change }, ...over };
};
const forms = ['query', 'item'] as const;

/** Reads a fact where its own service gives the page no answer. */
async function told(g: AnyGatherer, how: Partial<Recording>, at: Partial<Target> = {}) {
  aws.front.config.record({ account: id, ...how });
  const on = lineOf(
    roofOf(aws.front, ['s3', 's3control', 'backup', 'cloudtrail', 'cloudwatch', 'kms']),
  );
  const to = { ...target, ...at };
  return gather(g, to, { region: to.region }, on);
}
const gap = { known: false, gap: 'unrecorded', actions: [], detail: 'NotInRecord' };
const only = { gap: 'unrecorded', actions: [], detail: 'OnlyRecorded' };
const list = (items: readonly object[]) => ({
  known: true,
  from: 'config',
  value: { items, complete: false, gaps: [only] },
});

describe.each(forms)('records as %s', (form) => {
  test('a trail tells everything but whether it logs and what', async () => {
    const more = [record('AWS::CloudTrail::Trail')];
    expect(await told(trails, { more, form })).toMatchObject(
      list([
        {
          ...{ name: 'main', bucket: 'trail-logs', prefix: 'a', multiRegion: true },
          ...{ homeRegion: 'us-east-1', ofOrganization: false, logFileValidation: true },
          ...{ kmsKeyId: keyArn, logGroupArn: null, status: gap, selectors: gap },
        },
      ]),
    );
  });

  test('a key is found by its ARN and its id', async () => {
    const more = [record('AWS::KMS::Key')];
    for (const key of [keyArn, '1'])
      expect(await told(encryptionKey, { more, form }, { key })).toMatchObject({
        known: true,
        from: 'config',
        at: '2026-11-30T12:00:00.000Z',
        value: {
          named: key,
          key: { arn: keyArn, manager: 'CUSTOMER', state: 'Enabled', multiRegion: null },
          rotates: { known: true, value: true },
        },
      });
  });

  test('a plan tells its rules and what it selects, and that there may be more', async () => {
    const more = [record('AWS::Backup::BackupPlan'), record('AWS::Backup::BackupSelection')];
    expect(await told(plans, { more, form })).toMatchObject(
      list([
        {
          ...{ id: 'p', name: 'daily' },
          detail: {
            known: true,
            value: {
              rules: [
                {
                  ...{ name: 'nightly', keptDays: 35, vault: 'main', continuous: false },
                  copies: [{ keptDays: 90 }],
                },
              ],
              ...{ savesAcls: false, savesTags: true },
            },
          },
          selections: {
            known: true,
            value: {
              complete: false,
              gaps: [only],
              items: [
                {
                  name: 'buckets',
                  detail: {
                    known: true,
                    value: {
                      resources: ['arn:aws:s3:::a'],
                      notResources: ['arn:aws:s3:::b'],
                      anyTag: [{ key: 'backup', value: 'yes' }],
                      conditions: [{ operator: 'like', key: 'team', value: 'web-*' }],
                    },
                  },
                },
              ],
            },
          },
        },
      ]),
    );
  });

  test('recovery points of the bucket are told in groups, by a query of their own', async () => {
    const of = (name: string, change: object) =>
      record('AWS::Backup::RecoveryPoint', change, { resourceName: null, resourceId: name });
    const snapshot = (day: string) => ({
      RecoveryPointArn: `arn:aws:backup:us-east-1:${id}:recovery-point:a-${day}`,
      CreationDate: `2026-11-${day}T05:00:00.000Z`,
      Status: 'COMPLETED',
    });
    const more = [
      of('1', {}),
      of('2', snapshot('28')),
      of('3', snapshot('29')),
      of('4', { ResourceArn: 'arn:aws:s3:::b' }),
      of('5', { ResourceArn: 'arn:aws:ec2:us-east-1::image/ami-1', ResourceType: 'EC2' }),
    ];
    const common = { vault: 'main', airGapped: null };
    expect(await told(recoveryPoints, { more, form }, { bucket: 'a' })).toMatchObject(
      list([
        { ...common, continuous: true, status: 'AVAILABLE', count: 1 },
        { ...common, continuous: false, count: 2, newest: '2026-11-29T05:00:00.000Z' },
      ]),
    );
    expect(aws.front.calls.filter(({ service }) => service === 'config').length).toBe(1);
  });
});

test.each([
  ['a selection without tags and conditions', ['ListOfTags', 'Conditions']],
  ['one without conditions', ['Conditions']],
  ['one without tags', ['ListOfTags']],
])('what %s takes is not known', async (_, without) => {
  const whole = (
    record('AWS::Backup::BackupSelection').configuration as { BackupSelection: object }
  ).BackupSelection;
  const BackupSelection = Object.fromEntries(
    Object.entries(whole).filter(([name]) => !without.includes(name)),
  );
  const more = [
    record('AWS::Backup::BackupPlan'),
    record('AWS::Backup::BackupSelection', { BackupSelection }),
  ];
  expect(await told(plans, { more })).toMatchObject(
    list([{ selections: { known: true, value: { items: [{ detail: gap }] } } }]),
  );
});

test('a plan without a record of a selection is not one that selects nothing', async () => {
  const found = await told(plans, { more: [record('AWS::Backup::BackupPlan')] });
  expect(found).toMatchObject(list([{ selections: { known: false, ...only } }]));
});

test.each([
  ['an alias, which no record resolves', [record('AWS::KMS::Key')], 'alias/data', 'NotRecorded'],
  [
    'a key of several Regions',
    [
      record(
        'AWS::KMS::Key',
        { arn: `${keyArn.slice(0, -1)}mrk-1` },
        { arn: `${keyArn.slice(0, -1)}mrk-1` },
      ),
    ],
    'mrk-1',
    'UnknownRecord',
  ],
  [
    'a key without its state',
    [record('AWS::KMS::Key', { keyState: null })],
    keyArn,
    'UnknownRecord',
  ],
])('%s is a gap', async (_, more, key, detail) => {
  expect(await told(encryptionKey, { more }, { key })).toMatchObject({
    known: false,
    tried: [{ route: 'direct' }, { route: 'config', gap: 'unrecorded', detail }],
  });
});

test('whether a key rotates is a gap where its record does not say', async () => {
  const more = [record('AWS::KMS::Key', {}, { supplementaryConfiguration: {} })];
  expect(await told(encryptionKey, { more }, { key: keyArn })).toMatchObject({
    known: true,
    value: { rotates: gap },
  });
});

test('a trail whose record lacks a switch is not read, and the list says so', async () => {
  const more = [
    record('AWS::CloudTrail::Trail'),
    record('AWS::CloudTrail::Trail', { logFileValidationEnabled: null, name: 'odd' }),
  ];
  const found = await told(trails, { more });
  expect(found).toMatchObject({
    value: { items: [{ name: 'main' }], gaps: [only, { detail: 'UnknownRecord' }] },
  });
});

test('nothing is asked for what is recorded too thinly, and that is said', async () => {
  expect(await told(alarms, {})).toMatchObject({
    tried: [{ route: 'direct' }, { route: 'config', detail: 'RecordedTooLittle' }],
  });
  expect(aws.front.calls.filter(({ service }) => service === 'config')).toEqual([]);
});
