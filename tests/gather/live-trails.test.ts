import { afterAll, beforeAll, expect, test } from 'vitest';
import { furtherGatherers } from '../../src/gather/further.ts';
import { gather, line } from '../../src/gather/gather.ts';
import type { MetricAlarm } from '../../src/model/alarms.ts';
import type { Collection, Evidence } from '../../src/model/evidence.ts';
import type { FactName } from '../../src/model/facts.ts';
import type { Trail } from '../../src/model/trails.ts';
import { nodeRoof } from '../../src/node/roof.ts';
import type { Account } from '../aws/accounts/account.ts';
import { type Front, startFront } from '../aws/front.ts';
import { type Moto, startMoto } from '../aws/moto.ts';
import { seed } from '../aws/seed.ts';
import { policyChanges } from '../samples.ts';
import { complete } from './wire.ts';

const id = '123456789012';
const topic = `arn:aws:sns:eu-west-1:${id}:security`;
const account: Account = {
  id,
  buckets: [{ name: 'live-trail', region: 'eu-west-1' }],
  trails: [
    {
      ...{ name: 'main', region: 'eu-west-1', bucket: 'live-trail', validation: true },
      dataEvents: { of: ['arn:aws:s3'] },
      logGroup: {
        name: 'trail',
        filters: [{ name: 's3', pattern: policyChanges, namespace: 'CIS', metric: 'S3' }],
      },
    },
    {
      ...{ name: 'local', region: 'us-east-1', bucket: 'live-trail' },
      ...{ multiRegion: false, logging: false },
    },
  ],
  topics: [
    {
      ...{ name: 'security', region: 'eu-west-1' },
      subscribers: [
        { email: 'eva@acme.example', confirmed: true },
        { email: 'max@acme.example', confirmed: false },
      ],
    },
  ],
  alarms: ['one', 'two'].map((name) => ({
    ...{ name, region: 'eu-west-1', namespace: 'CIS', metric: 'S3', topics: ['security'] },
  })),
  deliveryChannels: [{ name: 'default', region: 'eu-west-1', bucket: 'live-trail' }],
  eventRules: [
    { name: 'changes', region: 'eu-west-1', pattern: { source: ['aws.s3'] }, targets: [topic] },
    { name: 'off', region: 'eu-west-1', pattern: { source: ['aws.s3'] }, enabled: false },
    { name: 'nightly', region: 'eu-west-1', schedule: 'rate(1 day)' },
  ],
};

let moto: Moto;
let front: Front;
beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto });
  await seed(account, { moto, front });
});
afterAll(async () => {
  expect(front.unknown).toEqual([]);
  await front.stop();
  await moto.stop();
});

async function evidenceOf(fact: FactName, region: string): Promise<Evidence<unknown>> {
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
  const target = { account: id, partition: 'aws', bucket: '', accessPoint: '', ownerKnown: true };
  return gather(g, { ...target, region }, { region }, on);
}

async function read<T>(fact: FactName, region: string): Promise<Collection<T>> {
  const found = await evidenceOf(fact, region);
  expect(found).toMatchObject({ known: true, value: { complete: true } });
  return (found as { value: unknown }).value as Collection<T>;
}

test('trails with their state and selectors, and the shadow of one in another Region', async () => {
  const here = await read<Trail>('trails', 'eu-west-1');
  const main = here.items.find(({ name }) => name === 'main');
  expect(main).toMatchObject({
    ...{ homeRegion: 'eu-west-1', multiRegion: true, bucket: 'live-trail' },
    ...{ logFileValidation: true, kmsKeyId: null },
    logGroupArn: `arn:aws:logs:eu-west-1:${id}:log-group:trail:*`,
    status: { known: true, value: { logging: true, deliveryError: null } },
    selectors: {
      known: true,
      value: {
        advanced: [],
        basic: [{ data: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }] }],
      },
    },
  });
  const there = await read<Trail>('trails', 'us-east-1');
  expect(there.items.find(({ name }) => name === 'main')).toEqual(main);
  expect(there.items.find(({ name }) => name === 'local')).toMatchObject({
    status: { known: true, value: { logging: false } },
    selectors: {
      known: true,
      value: {
        basic: [{ readWrite: 'All', management: true, excluded: [], data: [] }],
        advanced: [],
      },
    },
  });
  // The state and the selectors are asked for where the trail is at home.
  const asked = front.calls.filter(({ operation }) => operation === 'GetTrailStatus');
  expect(new Set(asked.map(({ region }) => region))).toEqual(new Set(['eu-west-1', 'us-east-1']));
});

test('metric filters', async () => {
  expect(await read('metricFilters', 'eu-west-1')).toEqual(
    complete({
      ...{ name: 's3', logGroup: 'trail', pattern: policyChanges },
      metrics: [{ namespace: 'CIS', name: 'S3', value: '1', dimensions: [] }],
    }),
  );
  expect(await read('metricFilters', 'us-east-1')).toEqual(complete());
});

test('alarms, whose topic is asked for its subscribers once, of whom one has not confirmed', async () => {
  const alarms = await read<MetricAlarm>('alarms', 'eu-west-1');
  expect(alarms.items.map(({ name }) => name)).toEqual(['one', 'two']);
  for (const alarm of alarms.items)
    expect(alarm).toMatchObject({
      ...{ metric: { namespace: 'CIS', name: 'S3' }, parts: [], dimensions: [] },
      ...{ actionsEnabled: true, actions: [topic], statistic: 'Sum', threshold: 1 },
      topics: [
        {
          about: topic,
          found: {
            known: true,
            value: complete(
              { protocol: 'email', confirmed: true },
              { protocol: 'email', confirmed: false },
            ),
          },
        },
      ],
    });
  expect(JSON.stringify(alarms)).not.toContain('acme.example');
  const asked = front.calls.filter(({ operation }) => operation === 'ListSubscriptionsByTopic');
  expect(asked).toHaveLength(1);
});

test('rules of EventBridge, and the targets of those that are on', async () => {
  const { items } = await read<{ name: string }>('eventRules', 'eu-west-1');
  expect(items.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
    { name: 'changes', enabled: true, targets: { known: true, value: complete(topic) } },
    { name: 'nightly', pattern: null, targets: { known: false, gap: 'skipped' } },
    { name: 'off', enabled: false, targets: { known: false, gap: 'skipped' } },
  ]);
});

test('where AWS Config delivers to', async () => {
  expect((await read('deliveryChannels', 'eu-west-1')).items).toEqual([
    { name: 'default', bucket: 'live-trail', prefix: '' },
  ]);
  expect((await read('deliveryChannels', 'us-east-1')).items).toEqual([]);
});

test.each(['trails', 'metricFilters', 'alarms', 'eventRules', 'deliveryChannels'] as const)(
  'a refusal of %s is a gap with its action',
  async (fact) => {
    const action = furtherGatherers.find((one) => one.fact === fact)?.action ?? '';
    front.script([{ when: { action }, do: 'deny' }]);
    expect(await evidenceOf(fact, 'eu-west-1')).toMatchObject({
      ...{ known: false, gap: 'denied', actions: [action] },
    });
    front.script([]);
  },
);

test('a refusal of a part leaves the rest', async () => {
  const parts = {
    trails: ['cloudtrail:GetTrailStatus', 'status'],
    alarms: ['sns:ListSubscriptionsByTopic', 'found'],
    eventRules: ['events:ListTargetsByRule', 'targets'],
  } as const;
  for (const [fact, [action, field]] of Object.entries(parts)) {
    front.script([{ when: { action }, do: 'deny' }]);
    const list = await read<Record<string, unknown>>(fact as FactName, 'eu-west-1');
    const gap = { known: false, gap: 'denied', actions: [action], detail: expect.any(String) };
    const found = list.items.flatMap((one) =>
      fact === 'alarms' ? (one['topics'] as Record<string, unknown>[]) : [one],
    );
    expect(found.map((one) => one[field])).toContainEqual(gap);
  }
  front.script([]);
});
