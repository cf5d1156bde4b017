import accessPoints from '../../../src/gather/account/access-points.ts';
import accessPointPolicyStatus from '../../../src/gather/points/access-point-policy-status.ts';
import accessPointPolicy from '../../../src/gather/points/access-point-policy.ts';
import multiRegionAccessPointPolicyStatus from '../../../src/gather/points/multi-region-access-point-policy-status.ts';
import multiRegionAccessPointPolicy from '../../../src/gather/points/multi-region-access-point-policy.ts';
import accessPoint from '../../../src/gather/points/access-point.ts';
import { complete, testReads } from '../wire.ts';

const ns = 'xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/"';
const arn = (name: string) => `arn:aws:s3:eu-west-1:111122223333:accesspoint/${name}`;
const internet = '<NetworkOrigin>Internet</NetworkOrigin>';
const vpc =
  '<NetworkOrigin>VPC</NetworkOrigin><VpcConfiguration><VpcId>vpc-1</VpcId></VpcConfiguration>';

const list = (inner: string, more = '') =>
  `<ListAccessPointsResult ${ns}><AccessPointList>${inner}</AccessPointList>${more}</ListAccessPointsResult>`;
const entry = (name: string, rest: string) =>
  `<AccessPoint><Name>${name}</Name>${rest}</AccessPoint>`;
const named = (name: string) => `<AccessPointArn>${arn(name)}</AccessPointArn>`;
testReads(accessPoints, {
  read: {
    none: [list(''), complete()],
    'several pages, from the Internet and from a VPC': [
      [
        list(
          entry('a', `${internet}<Bucket>own</Bucket>${named('a')}`),
          '<NextToken>t</NextToken>',
        ),
        list(
          entry(
            'b',
            `${vpc}<Bucket>theirs</Bucket>${named('b')}<BucketAccountId>444455556666</BucketAccountId>`,
          ),
        ),
      ],
      complete(
        {
          name: 'a',
          arn: arn('a'),
          bucket: 'own',
          bucketAccount: null,
          networkOrigin: 'Internet',
          vpcId: null,
        },
        {
          name: 'b',
          arn: arn('b'),
          bucket: 'theirs',
          bucketAccount: '444455556666',
          networkOrigin: 'VPC',
          vpcId: 'vpc-1',
        },
      ),
    ],
  },
  unread: {
    'without a bucket': list(entry('a', internet + named('a'))),
    'without a name': list(
      `<AccessPoint>${internet}<Bucket>own</Bucket>${named('a')}</AccessPoint>`,
    ),
    'without an ARN': list(entry('a', `${internet}<Bucket>own</Bucket>`)),
    'an origin that nobody knows': list(
      entry('a', `<NetworkOrigin>Moon</NetworkOrigin><Bucket>own</Bucket>${named('a')}`),
    ),
  },
});

const settings = (inner: string) =>
  `<GetAccessPointResult ${ns}><Name>a-point</Name>${inner}</GetAccessPointResult>`;
const block =
  '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>' +
  '<BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>';
const read = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: false,
};
testReads(accessPoint, {
  read: {
    'from the Internet': [
      settings(
        `<Bucket>own</Bucket>${internet}${block}<CreationDate>2026-01-01T00:00:00Z</CreationDate><BucketAccountId>111122223333</BucketAccountId>`,
      ),
      {
        bucket: 'own',
        bucketAccount: '111122223333',
        networkOrigin: 'Internet',
        vpcId: null,
        publicAccessBlock: read,
      },
    ],
    'from a VPC': [
      settings(`<Bucket>own</Bucket>${vpc}${block}`),
      {
        bucket: 'own',
        bucketAccount: null,
        networkOrigin: 'VPC',
        vpcId: 'vpc-1',
        publicAccessBlock: read,
      },
    ],
  },
  unread: {
    'without a bucket': settings(internet + block),
    'without an origin': settings(`<Bucket>own</Bucket>${block}`),
    'an origin that nobody knows': settings(
      `<Bucket>own</Bucket><NetworkOrigin>Moon</NetworkOrigin>${block}`,
    ),
    'without its block': settings(`<Bucket>own</Bucket>${internet}`),
    'an empty answer': '',
  },
});

const policy = (inner: string) =>
  `<GetAccessPointPolicyResult ${ns}>${inner}</GetAccessPointPolicyResult>`;
testReads(accessPointPolicy, {
  read: {
    'as it was written': [
      policy(
        '<Policy>{ &quot;Sid&quot;: &quot;所有者 &amp;lt;&quot;,\n  &quot;a&quot;: 1 }</Policy>',
      ),
      '{ "Sid": "所有者 &lt;",\n  "a": 1 }',
    ],
  },
  unread: {
    'without a policy': policy(''),
    'an empty policy': policy('<Policy/>'),
    'an empty answer': '',
  },
});

const status = (inner: string) =>
  `<GetAccessPointPolicyStatusResult ${ns}>${inner}</GetAccessPointPolicyStatusResult>`;
testReads(accessPointPolicyStatus, {
  read: {
    public: [status('<PolicyStatus><IsPublic>true</IsPublic></PolicyStatus>'), { isPublic: true }],
    'not public': [
      status('<PolicyStatus><IsPublic>false</IsPublic></PolicyStatus>'),
      { isPublic: false },
    ],
  },
  unread: {
    'without IsPublic': status('<PolicyStatus/>'),
    'without a status': status(''),
    'an empty answer': '',
  },
});

const globalPolicy = (inner: string) =>
  `<GetMultiRegionAccessPointPolicyResult ${ns}>${inner}</GetMultiRegionAccessPointPolicyResult>`;
const proposed = '<Proposed><Policy>{ &quot;new&quot;: 1 }</Policy></Proposed>';
testReads(multiRegionAccessPointPolicy, {
  read: {
    'what is in force, and not what is proposed': [
      globalPolicy(
        `<Policy><Established><Policy>{ &quot;Sid&quot;: &quot;所有者&quot; }</Policy></Established>${proposed}</Policy>`,
      ),
      '{ "Sid": "所有者" }',
    ],
    'proposed for the first time': [globalPolicy(`<Policy>${proposed}</Policy>`), null],
  },
  unread: {
    'without a policy': globalPolicy(''),
    'an answer to another question': policy('<Policy>{}</Policy>'),
    'an empty answer': '',
  },
});

const globalStatus = (inner: string) =>
  `<GetMultiRegionAccessPointPolicyStatusResult ${ns}>${inner}</GetMultiRegionAccessPointPolicyStatusResult>`;
testReads(multiRegionAccessPointPolicyStatus, {
  read: {
    public: [
      globalStatus('<Established><IsPublic>true</IsPublic></Established>'),
      { isPublic: true },
    ],
    'not public': [
      globalStatus('<Established><IsPublic>false</IsPublic></Established>'),
      { isPublic: false },
    ],
  },
  unread: {
    'without IsPublic': globalStatus('<Established/>'),
    'nothing in force': globalStatus(''),
    'an empty answer': '',
  },
});
