import type { Target } from './gatherer.ts';

/** Input of a bucket read. The expected owner makes S3 refuse a bucket that meanwhile belongs to someone else. */
export const ofBucket = ({ bucket, account, ownerKnown }: Target) => ({
  Bucket: bucket,
  ...(ownerKnown && { ExpectedBucketOwner: account }),
});
