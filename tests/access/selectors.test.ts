import { describe, expect, test } from 'vitest';
import { type Direction, managementWrites, objectEvents } from '../../src/access/selectors.ts';
import type { Trail, TrailSelectors } from '../../src/model/trails.ts';
import { advanced, basic, objects, selecting } from '../trail-cases.ts';

const all = 'arn:aws:s3:::';
const bucket = 'arn:aws:s3:::acme/';
const valueOf = ({ selectors }: Pick<Trail, 'selectors'>): TrailSelectors =>
  selectors.known ? selectors.value : { basic: [], advanced: [] };
const cover = (given: Pick<Trail, 'selectors'>, base = bucket, direction: Direction = 'read') =>
  objectEvents(valueOf(given), direction, base).map((one) => one.cover);

describe('basic selectors', () => {
  test.each([
    ['arn:aws:s3', 'whole', 'whole'],
    ['arn:aws:s3:::', 'whole', 'whole'],
    ['arn:aws:s3:::acme/', 'part', 'whole'],
    ['arn:aws:s3:::acme/x', 'part', 'part'],
    ['arn:aws:s3:::acme-2/', 'part', 'none'],
    ['arn:aws:s3:::acme', 'part', 'unclear'],
    ['arn:aws-cn:s3', 'none', 'none'],
  ])('%s', (value, ofAll, ofOne) => {
    expect([cover(basic('All', value), all), cover(basic('All', value))]).toEqual([
      [ofAll],
      [ofOne],
    ]);
  });

  test('each direction by itself', () => {
    expect(cover(basic('ReadOnly', all), all, 'read')).toEqual(['whole']);
    expect(cover(basic('ReadOnly', all), all, 'write')).toEqual([]);
    expect(cover(basic('WriteOnly', all), all, 'read')).toEqual([]);
  });

  test('other kinds of objects are not these', () => {
    const data = [{ type: 'AWS::S3Express::Object', values: ['arn:aws:s3'] }];
    const one = { readWrite: 'All' as const, management: true, excluded: [], data };
    expect(cover(selecting({ basic: [one], advanced: [] }))).toEqual([]);
  });
});

describe('advanced selectors', () => {
  const arn = (is: object) => advanced({ ...objects, 'resources.ARN': is });
  test.each([
    ['all objects', advanced(objects), 'whole', 'whole'],
    [
      'directory buckets',
      advanced({ ...objects, 'resources.type': ['AWS::S3Express::Object'] }),
      'none',
      'none',
    ],
    [
      'access points',
      advanced({ ...objects, 'resources.type': ['AWS::S3::AccessPoint'] }),
      'none',
      'none',
    ],
    [
      'any type but objects',
      advanced({ ...objects, 'resources.type': { notEquals: ['AWS::S3::Object'] } }),
      'none',
      'none',
    ],
    ['management events', advanced({ eventCategory: ['Management'] }), 'none', 'none'],
    ['reads', advanced({ ...objects, readOnly: ['true'] }), 'whole', 'whole'],
    ['writes', advanced({ ...objects, readOnly: ['false'] }), 'none', 'none'],
    [
      'all but writes',
      advanced({ ...objects, readOnly: { notEquals: ['false'] } }),
      'whole',
      'whole',
    ],
    ['one call', advanced({ ...objects, eventName: ['GetObject'] }), 'part', 'part'],
    [
      'one call of the other direction',
      advanced({ ...objects, eventName: ['PutObject'] }),
      'none',
      'none',
    ],
    [
      'all but one call',
      advanced({ ...objects, eventName: { notEquals: ['GetObject'] } }),
      'part',
      'part',
    ],
    [
      'all but a call of the other direction',
      advanced({ ...objects, eventName: { notStartsWith: ['Put'] } }),
      'whole',
      'whole',
    ],
    ['S3', advanced({ ...objects, eventSource: ['s3.amazonaws.com'] }), 'whole', 'whole'],
    [
      'another service',
      advanced({ ...objects, eventSource: ['kms.amazonaws.com'] }),
      'none',
      'none',
    ],
    [
      'one identity',
      advanced({ ...objects, 'userIdentity.arn': { startsWith: ['arn:aws:iam'] } }),
      'part',
      'part',
    ],
    ['a field to come', advanced({ ...objects, surprise: ['x'] }), 'part', 'part'],
    ['the bucket', arn({ startsWith: ['arn:aws:s3:::acme/'] }), 'part', 'whole'],
    ['buckets by a beginning', arn({ startsWith: ['arn:aws:s3:::ac'] }), 'part', 'whole'],
    ['a prefix', arn({ startsWith: ['arn:aws:s3:::acme/x'] }), 'part', 'part'],
    ['another bucket', arn({ startsWith: ['arn:aws:s3:::other/'] }), 'part', 'none'],
    [
      'one of two',
      arn({ startsWith: ['arn:aws:s3:::other/', 'arn:aws:s3:::acme/'] }),
      'part',
      'whole',
    ],
    ['one object', arn({ equals: ['arn:aws:s3:::acme/x'] }), 'part', 'part'],
    ['an ending', arn({ endsWith: ['.csv'] }), 'part', 'part'],
    ['all but the bucket', arn({ notStartsWith: ['arn:aws:s3:::acme/'] }), 'whole', 'none'],
    ['all but buckets by a beginning', arn({ notStartsWith: ['arn:aws:s3:::ac'] }), 'part', 'none'],
    ['all but another bucket', arn({ notStartsWith: ['arn:aws:s3:::other/'] }), 'whole', 'whole'],
    ['all but a prefix', arn({ notStartsWith: ['arn:aws:s3:::acme/x'] }), 'part', 'part'],
    ['all but one object', arn({ notEquals: ['arn:aws:s3:::acme/x'] }), 'part', 'part'],
    ['all but an object elsewhere', arn({ notEquals: ['arn:aws:s3:::other/x'] }), 'part', 'whole'],
    ['all but an ending', arn({ notEndsWith: ['.tmp'] }), 'part', 'part'],
    [
      'both at once',
      arn({ startsWith: ['arn:aws:s3:::acme/'], notEndsWith: ['.tmp'] }),
      'part',
      'part',
    ],
  ])('%s', (_, given, ofAll, ofOne) => {
    expect([cover(given, all), cover(given)]).toEqual([[ofAll], [ofOne]]);
  });

  test('buckets that are left out of all are told', () => {
    const given = advanced({
      ...objects,
      'resources.ARN': { notStartsWith: ['arn:aws:s3:::logs/', 'arn:aws:s3:::more/'] },
    });
    expect(objectEvents(valueOf(given), 'read', all)).toEqual([
      { cover: 'whole', excluded: ['logs', 'more'] },
    ]);
  });
});

describe('management events that change S3', () => {
  const one = (
    readWrite: 'All' | 'ReadOnly' | 'WriteOnly',
    management: boolean,
    ...excluded: string[]
  ) => selecting({ basic: [{ readWrite, management, excluded, data: [] }], advanced: [] });
  test.each([
    ['all', one('All', true), 'whole'],
    ['writes', one('WriteOnly', true), 'whole'],
    ['reads', one('ReadOnly', true), 'none'],
    ['data events only', one('All', false), 'none'],
    ['without KMS', one('All', true, 'kms.amazonaws.com'), 'whole'],
    ['none', selecting({ basic: [], advanced: [] }), 'none'],
    ['advanced', advanced({ eventCategory: ['Management'] }), 'whole'],
    ['advanced reads', advanced({ eventCategory: ['Management'], readOnly: ['true'] }), 'none'],
    [
      'advanced without KMS',
      advanced({
        eventCategory: ['Management'],
        eventSource: { notEquals: ['kms.amazonaws.com'] },
      }),
      'whole',
    ],
    [
      'advanced of some identities',
      advanced({ eventCategory: ['Management'], 'userIdentity.arn': ['x'] }),
      'part',
    ],
    ['advanced data events', advanced(objects), 'none'],
  ])('%s', (_, given, answer) => expect(managementWrites(valueOf(given))).toBe(answer));
});
