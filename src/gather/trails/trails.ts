import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import type { FieldSelector, Trail, TrailSelectors, TrailStatus } from '../../model/trails.ts';
import { need, needList, oneOf } from '../answer.ts';
import { readTrail } from '../forms/trail.ts';
import { detail, pagedGatherer } from '../gatherer.ts';

const ofTrail = detail<Trail>();
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
  read: ({ trailList }) => needList(trailList, 'a list').map(readTrail),
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
