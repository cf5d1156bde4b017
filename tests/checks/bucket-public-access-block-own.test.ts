import check from '../../src/checks/bucket-public-access-block-own.ts';
import { block, blockAll } from '../samples.ts';
import { testCheck } from '../test-check.ts';

testCheck(check, {
  pass: [{ name: 'all four on', facts: { publicAccessBlock: blockAll } }],
  fail: [
    { name: 'T16: never set for the bucket', facts: { publicAccessBlock: null } },
    {
      name: 'two of four',
      facts: { publicAccessBlock: block('ignorePublicAcls', 'restrictPublicBuckets') },
      because: 'For the bucket itself, Block Public ACLs, Block Public Policy are off.',
    },
  ],
});
