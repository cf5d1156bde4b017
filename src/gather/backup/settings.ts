import { DescribeRegionSettingsCommand } from '@aws-sdk/client-backup';
import { need } from '../answer.ts';
import { gatherer } from '../gatherer.ts';

/** Which services AWS Backup is opted in for, in one Region. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeRegionSettings.html */
export default gatherer({
  fact: 'backupSettings',
  service: 'backup',
  operation: 'DescribeRegionSettings',
  action: 'backup:DescribeRegionSettings',
  call: DescribeRegionSettingsCommand,
  input: () => ({}),
  absent: [],
  read: ({ ResourceTypeOptInPreference }) => ({
    s3OptedIn: need(ResourceTypeOptInPreference, 'settings')['S3'] ?? null,
  }),
});
