import check from '../../src/checks/bucket-access-logged.ts';
import { complete } from '../../src/model/evidence.ts';
import { here, trail } from '../samples.ts';
import { testCheck } from '../test-check.ts';
import { advanced, basic, objects, refused, withStatus } from '../trail-cases.ts';

const to = (targetBucket: string) => ({ logging: { targetBucket, targetPrefix: '' } });
const off = { logging: null };
const own = `arn:aws:s3:::${here.bucket}/`;
const arn = (name: string) => `arn:aws:cloudtrail:${here.region}:${here.account}:trail/${name}`;
const named = (name: string, ...more: Parameters<typeof trail>) =>
  trail({ name, arn: arn(name), ...more[0] });
const whole = trail(basic('All', 'arn:aws:s3'));

testCheck(check, {
  pass: [
    {
      name: 'T63: server access logs alone, whatever trails do',
      facts: to('acme-logs'),
      because: 'Server access logs are delivered to acme-logs.',
    },
    {
      name: 'T63: data events alone',
      facts: { ...off, trails: complete([whole]) },
      because:
        /^Trail main records object-level reads\. Trail main records object-level writes\. Deletions by lifecycle rules/,
    },
    { name: 'data events, and the logging is unread', facts: { trails: complete([whole]) } },
    {
      name: 'data events of this bucket',
      facts: { ...off, trails: complete([trail(basic('All', 'arn:aws:s3:::other/', own))]) },
    },
    {
      name: 'two trails that complement each other',
      facts: {
        ...off,
        trails: complete([
          named('reads', basic('ReadOnly', own)),
          named('writes', basic('WriteOnly', 'arn:aws:s3')),
        ]),
      },
    },
    {
      name: 'advanced selectors by direction, the other buckets left out',
      facts: {
        ...off,
        trails: complete([
          trail(
            advanced(
              { ...objects, readOnly: ['true'], 'resources.ARN': { startsWith: [own] } },
              {
                ...objects,
                readOnly: ['false'],
                'resources.ARN': { notStartsWith: ['arn:aws:s3:::x/'] },
              },
            ),
          ),
        ]),
      },
    },
    {
      name: 'a trail of this Region only',
      facts: { ...off, trails: complete([{ ...whole, multiRegion: false }]) },
    },
    {
      name: 'a list that is not whole',
      facts: { ...off, trails: { items: [whole], complete: false, gaps: [] } },
    },
    {
      name: 'a trail of the organisation that cannot be read, and one that can',
      facts: {
        ...off,
        trails: complete([
          named('org', {
            ofOrganization: true,
            status: refused('cloudtrail:GetTrailStatus'),
            selectors: refused('cloudtrail:GetEventSelectors'),
          }),
          whole,
        ]),
      },
    },
  ],
  fail: [
    {
      name: 'neither',
      facts: { ...off, trails: complete([trail()]) },
      because:
        'Server access logging is off, and no trail records access to its objects. Trail main records no object-level reads of this bucket. Trail main records no object-level writes of this bucket.',
    },
    { name: 'no trail at all', facts: { ...off, trails: complete([]) } },
    {
      name: 'one direction, which is a part',
      facts: { ...off, trails: complete([trail(basic('WriteOnly', 'arn:aws:s3'))]) },
      because: /^Server access logging is off, and trails record a part only\. /,
    },
    {
      name: 'one prefix, which is a part',
      facts: { ...off, trails: complete([trail(basic('All', `${own}logs/`))]) },
      because: /records object-level reads of some objects only\./,
    },
    {
      name: 'another bucket',
      facts: { ...off, trails: complete([trail(basic('All', 'arn:aws:s3:::acme-data-2/'))]) },
    },
    {
      name: 'a trail that is stopped, whose selectors are unread',
      facts: {
        ...off,
        trails: complete([
          trail({
            ...withStatus({ logging: false }),
            selectors: refused('cloudtrail:GetEventSelectors'),
          }),
        ]),
      },
      because: /Trail main is stopped\./,
    },
    {
      name: 'a trail that could not deliver',
      facts: {
        ...off,
        trails: complete([{ ...whole, ...withStatus({ deliveryError: 'AccessDenied' }) }]),
      },
      because: /could not deliver to acme-trail the last time \(AccessDenied\)/,
    },
    {
      name: 'a trail of unknown state that records management events only',
      facts: {
        ...off,
        trails: complete([trail({ status: refused('cloudtrail:GetTrailStatus') })]),
      },
    },
    {
      name: 'writes are not recorded, whatever the unread trail of reads does',
      facts: {
        ...off,
        trails: complete([
          { ...trail(basic('ReadOnly', own)), status: refused('cloudtrail:GetTrailStatus') },
        ]),
      },
    },
  ],
  notApplicable: [
    {
      name: 'a target of server access logs',
      facts: { ...off, trails: complete([]) },
      others: [{ name: 'acme-web', facts: to(here.bucket) }],
      because: 'The bucket receives the server access logs of acme-web.',
    },
  ],
  notAssessed: [
    {
      name: 'off, and the trails are unread',
      facts: off,
      because:
        /^Whether a trail records them would decide this\. The list of CloudTrail trails of eu-west-1 could not be read/,
    },
    {
      name: 'off, and the list of trails is not whole',
      facts: { ...off, trails: { items: [trail()], complete: false, gaps: [] } },
    },
    { name: 'the logging is unread, and no trail records', facts: { trails: complete([]) } },
    {
      name: 'a trail of the organisation that cannot be read',
      facts: {
        ...off,
        trails: complete([
          trail({ ofOrganization: true, selectors: refused('cloudtrail:GetEventSelectors') }),
        ]),
      },
      because:
        /^Trail main exists, but what it records was not read\. .* Allow cloudtrail:GetEventSelectors\./,
    },
    {
      name: 'a trail that would record, of unknown state',
      facts: {
        ...off,
        trails: complete([{ ...whole, status: refused('cloudtrail:GetTrailStatus') }]),
      },
    },
    {
      name: 'the bucket named without the slash behind it',
      facts: { ...off, trails: complete([trail(basic('All', `arn:aws:s3:::${here.bucket}`))]) },
      because: /AWS does not document\./,
    },
    {
      name: 'neither, and a neighbour may deliver its logs here',
      facts: { ...off, trails: complete([]) },
      others: [{ name: 'acme-x', facts: {} }],
    },
  ],
});
