import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { need, oneOf, regionName } from '../answer.ts';
import { gatherer } from '../gatherer.ts';

const states = ['opt-in-not-required', 'opted-in', 'not-opted-in'] as const;

/** Every Region of the partition, those that the account has not enabled included. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html */
export default gatherer({
  fact: 'enabledRegions',
  service: 'ec2',
  operation: 'DescribeRegions',
  action: 'ec2:DescribeRegions',
  call: DescribeRegionsCommand,
  input: () => ({ AllRegions: true }),
  absent: [],
  read: ({ Regions }) =>
    need(Regions, 'Regions').map(({ RegionName, OptInStatus }) => ({
      name: regionName(need(RegionName, 'a name')),
      optIn: oneOf(states, OptInStatus, 'state'),
    })),
});
