import accountPublicAccessBlock from '../../../src/gather/account/account-public-access-block.ts';
import buckets from '../../../src/gather/account/buckets.ts';
import enabledRegions from '../../../src/gather/account/enabled-regions.ts';
import identity from '../../../src/gather/account/identity.ts';
import multiRegionAccessPoints from '../../../src/gather/account/multi-region-access-points.ts';
import { complete, testReads } from '../wire.ts';

const caller = (inner: string) =>
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  `${inner}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
const arn = 'arn:aws-us-gov:sts::011122223333:assumed-role/監査/session';
testReads(identity, {
  read: {
    'an account that begins with 0': [
      caller(
        `<Arn>${arn}</Arn><UserId>AROAEXAMPLE:session</UserId><Account>011122223333</Account>`,
      ),
      { account: '011122223333', arn, userId: 'AROAEXAMPLE:session' },
    ],
  },
  unread: {
    'without an account': caller(`<Arn>${arn}</Arn><UserId>AROAEXAMPLE</UserId>`),
    'without an ARN': caller('<UserId>AROAEXAMPLE</UserId><Account>011122223333</Account>'),
    'without a user': caller(`<Arn>${arn}</Arn><Account>011122223333</Account>`),
    'a web page': '<!DOCTYPE html><html><body><p>Blocked by your company</p></body></html>',
    'an empty answer': '',
  },
});

const list = (inner: string, more = '') =>
  '<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Owner><ID>o</ID></Owner>' +
  `<Buckets>${inner}</Buckets>${more}</ListAllMyBucketsResult>`;
const line = (name: string, rest = '') => `<Bucket><Name>${name}</Name>${rest}</Bucket>`;
const made = '<CreationDate>2024-02-29T23:59:59.000Z</CreationDate>';
testReads(buckets, {
  read: {
    none: [list(''), complete()],
    'with a Region and a date, and without': [
      list(
        line('a', `${made}<BucketRegion>eu-central-2</BucketRegion>`) +
          line('b', '<BucketRegion/>') +
          line('1.0'),
      ),
      complete(
        { name: 'a', region: 'eu-central-2', createdAt: '2024-02-29T23:59:59.000Z' },
        { name: 'b', region: null, createdAt: null },
        { name: '1.0', region: null, createdAt: null },
      ),
    ],
    'several pages': [
      [list(line('a'), '<ContinuationToken>t</ContinuationToken>'), list(line('b'))],
      complete(
        { name: 'a', region: null, createdAt: null },
        { name: 'b', region: null, createdAt: null },
      ),
    ],
  },
  unread: {
    'a bucket without a name': list(`<Bucket>${made}</Bucket>`),
    'a Region that cannot be one': list(line('a', '<BucketRegion>a.b/c</BucketRegion>')),
    'a date that is none': list(line('a', '<CreationDate>today</CreationDate>')),
    'no list at all': '<ListAllMyBucketsResult><Owner><ID>o</ID></Owner></ListAllMyBucketsResult>',
    'a web page': '<!DOCTYPE html><html><body><p>Blocked by your company</p></body></html>',
    'an empty answer': '',
  },
});

testReads(accountPublicAccessBlock, {
  read: {
    'all on': [
      '<PublicAccessBlockConfiguration xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/">' +
        '<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>' +
        '<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>' +
        '</PublicAccessBlockConfiguration>',
      {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: true,
      },
    ],
  },
  unread: { 'an empty answer': '' },
});

const regions = (...items: string[]) =>
  '<DescribeRegionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId>' +
  `<regionInfo>${items.map((one) => `<item>${one}</item>`).join('')}</regionInfo></DescribeRegionsResponse>`;
const region = (name: string, state: string) =>
  `<regionName>${name}</regionName><regionEndpoint>ec2.${name}.amazonaws.com</regionEndpoint><optInStatus>${state}</optInStatus>`;
testReads(enabledRegions, {
  read: {
    'every state': [
      regions(
        region('us-east-1', 'opt-in-not-required'),
        region('ap-east-1', 'opted-in'),
        region('mx-central-1', 'not-opted-in'),
      ),
      [
        { name: 'us-east-1', optIn: 'opt-in-not-required' },
        { name: 'ap-east-1', optIn: 'opted-in' },
        { name: 'mx-central-1', optIn: 'not-opted-in' },
      ],
    ],
  },
  unread: {
    'no Region': regions(),
    'a state that nobody knows': regions(region('us-east-1', 'pending')),
    'a Region without a state': regions('<regionName>us-east-1</regionName>'),
    'a Region without a name': regions('<optInStatus>opted-in</optInStatus>'),
    'an empty answer': '',
  },
});

const points = (inner: string, more = '') =>
  '<ListMultiRegionAccessPointsResult xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/">' +
  `<AccessPoints>${inner}</AccessPoints>${more}</ListMultiRegionAccessPointsResult>`;
const point = (name: string, rest: string) =>
  `<AccessPoint><Name>${name}</Name>${rest}</AccessPoint>`;
const two =
  '<Regions><Region><Bucket>a</Bucket><Region>eu-west-1</Region></Region><Region><Bucket>b</Bucket></Region></Regions>';
const block =
  '<PublicAccessBlock><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>' +
  '<BlockPublicPolicy>false</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlock>';
const global = {
  name: 'global',
  alias: 'mabc.mrap',
  status: 'READY',
  buckets: ['a', 'b'],
  publicAccessBlock: {
    blockPublicAcls: true,
    ignorePublicAcls: true,
    blockPublicPolicy: false,
    restrictPublicBuckets: false,
  },
};
testReads(multiRegionAccessPoints, {
  read: {
    none: [points(''), complete()],
    'several pages, one still in the making': [
      [
        points(
          point('global', `<Alias>mabc.mrap</Alias>${block}<Status>READY</Status>${two}`),
          '<NextToken>t</NextToken>',
        ),
        points(point('new', `<Status>CREATING</Status>${two}`)),
      ],
      complete(global, {
        name: 'new',
        alias: '',
        status: 'CREATING',
        buckets: ['a', 'b'],
        publicAccessBlock: null,
      }),
    ],
  },
  unread: {
    'without a name': points(`<AccessPoint><Status>READY</Status>${two}</AccessPoint>`),
    'without a status': points(point('global', two)),
    'without its buckets': points(point('global', '<Status>READY</Status>')),
    'a bucket without a name': points(
      point('global', '<Status>READY</Status><Regions><Region/></Regions>'),
    ),
  },
});
