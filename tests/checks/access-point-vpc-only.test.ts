import check from '../../src/checks/access-point-vpc-only.ts';
import type { PublicAccessBlock } from '../../src/model/facts.ts';
import { blockAll, here } from '../samples.ts';
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
  pass: [{ name: 'bound to a VPC', facts: point(blockAll, 'VPC') }],
  fail: [{ name: 'open to the Internet', facts: point(blockAll, 'Internet') }],
});
