import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import type { Part } from '../../model/evidence.ts';
import type { FieldSelector, Trail, TrailSelectors, TrailStatus } from '../../model/trails.ts';
import { need, needList, oneOf, regionName } from '../answer.ts';
import { detail, pagedGatherer } from '../gatherer.ts';

const ofTrail = detail<Trail>();
/** What `details` fill in. */
const awaited: Part<never> = { known: false, gap: 'skipped', actions: [], detail: '' };
const homeOf = ({ homeRegion }: Trail) => homeRegion;

/** Trails that log in a Region, those of other Regions included. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html */
export default pagedGatherer({
  fact: 'trails',
  service: 'cloudtrail',
  operation: 'DescribeTrails',
  action: 'cloudtrail:DescribeTrails',
  call: DescribeTrailsCommand,
  input: () => ({ includeShadowTrails: true }),
  absent: [],
  read: ({ trailList }) =>
    needList(trailList, 'a list').map((trail) => ({
      name: need(trail.Name, 'a name'),
      arn: need(trail.TrailARN, 'an ARN'),
      homeRegion: regionName(need(trail.HomeRegion, 'a Region')),
      multiRegion: trail.IsMultiRegionTrail === true,
      ofOrganization: trail.IsOrganizationTrail === true,
      bucket: need(trail.S3BucketName, 'a bucket'),
      prefix: trail.S3KeyPrefix ?? '',
      kmsKeyId: trail.KmsKeyId || null,
      logFileValidation: trail.LogFileValidationEnabled === true,
      globalServiceEvents: trail.IncludeGlobalServiceEvents === true,
      logGroupArn: trail.CloudWatchLogsLogGroupArn || null,
      snsTopicArn: trail.SnsTopicARN || null,
      status: awaited,
      selectors: awaited,
    })),
  next: () => null,
  details: {
    status: ofTrail({
      operation: 'GetTrailStatus',
      action: 'cloudtrail:GetTrailStatus',
      call: GetTrailStatusCommand,
      input: ({ arn }) => ({ Name: arn }),
      region: homeOf,
      absent: [],
      read: ({ IsLogging, LatestDeliveryError, LatestDeliveryTime }): TrailStatus => ({
        logging: need(IsLogging, 'a state'),
        deliveryError: LatestDeliveryError || null,
        deliveredAt: LatestDeliveryTime?.toISOString() ?? null,
      }),
    }),
    selectors: ofTrail({
      operation: 'GetEventSelectors',
      action: 'cloudtrail:GetEventSelectors',
      call: GetEventSelectorsCommand,
      input: ({ arn }) => ({ TrailName: arn }),
      region: homeOf,
      absent: [],
      read: ({ EventSelectors, AdvancedEventSelectors }): TrailSelectors => ({
        // One of the two is there, even where it is empty.
        basic: needList(EventSelectors ?? (AdvancedEventSelectors && []), 'selectors').map(
          (selector) => ({
            readWrite: oneOf(
              ['ReadOnly', 'WriteOnly', 'All'],
              selector.ReadWriteType ?? 'All',
              'kind',
            ),
            management: selector.IncludeManagementEvents !== false,
            excluded: selector.ExcludeManagementEventSources ?? [],
            data: (selector.DataResources ?? []).map(({ Type, Values = [] }) => ({
              type: need(Type, 'a type'),
              values: Values,
            })),
          }),
        ),
        advanced: (AdvancedEventSelectors ?? []).map(({ Name, FieldSelectors }) => ({
          name: Name ?? '',
          fields: need(FieldSelectors, 'fields').map((one): FieldSelector => ({
            field: need(one.Field, 'a field'),
            equals: one.Equals ?? [],
            startsWith: one.StartsWith ?? [],
            endsWith: one.EndsWith ?? [],
            notEquals: one.NotEquals ?? [],
            notStartsWith: one.NotStartsWith ?? [],
            notEndsWith: one.NotEndsWith ?? [],
          })),
        })),
      }),
    }),
  },
});
