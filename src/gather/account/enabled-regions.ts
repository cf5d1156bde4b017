import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { gatherer } from '../gatherer.ts';

const states = ['opt-in-not-required', 'opted-in', 'not-opted-in'] as const;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html */
export default gatherer({
  fact: 'enabledRegions',
  service: 'ec2',
  operation: 'DescribeRegions',
  action: 'ec2:DescribeRegions',
  call: DescribeRegionsCommand,
  input: () => ({ AllRegions: true }),
  absent: [],
  read: ({ Regions }) => {
    if (!Regions || Regions.length === 0) throw new Error('an answer without Regions');
    return Regions.map(({ RegionName, OptInStatus }) => {
      const optIn = states.find((state) => state === OptInStatus);
      if (!RegionName || !optIn) throw new Error('a Region without name or state');
      return { name: RegionName, optIn };
    });
  },
});
