import { GetBucketAclCommand } from '@aws-sdk/client-s3';
import { need, needList } from '../answer.ts';
import { gatherer } from '../gatherer.ts';
import { readGrant } from '../grant.ts';
import { ofBucket } from '../input.ts';

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
