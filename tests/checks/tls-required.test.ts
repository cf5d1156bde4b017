import check from '../../src/checks/tls-required.ts';
import { allow, deny, denyHttp, here, policy, toFriend } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const bucket = `arn:aws:s3:::${here.bucket}`;
const noTls = (value: unknown = 'false', operator = 'Bool', key = 'aws:SecureTransport') => ({
  Condition: { [operator]: { [key]: value } },
});
const oldTls = { NumericLessThan: { 's3:TlsVersion': '1.2' } };

testCheck(check, {
  pass: [
    {
      name: 'T40: one good Deny and unrelated Allows',
      facts: { policy: policy(allow('s3:GetObject', toFriend), { ...denyHttp, Sid: 'TlsOnly' }) },
      because:
        'Plain HTTP is denied to everyone, for the bucket and its objects, by statement `TlsOnly`.',
    },
    {
      name: 'T44: BoolIfExists',
      facts: { policy: policy(deny('s3:*', noTls('false', 'BoolIfExists'))) },
    },
    { name: 'T44: a JSON false', facts: { policy: policy(deny('s3:*', noTls(false))) } },
    { name: 'T44: a list', facts: { policy: policy(deny(['s3:*'], noTls(['false']))) } },
    {
      name: 'another case of the key',
      facts: { policy: policy(deny('s3:*', noTls('False', 'bool', 'AWS:securetransport'))) },
    },
    { name: 'T42: a star as action', facts: { policy: policy(deny('*', noTls())) } },
    { name: 'T42: a star as action in a list', facts: { policy: policy(deny(['*'], noTls())) } },
    {
      name: 'T45: a star among AWS principals, a star as resource, a single statement',
      facts: {
        policy: JSON.stringify({
          Statement: deny('s3:*', { Principal: { AWS: ['*'] }, Resource: '*', ...noTls() }),
        }),
      },
    },
    {
      name: 'two statements share the work',
      facts: {
        policy: policy(
          deny('s3:*', { Resource: bucket, ...noTls() }),
          deny('s3:*', { Resource: `${bucket}/*`, ...noTls() }),
        ),
      },
      because: /by statement 1 and statement 2\.$/,
    },
    {
      name: 'calls of AWS services are excepted in the form that misses nobody else',
      facts: {
        policy: policy(
          deny('s3:*', {
            Condition: {
              Bool: { 'aws:SecureTransport': 'false' },
              BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
            },
          }),
        ),
      },
    },
    {
      name: 'T43: in GovCloud',
      partition: 'aws-us-gov',
      facts: { policy: policy(denyHttp).replaceAll('arn:aws:', 'arn:aws-us-gov:') },
    },
    {
      name: 'T43: in China',
      partition: 'aws-cn',
      facts: { policy: policy(denyHttp).replaceAll('arn:aws:', 'arn:aws-cn:') },
    },
    {
      name: 'on an endpoint that is not AWS',
      provider: 'other',
      facts: { policy: policy(denyHttp) },
    },
    {
      name: 'everyone but one is denied, and that one separately',
      facts: {
        policy: policy(
          deny('s3:*', { Principal: undefined, NotPrincipal: { AWS: here.account }, ...noTls() }),
          deny('s3:*', { Principal: { AWS: here.account }, ...noTls() }),
        ),
      },
    },
  ],
  fail: [
    {
      name: 'T41: no policy',
      facts: { policy: null, policyStatus: null },
      because: 'There is no bucket policy, so nothing denies plain HTTP.',
    },
    {
      name: 'the policy is refused, and S3 says that there is none',
      facts: { policyStatus: null },
    },
    {
      name: 'T41: objects only',
      facts: { policy: policy(deny('s3:*', { Resource: `${bucket}/*`, ...noTls() })) },
      because:
        'Plain HTTP is denied for objects, but not for the bucket itself: listing still works that way.',
    },
    {
      name: 'the bucket only',
      facts: { policy: policy(deny('s3:*', { Resource: bucket, ...noTls() })) },
      because: 'Plain HTTP is denied for the bucket itself, but not for all its objects.',
    },
    {
      name: 'some actions only',
      facts: { policy: policy(deny(['s3:GetObject', 's3:PutObject'], noTls())) },
      because: 'Statement 1 denies plain HTTP only for s3:GetObject, s3:PutObject.',
    },
    {
      name: 'one principal only',
      facts: { policy: policy(deny('s3:*', { ...toFriend, ...noTls() })) },
      because: 'Statement 1 denies plain HTTP only to the principals that it names.',
    },
    {
      name: 'a further condition',
      facts: {
        policy: policy(
          deny('s3:*', {
            Condition: {
              Bool: { 'aws:SecureTransport': 'false' },
              NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' },
            },
          }),
        ),
      },
      because:
        'Statement 1 denies plain HTTP only where a further condition holds, on aws:sourceip.',
    },
    {
      name: 'an Allow that asks for HTTPS',
      facts: { policy: policy(allow('s3:*', { ...toFriend, ...noTls('true') })) },
      because:
        'An Allow that asks for HTTPS refuses nothing: other permissions still work over HTTP.',
    },
    {
      name: 'a Deny by TLS version alone',
      facts: { policy: policy(deny('s3:*', { Condition: oldTls })) },
      because: 'A Deny by TLS version alone lets plain HTTP through, which has no TLS version.',
    },
    {
      name: 'a Deny on HTTPS instead of HTTP',
      facts: { policy: policy(deny('s3:*', { Sid: 'Upside', ...noTls('true') })) },
      because: 'Statement `Upside` never applies to plain HTTP.',
    },
    {
      name: 'T43: the resources are those of another partition',
      partition: 'aws-us-gov',
      facts: { policy: policy(denyHttp) },
      because: 'The Deny on plain HTTP names neither this bucket nor its objects.',
    },
    {
      name: 'a Deny of something else',
      facts: { policy: policy(deny('s3:DeleteBucket')) },
      because: 'No statement of the bucket policy denies plain HTTP.',
    },
  ],
  notAssessed: [
    {
      name: 'T05: the service does not answer',
      facts: { acl: { owner: 'owner-id', grants: [] } },
      gaps: { policy: 'network', policyStatus: 'network' },
      because: 'The bucket policy could not be read: the service stopped answering.',
    },
    {
      name: 'the policy is refused, and S3 says that there is one',
      facts: { policyStatus: { isPublic: false } },
      because: /^The bucket policy could not be read: access was denied/,
    },
    {
      name: 'the policy cannot be parsed',
      facts: { policy: 'null' },
      because: /^The policy is not a JSON object/,
    },
    {
      name: 'an operator that IAM does not have',
      facts: {
        policy: policy(deny('s3:*', { Condition: { Truth: { 'aws:SecureTransport': 'false' } } })),
      },
      because: 'Statement 1 denies plain HTTP in a form that cannot be told.',
    },
  ],
});
