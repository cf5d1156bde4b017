import check from '../../src/checks/policy-no-public-principal.ts';
import { allow, denyHttp, fromOffice, here, policy, toFriend } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const condition = (operator: string, key: string, value: unknown) => ({
  Condition: { [operator]: { [key]: value } },
});
const notPublic = { policyStatus: { isPublic: false } };
const isPublic = { policyStatus: { isPublic: true } };

testCheck(check, {
  pass: [
    {
      name: 'no policy',
      facts: { policy: null, policyStatus: null },
      because: 'There is no bucket policy.',
    },
    {
      name: 'only a Deny speaks of everyone',
      facts: { policy: policy(denyHttp, allow('s3:GetObject', toFriend)) },
    },
    {
      name: 'T69: a service is not the public',
      facts: {
        policy: policy(
          allow('s3:PutObject', { Principal: { Service: 'cloudtrail.amazonaws.com' } }),
        ),
      },
      because: 'The policy allows nothing to everyone.',
    },
    {
      name: 'T20: everyone of one VPC',
      facts: {
        policy: policy(allow('s3:*', condition('StringEquals', 'aws:SourceVpc', 'vpc-0a1b2c3d'))),
        ...notPublic,
      },
    },
    {
      name: 'T25: everyone of an organisation, or of accounts by number',
      facts: {
        policy: policy(
          allow('s3:*', condition('StringEquals', 'aws:PrincipalOrgID', 'o-acme')),
          allow('s3:*', condition('StringEquals', 'aws:PrincipalAccount', ['444455556666'])),
        ),
        ...notPublic,
      },
      because: /^S3 reports the policy as not public\. Statement 1 allows s3:\* to everyone\./,
    },
    {
      name: 'T30: everyone of an address range',
      facts: { policy: policy(allow('s3:*', fromOffice)), ...notPublic },
    },
    {
      name: 'T21: S3 says that it is not public, and the text is refused',
      facts: { ...notPublic },
    },
    {
      name: 'a named principal, on an endpoint that is not AWS',
      provider: 'other',
      facts: { policy: policy(allow('s3:GetObject', toFriend)) },
    },
    {
      name: 'T20: everyone of one VPC, and no word of S3',
      facts: {
        policy: policy(allow('s3:*', condition('StringEquals', 'aws:SourceVpc', 'vpc-0a1b2c3d'))),
      },
      because:
        'Statement 1 allows s3:* to everyone. Its condition on aws:sourcevpc (StringEquals vpc-0a1b2c3d) limits it: S3 counts its value as fixed.',
    },
  ],
  fail: [
    {
      name: 'everyone but one VPC',
      facts: {
        policy: policy(
          allow('s3:*', condition('StringNotEquals', 'aws:SourceVpc', 'vpc-0a1b2c3d')),
        ),
      },
      because: /does not limit it in S3’s sense: it lets in everyone but the values named\.$/,
    },
    { name: 'T33: a bare star', facts: { policy: policy(allow('s3:GetObject')), ...isPublic } },
    {
      name: 'T33: a star among AWS principals, and no word of S3',
      facts: { policy: policy(allow('s3:GetObject', { Principal: { AWS: '*' } })) },
      because:
        'The bucket policy is public, whatever Block Public Access makes of it. Statement 1 allows s3:GetObject to everyone.',
    },
    {
      name: 'T33: a list with a star',
      facts: { policy: policy(allow('s3:GetObject', { Principal: { AWS: ['*'] } })) },
    },
    {
      name: 'a star as canonical user',
      facts: { policy: policy(allow('s3:GetObject', { Principal: { CanonicalUser: '*' } })) },
    },
    {
      name: 'everyone but one, which S3 no longer accepts',
      facts: {
        policy: policy(
          allow('s3:GetObject', { Principal: undefined, NotPrincipal: { AWS: here.account } }),
        ),
      },
    },
    {
      name: 'T30: an address range that S3 finds too broad',
      facts: {
        policy: policy(allow('s3:*', condition('IpAddress', 'aws:SourceIp', '0.0.0.0/0'))),
        ...isPublic,
      },
      because:
        /S3 reports the policy as public\. Statement 1 allows s3:\* to everyone\. Its condition on aws:sourceip \(IpAddress 0\.0\.0\.0\/0\) does not limit it/,
    },
    {
      name: 'one open statement among closed ones',
      facts: {
        policy: policy(allow('s3:*', toFriend), allow('s3:GetBucketLocation', { Sid: 'Everyone' })),
      },
      because: /Statement `Everyone` allows s3:GetBucketLocation to everyone/,
    },
    { name: 'T24: S3 says that it is public, and the text is refused', facts: { ...isPublic } },
    {
      name: 'a single statement that stands in no list',
      facts: {
        policy: JSON.stringify({
          Statement: {
            effect: 'Allow',
            PRINCIPAL: '*',
            action: 's3:GetObject',
            resource: `arn:aws:s3:::${here.bucket}/*`,
          },
        }).replace('"effect"', '"Effect"'),
      },
    },
  ],
  notAssessed: [
    {
      name: 'T09: policy and policy status refused',
      facts: { acl: { owner: 'owner-id', grants: [] } },
      because:
        /^The policy status could not be read: access was denied \(AccessDenied\); nor could the bucket policy\. Allow s3:Get-policyStatus, s3:Get-policy\.$/,
    },
    {
      name: 'the policy cannot be parsed, and no word of S3',
      facts: { policy: '[]' },
      because: /^The policy is not a JSON object/,
    },
    {
      name: 'on an endpoint that is not AWS, whose word is not trusted',
      provider: 'other',
      facts: { ...notPublic },
      because: /^The bucket policy could not be read/,
    },
  ],
});
