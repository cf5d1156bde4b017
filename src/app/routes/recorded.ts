import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { aggregatorReach, findAggregators } from '../../gather/config/aggregator.ts';
import { configLine } from '../../gather/config/line.ts';
import { readOrganisation } from '../../gather/config/organisation.ts';
import { configProbe } from '../../gather/config/query.ts';
import { configRecords } from '../../gather/config/records.ts';
import type { MoreClients } from '../../gather/clients.ts';

/** What reads the records of AWS Config, with its client. Loaded only where a fact could not be read from S3. */
const makeConfig: NonNullable<MoreClients['config']> = (config) => new ConfigServiceClient(config);

export {
  aggregatorReach,
  configLine,
  configProbe,
  configRecords,
  findAggregators,
  makeConfig,
  readOrganisation,
};
