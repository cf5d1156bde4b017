import { complete } from '../src/model/evidence.ts';
import type { Trail } from '../src/model/trails.ts';
import type { Table } from './test-check.ts';
import { here, trail } from './samples.ts';
import { advanced, basic, objects, refused, withStatus } from './trail-cases.ts';

const named = (name: string, more: Partial<Trail>) =>
  trail({ name, arn: `arn:aws:cloudtrail:${here.region}:${here.account}:trail/${name}`, ...more });

/** Cases of the checks on object-level events of every bucket, which ask the same in two directions. */
export function eventCases(direction: 'read' | 'write'): Table {
  const [one, other] =
    direction === 'read'
      ? (['ReadOnly', 'WriteOnly'] as const)
      : (['WriteOnly', 'ReadOnly'] as const);
  const [is, isNot] = direction === 'read' ? ['true', 'false'] : ['false', 'true'];
  const noun = `${direction}s`;
  const whole = trail(basic('All', 'arn:aws:s3'));
  const given = (...trails: Trail[]) => ({ trails: complete(trails) });
  const exceptFor = (...names: string[]) =>
    trail(
      advanced({
        ...objects,
        'resources.ARN': { notStartsWith: names.map((name) => `arn:aws:s3:::${name}/`) },
      }),
    );
  const elsewhere = (...trails: Trail[]) => [
    { name: 'us-east-1', facts: { trails: complete(trails) } },
  ];
  return {
    pass: [
      {
        name: 'classic, all',
        facts: given(whole),
        because: `Trail main records object-level ${noun} of every bucket.`,
      },
      { name: 'classic, this direction', facts: given(trail(basic(one, 'arn:aws:s3:::'))) },
      { name: 'T66: advanced, all objects', facts: given(trail(advanced(objects))) },
      {
        name: 'advanced, this direction',
        facts: given(trail(advanced({ ...objects, readOnly: [is as string] }))),
      },
      {
        name: 'T68: two trails, only the first with data events',
        facts: given(named('data', basic('All', 'arn:aws:s3')), trail()),
      },
      { name: 'a trail of the organisation', facts: given({ ...whole, ofOrganization: true }) },
      {
        name: 'another trail that cannot be read changes nothing',
        facts: given(named('org', { selectors: refused('cloudtrail:GetEventSelectors') }), whole),
      },
      {
        name: 'but for the bucket of the trail itself',
        facts: given(exceptFor('acme-trail')),
        because: `Trail main records object-level ${noun} of every bucket, but for acme-trail.`,
      },
      {
        name: 'but for a bucket that gets server access logs',
        facts: {
          ...given(exceptFor('acme-logs')),
          logging: { targetBucket: 'acme-logs', targetPrefix: '' },
        },
      },
      {
        name: 'its shadow in another Region is the same trail, read there or not',
        facts: given(whole),
        regions: elsewhere(whole),
      },
      {
        name: 'a list that is not whole',
        facts: { trails: { items: [whole], complete: false, gaps: [] } },
      },
    ],
    fail: [
      {
        name: 'no trail',
        facts: given(),
        because: `Trails record no object-level ${noun}. No trail spans the Regions.`,
      },
      {
        name: 'management events only',
        facts: given(trail()),
        because: `Trails record no object-level ${noun}. Trail main records no object-level ${noun}.`,
      },
      { name: 'the other direction', facts: given(trail(basic(other, 'arn:aws:s3'))) },
      {
        name: 'advanced, the other direction',
        facts: given(trail(advanced({ ...objects, readOnly: [isNot as string] }))),
      },
      {
        name: 'some buckets only',
        facts: given(trail(basic('All', 'arn:aws:s3:::acme-data/'))),
        because: /^Trails record only some object-level /,
      },
      {
        name: 'T66: advanced, narrowed to one ARN',
        facts: given(
          trail(advanced({ ...objects, 'resources.ARN': { startsWith: ['arn:aws:s3:::acme/'] } })),
        ),
      },
      {
        name: 'but for a bucket that no logs go to',
        facts: { ...given(exceptFor('acme-trail', here.bucket)), logging: null },
        because: /of some buckets only, but for acme-trail and acme-data\./,
      },
      {
        name: 'directory buckets only',
        facts: given(trail(advanced({ ...objects, 'resources.type': ['AWS::S3Express::Object'] }))),
      },
      {
        name: 'stopped',
        facts: given({ ...whole, ...withStatus({ logging: false }) }),
        because: /Trail main is stopped\.$/,
      },
      {
        name: 'cannot deliver',
        facts: given({ ...whole, ...withStatus({ deliveryError: 'NoSuchBucket' }) }),
      },
      {
        name: 'one Region only',
        facts: given({ ...whole, multiRegion: false }),
        because: /Trail main records eu-west-1 only\.$/,
      },
      {
        name: 'no trail spans the Regions, as one whole list shows',
        facts: given(),
        regions: [
          { name: 'us-east-1', facts: { trails: { items: [], complete: false, gaps: [] } } },
        ],
      },
    ],
    notAssessed: [
      {
        name: 'the trails are unread',
        facts: { logging: null },
        because:
          /^Whether another trail records them would decide this\. The list of CloudTrail trails/,
      },
      {
        name: 'the list is not whole',
        facts: { trails: { items: [], complete: false, gaps: [] } },
      },
      {
        name: 'selectors of an organisation’s trail are refused',
        facts: given(
          trail({ ofOrganization: true, selectors: refused('cloudtrail:GetEventSelectors') }),
        ),
        because: /Allow cloudtrail:GetEventSelectors\.$/,
      },
      {
        name: 'the state is refused',
        facts: given({ ...whole, status: refused('cloudtrail:GetTrailStatus') }),
        because: /Allow cloudtrail:GetTrailStatus\.$/,
      },
      {
        name: 'but for a bucket that logs may go to',
        facts: given(exceptFor(here.bucket)),
        because:
          /^Trail main leaves out acme-data, which is right only for buckets that logs go to\./,
      },
      {
        name: 'but for a bucket that logs of an unlisted bucket may go to',
        facts: { ...given(exceptFor(here.bucket)), logging: null },
        gaps: { buckets: 'denied' },
      },
    ],
  };
}
