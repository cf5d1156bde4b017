import check from '../../src/checks/access-point-public-access-block.ts';
import type { PublicAccessBlock } from '../../src/model/facts.ts';
import { block, blockAll, here } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const point = (publicAccessBlock: PublicAccessBlock, networkOrigin: 'Internet' | 'VPC') => ({
  accessPoint: {
    bucket: here.bucket,
    bucketAccount: here.account,
    networkOrigin,
    vpcId: networkOrigin === 'VPC' ? 'vpc-0a1b2c3d' : null,
    publicAccessBlock,
  },
});

testCheck(check, {
  pass: [
    { name: 'all four on', facts: point(blockAll, 'Internet') },
    { name: 'bound to a VPC, so never public', facts: point(block(), 'VPC') },
  ],
  fail: [
    {
      name: 'one of four off',
      facts: point(block('blockPublicAcls', 'ignorePublicAcls', 'blockPublicPolicy'), 'Internet'),
      because:
        'The access point is open to the Internet, and Restrict Public Buckets is off for it.',
    },
  ],
});
