import { expect, test } from 'vitest';
import buckets from '../../../src/gather/macie/buckets.ts';
import { ask, complete, testReads } from '../wire.ts';

const json = JSON.stringify;

testReads(buckets, {
  read: {
    'scores of buckets': [
      json({
        buckets: [
          {
            bucketName: 'one',
            sensitivityScore: 87,
            automatedDiscoveryMonitoringStatus: 'MONITORED',
          },
          { bucketName: 'two', automatedDiscoveryMonitoringStatus: 'NOT_MONITORED' },
          { bucketName: 'three', sensitivityScore: -1 },
        ],
      }),
      complete(
        { bucket: 'one', score: 87, monitored: true },
        { bucket: 'two', score: null, monitored: false },
        { bucket: 'three', score: -1, monitored: null },
      ),
    ],
    none: [json({ buckets: [] }), complete()],
  },
  unread: {
    'an empty body': '',
    'a foreign answer': '{}',
    'a new status': json({
      buckets: [{ bucketName: 'one', automatedDiscoveryMonitoringStatus: 'PERHAPS' }],
    }),
  },
});

test('asks for the account alone, page by page', async () => {
  const pages = [
    json({ buckets: [{ bucketName: 'one' }], nextToken: 'more' }),
    json({ buckets: [{ bucketName: 'two' }] }),
  ];
  const { evidence, sent } = await ask(buckets, pages);
  expect(evidence).toMatchObject({
    value: { items: [{ bucket: 'one' }, { bucket: 'two' }], complete: true },
  });
  expect(sent.map(({ hostname, path }) => [hostname, path])).toEqual([
    ['macie2.eu-west-1.amazonaws.com', '/datasources/s3'],
    ['macie2.eu-west-1.amazonaws.com', '/datasources/s3'],
  ]);
});

test('a refusal is the answer of a Region where Macie is not enabled', async () => {
  const { evidence } = await ask(buckets, json({ __type: 'AccessDeniedException' }), {
    status: 403,
  });
  expect(evidence).toMatchObject({ known: true, value: null });
});
