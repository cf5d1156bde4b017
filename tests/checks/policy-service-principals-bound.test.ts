import check from '../../src/checks/policy-service-principals-bound.ts';
import { allow, deny, here, policy, toFriend } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const service = (Condition?: object, Service = 'cloudtrail.amazonaws.com') =>
  allow('s3:PutObject', { Principal: { Service }, ...(Condition && { Condition }) });

testCheck(check, {
  pass: [
    {
      name: 'by account',
      facts: { policy: policy(service({ StringEquals: { 'aws:SourceAccount': here.account } })) },
    },
    {
      name: 'a Deny binds it',
      facts: {
        policy: policy(
          service(),
          deny('s3:*', {
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Condition: { StringNotEquals: { 'aws:SourceAccount': here.account } },
          }),
        ),
      },
    },
  ],
  fail: [
    { name: 'not bound at all', facts: { policy: policy(service()) } },
    {
      name: 'bound where the key is there',
      facts: {
        policy: policy(service({ StringEqualsIfExists: { 'aws:SourceAccount': here.account } })),
      },
    },
    {
      name: 'by the ARN of a bucket, which names no account',
      facts: {
        policy: policy(
          service(
            { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::acme-x' } },
            'logging.s3.amazonaws.com',
          ),
        ),
      },
    },
  ],
  notApplicable: [
    { name: 'no policy', facts: { policy: null } },
    { name: 'S3 says that there is no policy', facts: { policyStatus: null } },
    { name: 'no service', facts: { policy: policy(allow('s3:*', toFriend)) } },
  ],
  notAssessed: [
    {
      name: 'the policy is refused',
      facts: { policyStatus: { isPublic: false } },
      because: /^The bucket policy could not be read/,
    },
    {
      name: 'the policy cannot be parsed',
      facts: { policy: '{' },
      because: 'The policy is not valid JSON: see line 1, column 2, where the text ends.',
    },
  ],
});
