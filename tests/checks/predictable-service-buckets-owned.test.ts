import check from '../../src/checks/predictable-service-buckets-owned.ts';
import { complete } from '../../src/model/evidence.ts';
import { bucketEntry, here, replicationRule } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const { account, region } = here;
const regions = [
  { name: region, optIn: 'opt-in-not-required' },
  { name: 'af-south-1', optIn: 'not-opted-in' },
] as const;
const derived = [
  `aws-glue-assets-${account}-${region}`,
  `aws-emr-studio-${account}-${region}`,
  `sagemaker-${region}-${account}`,
  `aws-codestar-${region}-${account}`,
  `cdk-hnb659fds-assets-${account}-${region}`,
];
const owning = (...names: string[]) => ({
  buckets: complete([here.bucket, ...names].map((name) => bucketEntry(name))),
  enabledRegions: [...regions],
});

testCheck(check, {
  pass: [
    {
      name: 'every name in every enabled Region',
      facts: owning(...derived),
      because:
        'All 5 names that AWS services derive from the account id are buckets of this account.',
    },
    {
      name: 'CloudFormation’s too',
      facts: owning(...derived, `cf-templates-1x2y3z-${region}`),
      because: /^All 6 names/,
    },
  ],
  fail: [
    {
      name: 'data is replicated to such a name, which is not owned',
      facts: { ...owning(), replication: [replicationRule(`sagemaker-eu-west-1-${account}`)] },
      because: /^Buckets of this account replicate to sagemaker-eu-west-1-111122223333, a name/,
    },
  ],
  notApplicable: [
    {
      name: 'an endpoint that is not AWS',
      provider: 'other',
      facts: owning(),
    },
  ],
  notAssessed: [
    {
      name: 'one that may be anybody’s',
      facts: owning(...derived.slice(1)),
      because: /^1 of 5 names .* such as aws-glue-assets-111122223333-eu-west-1\. Whether/,
    },
    {
      name: 'CloudFormation’s in another Region',
      facts: owning(...derived, 'cf-templates-1x2y3z-us-east-1'),
    },
    {
      name: 'a list that is not whole',
      facts: { ...owning(...derived), buckets: { items: [], complete: false, gaps: [] } },
    },
  ],
});
