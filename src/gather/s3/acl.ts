import { GetBucketAclCommand } from '@aws-sdk/client-s3';
import type { Grant as AwsGrant } from '@aws-sdk/client-s3';
import type { Grant } from '../../model/facts.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

const types = ['CanonicalUser', 'AmazonCustomerByEmail', 'Group'] as const;

function readGrant({ Grantee, Permission }: AwsGrant): Grant {
  const type = types.find((one) => one === Grantee?.Type);
  const grantee = Grantee?.URI ?? Grantee?.ID ?? Grantee?.EmailAddress ?? Grantee?.DisplayName;
  if (!type || grantee === undefined || !Permission) throw new Error('a grant that cannot be read');
  return { type, grantee, permission: Permission };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
export default gatherer({
  fact: 'acl',
  service: 's3',
  operation: 'GetBucketAcl',
  action: 's3:GetBucketAcl',
  call: GetBucketAclCommand,
  input: ofBucket,
  absent: [],
  read: ({ Owner, Grants }) => {
    if (Owner?.ID === undefined) throw new Error('an ACL without an owner');
    return { owner: Owner.ID, grants: (Grants ?? []).map(readGrant) };
  },
});
