import type { Grant as AwsGrant } from '@aws-sdk/client-s3';
import type { Grant } from '../model/facts.ts';
import { need, oneOf } from './answer.ts';

const types = ['CanonicalUser', 'AmazonCustomerByEmail', 'Group'] as const;

/** A grant of an ACL, of a bucket or of an object. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Grant.html */
export function readGrant({ Grantee, Permission }: AwsGrant): Grant {
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
