import { BackupClient } from '@aws-sdk/client-backup';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { Macie2Client } from '@aws-sdk/client-macie2';
import { SNSClient } from '@aws-sdk/client-sns';
import type { MoreClients } from './clients.ts';

/** The clients of the services that `further.ts` asks. Loaded with it, and only where a scan does. */
export const furtherClients = {
  backup: (config) => new BackupClient(config),
  cloudtrail: (config) => new CloudTrailClient(config),
  cloudwatch: (config) => new CloudWatchClient(config),
  config: (config) => new ConfigServiceClient(config),
  events: (config) => new EventBridgeClient(config),
  kms: (config) => new KMSClient(config),
  logs: (config) => new CloudWatchLogsClient(config),
  macie2: (config) => new Macie2Client(config),
  sns: (config) => new SNSClient(config),
} satisfies MoreClients;
