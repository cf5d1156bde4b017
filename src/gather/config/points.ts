import type {
  AccessPointEntry,
  AccessPointSettings,
  MultiRegionAccessPoint,
} from '../../model/facts.ts';
import { need, oneOf } from '../answer.ts';
import type { Item } from './item.ts';
import { fieldsOf, list, part, text } from './json.ts';
import { readSwitches } from './read-switches.ts';

/** What is recorded of an access point. Its policy is not. Throws for a form that is not known. */
export function readPoint(item: Item): {
  entry: AccessPointEntry;
  settings: () => AccessPointSettings;
} {
  const of = item.configuration;
  const origin = {
    bucket: need(text(of, 'Bucket'), 'a bucket'),
    bucketAccount: text(of, 'BucketAccountId') || null,
    networkOrigin: oneOf(['Internet', 'VPC'], text(of, 'NetworkOrigin'), 'origin'),
    vpcId: text(part(of, 'VpcConfiguration') ?? {}, 'VpcId') || null,
  };
  return {
    entry: {
      name: need(text(of, 'Name') ?? item.name, 'a name'),
      arn: need(text(of, 'Arn') || item.arn, 'an ARN'),
      ...origin,
    },
    settings: () => ({
      ...origin,
      publicAccessBlock: readSwitches(fieldsOf(part(of, 'PublicAccessBlockConfiguration'))),
    }),
  };
}

/** What is recorded of a Multi-Region Access Point: neither its status nor its policy. */
export function readGlobalPoint({ configuration: of, name }: Item): MultiRegionAccessPoint {
  const block = part(of, 'PublicAccessBlockConfiguration');
  return {
    name: need(text(of, 'Name') ?? name, 'a name'),
    alias: text(of, 'Alias') ?? '',
    status: '',
    buckets: need(list(of, 'Regions'), 'its buckets').map((one) =>
      need(text(fieldsOf(one), 'Bucket'), 'a bucket'),
    ),
    publicAccessBlock: block ? readSwitches(block) : null,
  };
}
