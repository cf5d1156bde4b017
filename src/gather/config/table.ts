import acceleration from './bucket/acceleration.ts';
import acl from './bucket/acl.ts';
import cors from './bucket/cors.ts';
import encryption from './bucket/encryption.ts';
import lifecycle from './bucket/lifecycle.ts';
import logging from './bucket/logging.ts';
import notification from './bucket/notification.ts';
import objectLock from './bucket/object-lock.ts';
import policy from './bucket/policy.ts';
import publicAccessBlock from './bucket/public-access-block.ts';
import replication from './bucket/replication.ts';
import tags from './bucket/tags.ts';
import versioning from './bucket/versioning.ts';
import website from './bucket/website.ts';
import type { Mapping } from './mapping.ts';

/** Every fact of a bucket that AWS Config records as a setting of its own. The Region is in each item. */
export const mappings: readonly Mapping[] = [
  acceleration,
  acl,
  cors,
  encryption,
  lifecycle,
  logging,
  notification,
  objectLock,
  policy,
  publicAccessBlock,
  replication,
  tags,
  versioning,
  website,
];
