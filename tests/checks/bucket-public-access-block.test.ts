import check from '../../src/checks/bucket-public-access-block.ts';
import { block, blockAll } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const acls = block('blockPublicAcls', 'ignorePublicAcls');
const policies = block('blockPublicPolicy', 'restrictPublicBuckets');

testCheck(check, {
  pass: [
    {
      name: 'T16: account on, bucket unset',
      facts: { accountPublicAccessBlock: blockAll, publicAccessBlock: null },
      because: 'The account turns on all four switches.',
    },
    {
      name: 'T19: account unset, bucket on',
      facts: { accountPublicAccessBlock: null, publicAccessBlock: blockAll },
      because: 'The bucket turns on all four switches.',
    },
    {
      name: 'each level supplies the half that the other lacks',
      facts: { accountPublicAccessBlock: acls, publicAccessBlock: policies },
      because: 'Account and bucket together turn on all four switches.',
    },
    {
      name: 'T12: bucket refused, account on',
      facts: { accountPublicAccessBlock: blockAll },
    },
    { name: 'account refused, bucket on', facts: { publicAccessBlock: blockAll } },
    {
      name: 'bucket on, on an endpoint that has no accounts',
      provider: 'other',
      facts: { publicAccessBlock: blockAll },
    },
  ],
  fail: [
    {
      name: 'unset at both levels',
      facts: { accountPublicAccessBlock: null, publicAccessBlock: null },
      because:
        'Neither the account nor the bucket turns on Block Public ACLs, Ignore Public ACLs, Block Public Policy, Restrict Public Buckets.',
    },
    {
      name: 'one switch off at both levels',
      facts: {
        accountPublicAccessBlock: acls,
        publicAccessBlock: block('ignorePublicAcls', 'restrictPublicBuckets'),
      },
      because: /turns on Block Public Policy\. The two switches that neutralise/,
    },
    {
      name: 'unset, on an endpoint that has no accounts',
      provider: 'other',
      facts: { publicAccessBlock: null },
      because: /^The bucket does not turn on Block Public ACLs/,
    },
    {
      name: 'on an endpoint that does not know the operation',
      provider: 'other',
      facts: { ownership: null },
      gaps: { publicAccessBlock: 'unsupported' },
    },
  ],
  notAssessed: [
    {
      name: 'T12: bucket refused, account with two switches',
      facts: { accountPublicAccessBlock: acls },
      because: /^The Block Public Access of the bucket could not be read: access was denied/,
    },
    {
      name: 'account refused, bucket unset',
      facts: { publicAccessBlock: null },
      because: /^The Block Public Access of the account could not be read/,
    },
    {
      name: 'AWS answers that it does not have the operation',
      facts: { accountPublicAccessBlock: null },
      gaps: { publicAccessBlock: 'unsupported' },
    },
  ],
});
