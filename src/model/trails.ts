import type { Collection, Part } from './evidence.ts';

/** Whether a trail delivers. Times are ISO texts; null where there is none. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html */
export interface TrailStatus {
  logging: boolean;
  /** S3's error code at the last delivery that failed; null where none has. */
  deliveryError: string | null;
  deliveredAt: string | null;
}

/** One field of an advanced event selector, with what it must and must not be. Within each list any one suffices. */
export interface FieldSelector {
  field: string;
  equals: readonly string[];
  startsWith: readonly string[];
  endsWith: readonly string[];
  notEquals: readonly string[];
  notStartsWith: readonly string[];
  notEndsWith: readonly string[];
}

/** What a trail logs. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html */
export interface TrailSelectors {
  /** Basic selectors; empty where advanced ones are in use. */
  basic: readonly {
    readWrite: 'ReadOnly' | 'WriteOnly' | 'All';
    management: boolean;
    excluded: readonly string[];
    data: readonly { type: string; values: readonly string[] }[];
  }[];
  /** Advanced selectors, each with the fields that must all match. */
  advanced: readonly { name: string; fields: readonly FieldSelector[] }[];
}

/**
 * A trail as one Region shows it: its own trails, and the shadows of trails of other Regions that log there too.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html
 */
export interface Trail {
  name: string;
  arn: string;
  homeRegion: string;
  multiRegion: boolean;
  /** True for a trail of an organisation, which may belong to another account. */
  ofOrganization: boolean;
  bucket: string;
  prefix: string;
  kmsKeyId: string | null;
  logFileValidation: boolean;
  globalServiceEvents: boolean;
  logGroupArn: string | null;
  snsTopicArn: string | null;
  status: Part<TrailStatus>;
  selectors: Part<TrailSelectors>;
}

/** Where AWS Config delivers what it records to. https://docs.aws.amazon.com/config/latest/APIReference/API_DeliveryChannel.html */
export interface DeliveryChannel {
  name: string;
  bucket: string;
  prefix: string;
}

/** Facts about the trails of a Region, and what else stores its logs in buckets. */
export interface TrailFacts {
  /** CloudTrail trails that log in this Region. */
  trails: Collection<Trail>;
  /** Delivery channels of AWS Config. */
  deliveryChannels: Collection<DeliveryChannel>;
}
