import type {
  DeliveryChannel,
  FieldSelector,
  Trail,
  TrailSelectors,
  TrailStatus,
} from '../../model/trails.ts';
import { partOf } from './collections.ts';
import { fields, flag, listOf, name, nameOrEmpty, oneOf, orNull, text, time } from './shape.ts';

const texts = listOf(text(4096));

export const trail = fields<Trail>({
  name: name(),
  arn: name(2048),
  homeRegion: name(100),
  multiRegion: flag,
  ofOrganization: flag,
  bucket: name(),
  prefix: text(1024),
  kmsKeyId: orNull(nameOrEmpty(2048)),
  logFileValidation: flag,
  globalServiceEvents: flag,
  logGroupArn: orNull(nameOrEmpty(2048)),
  snsTopicArn: orNull(nameOrEmpty(2048)),
  status: partOf(
    fields<TrailStatus>({
      logging: flag,
      deliveryError: orNull(text(200)),
      deliveredAt: orNull(time),
    }),
  ),
  selectors: partOf(
    fields<TrailSelectors>({
      basic: listOf(
        fields<TrailSelectors['basic'][number]>({
          readWrite: oneOf(['ReadOnly', 'WriteOnly', 'All']),
          management: flag,
          excluded: texts,
          data: listOf(fields({ type: name(), values: texts })),
        }),
      ),
      advanced: listOf(
        fields<TrailSelectors['advanced'][number]>({
          name: text(1000),
          fields: listOf(
            fields<FieldSelector>({
              field: name(),
              equals: texts,
              startsWith: texts,
              endsWith: texts,
              notEquals: texts,
              notStartsWith: texts,
              notEndsWith: texts,
            }),
          ),
        }),
      ),
    }),
  ),
});

export const deliveryChannel = fields<DeliveryChannel>({
  name: name(),
  bucket: name(),
  prefix: text(1024),
});
