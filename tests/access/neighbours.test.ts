import { describe, expect, test } from 'vitest';
import { indexAccount } from '../../src/access/index-account.ts';
import { logSources, replicationSources } from '../../src/access/neighbours.ts';
import { viewOf } from '../../src/access/view.ts';
import { complete } from '../../src/model/evidence.ts';
import { bucketEntry, here, replicationRule } from '../samples.ts';
import { view } from './views.ts';

const logsHere = { logging: { targetBucket: here.bucket, targetPrefix: '' } };
const none = { logging: null, replication: null };
const missingOf = (answer: ReturnType<typeof logSources>) =>
  answer.known ? [] : answer.missing.map(({ fact, resource, gap }) => [fact, resource, gap]);

describe('sources of access logs', () => {
  test('are all named, the bucket itself too', () => {
    const one = view({
      facts: logsHere,
      others: [
        { name: 'acme-web', facts: logsHere },
        { name: 'acme-shop', facts: none },
      ],
    });
    expect(logSources(one)).toEqual({ known: true, value: [here.bucket, 'acme-web'] });
  });

  test('are unknown, with three unread buckets at most for an example', () => {
    const others = ['a', 'b', 'c', 'd'].map((name) => ({ name: `acme-${name}`, facts: {} }));
    expect(missingOf(logSources(view({ facts: none, others })))).toEqual([
      ['logging', 'acme-a', 'denied'],
      ['logging', 'acme-b', 'denied'],
      ['logging', 'acme-c', 'denied'],
    ]);
  });

  test.each([
    { of: 'another Region', region: 'us-east-1', gaps: {}, known: true },
    { of: 'an unknown Region', region: '', gaps: {}, known: false },
    { of: 'the same Region', region: here.region, gaps: {}, known: false },
    {
      of: 'the same Region, vanished',
      region: here.region,
      gaps: { logging: 'gone' as const },
      known: true,
    },
  ])('an unread bucket of $of', ({ region, gaps, known }) => {
    const one = view({ facts: none, gaps, others: [{ name: 'acme-x', region, facts: {} }] });
    expect(logSources(one).known).toBe(known);
  });

  test('on an endpoint other than AWS, Regions part nothing', () => {
    const others = [{ name: 'acme-x', region: 'elsewhere', facts: {} }];
    expect(logSources(view({ provider: 'other', facts: none, others })).known).toBe(false);
  });

  test('a bucket of unknown Region may get logs from anywhere', () => {
    const { index } = view({
      facts: none,
      others: [{ name: 'acme-x', region: 'us-east-1', facts: {} }],
    });
    const nowhere = { type: 'bucket', region: '', resource: 'acme-lost', facts: {} } as const;
    expect(logSources(viewOf(nowhere, index)).known).toBe(false);
  });
});

describe('sources of replication', () => {
  test('are named wherever they live; disabled rules do not count', () => {
    const one = view({
      facts: { ...none, versioning: { status: 'Enabled', mfaDelete: false } },
      others: [
        {
          name: 'acme-far',
          region: 'us-east-1',
          facts: { replication: [replicationRule(here.bucket)] },
        },
        {
          name: 'acme-old',
          facts: { replication: [replicationRule(here.bucket, { enabled: false })] },
        },
        { name: 'acme-cn', facts: { replication: [replicationRule('acme-data-copy')] } },
      ],
    });
    expect(replicationSources(one)).toEqual({ known: true, value: ['acme-far'] });
  });

  test('are none for a bucket without versioning, which receives no replicas', () => {
    const others = [
      { name: 'acme-far', facts: { replication: [replicationRule(here.bucket)] } },
      { name: 'acme-x', facts: {} },
    ];
    const facts = { ...none, versioning: { status: null, mfaDelete: false } };
    expect(replicationSources(view({ facts, others }))).toEqual({ known: true, value: [] });
  });

  test('a rule that points here means nothing while the own versioning is unread', () => {
    const others = [{ name: 'acme-far', facts: { replication: [replicationRule(here.bucket)] } }];
    expect(missingOf(replicationSources(view({ facts: none, others })))).toEqual([
      ['versioning', undefined, 'denied'],
    ]);
  });

  test('an unread bucket of another Region matters, the bucket itself does not', () => {
    const others = [{ name: 'acme-x', region: 'us-east-1', facts: {} }];
    expect(replicationSources(view({ facts: { logging: null } })).known).toBe(true);
    expect(missingOf(replicationSources(view({ facts: none, others })))).toEqual([
      ['replication', 'acme-x', 'denied'],
    ]);
  });
});

describe('buckets that nobody has seen', () => {
  const facts = { ...none, ...{ buckets: complete([bucketEntry(here.bucket)]) } };
  test.each([
    { of: 'the list is whole', list: facts.buckets, unread: [] },
    {
      of: 'a listed bucket was not read',
      list: complete([bucketEntry(here.bucket), bucketEntry('acme-late')]),
      unread: [['logging', 'acme-late', 'skipped']],
    },
    {
      of: 'a listed bucket of another Region was not read',
      list: complete([bucketEntry(here.bucket), bucketEntry('acme-late', 'us-east-1')]),
      unread: [],
    },
    {
      of: 'a part of the list is unread',
      list: {
        items: [bucketEntry(here.bucket)],
        complete: false,
        gaps: [{ gap: 'throttled' as const, actions: [], detail: '' }],
      },
      unread: [['buckets', undefined, 'throttled']],
    },
    {
      of: 'the list is not whole, nobody knows why',
      list: { items: [], complete: false, gaps: [] },
      unread: [['buckets', undefined, 'failed']],
    },
  ])('$of', ({ list, unread }) => {
    expect(missingOf(logSources(view({ facts: { ...none, buckets: list } })))).toEqual(unread);
  });

  test('the list was never read', () => {
    const one = view({ facts: none, gaps: { buckets: 'denied' } });
    expect(missingOf(logSources(one))).toEqual([['buckets', undefined, 'denied']]);
    const empty = indexAccount({ facts: [] } as unknown as Parameters<typeof indexAccount>[0]);
    expect(empty.unlisted).toMatchObject([{ fact: 'buckets', gap: 'skipped' }]);
  });
});
