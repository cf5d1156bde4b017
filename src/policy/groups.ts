/** Anyone on the Internet. https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
export const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers';
/** Any AWS account in the world, not the users of this one. */
export const authenticatedUsers = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';
/** S3's log delivery; not public. */
export const logDelivery = 'http://acs.amazonaws.com/groups/s3/LogDelivery';

/** The name of a predefined group as the console shows it, or null for another URI. */
export function groupName(uri: string): string | null {
  if (uri === allUsers) return 'Everyone';
  if (uri === authenticatedUsers) return 'Any AWS account';
  if (uri === logDelivery) return 'S3 log delivery';
  return null;
}
