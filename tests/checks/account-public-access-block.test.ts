import check from '../../src/checks/account-public-access-block.ts';
import { block, blockAll } from '../samples.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, {
  pass: [
    {
      name: 'all four on',
      facts: { accountPublicAccessBlock: blockAll },
      because: 'All four switches are on for the account.',
    },
  ],
  fail: [
    {
      name: 'never set',
      facts: { accountPublicAccessBlock: null },
      because: 'Block Public Access was never set for the account.',
    },
    {
      name: 'the pair that stops new writes only, which leaves what is public',
      facts: { accountPublicAccessBlock: block('blockPublicAcls', 'blockPublicPolicy') },
      because: 'Off for the account: Ignore Public ACLs, Restrict Public Buckets.',
    },
    {
      name: 'the pair that neutralises what is public',
      facts: { accountPublicAccessBlock: block('ignorePublicAcls', 'restrictPublicBuckets') },
      because: /Block Public ACLs, Block Public Policy\. The two switches that neutralise/,
    },
    { name: 'all off', facts: { accountPublicAccessBlock: block() } },
  ],
  notAssessed: [
    {
      name: 'T28: the account read is refused',
      facts: { identity: { account: '111122223333', arn: 'arn', userId: 'AROA' } },
      because: /^The Block Public Access of the account could not be read: access was denied/,
    },
  ],
});
