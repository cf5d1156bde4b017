import { GetBucketAclCommand } from '@aws-sdk/client-s3';
import type { Grant as AwsGrant } from '@aws-sdk/client-s3';
import type { Grant } from '../../model/facts.ts';
import { need, needList, oneOf } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { ofBucket } from '../input.ts';

const types = ['CanonicalUser', 'AmazonCustomerByEmail', 'Group'] as const;

function readGrant({ Grantee, Permission }: AwsGrant): Grant {
  const type = oneOf(types, Grantee?.Type, 'kind of grantee');
  // Each kind has its own field; the display name is nobody's identity.
  const grantee = {
    CanonicalUser: Grantee?.ID,
    AmazonCustomerByEmail: Grantee?.EmailAddress,
    Group: Grantee?.URI,
  };
  return {
    type,
    grantee: need(grantee[type], 'a grantee'),
    permission: need(Permission, 'a permission'),
  };
}

/** The ACL that is in force: S3 leaves out grants that a setting ignores. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
export default gatherer({
  fact: 'acl',
  service: 's3',
  operation: 'GetBucketAcl',
  action: 's3:GetBucketAcl',
  call: GetBucketAclCommand,
  input: ofBucket,
  absent: [],
  read: ({ Owner, Grants }) => ({
    owner: need(Owner?.ID, 'an owner'),
    grants: needList(Grants, 'a list of grants').map(readGrant),
  }),
});
