import { element, type Answer } from './answer.ts';
import type { Context } from './context.ts';
import { canonicalId } from './render.ts';
import type { AwsRequest } from './request.ts';

/** moto gives every account this owner; AWS gives each its own. */
const motoOwner = '75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a';
const publicGroup = /groups\/global\/(AllUsers|AuthenticatedUsers)</;

/**
 * The ACL as S3 shows it: only the grants that have an effect. With ACLs disabled that is the
 * owner's alone; with IgnorePublicAcls, of the bucket or the account, the public ones are gone.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export async function effectiveAcl(
  request: AwsRequest,
  context: Context,
  owner: string,
): Promise<Answer> {
  const bucket = `/${encodeURIComponent(request.bucket ?? '')}`;
  const text = async (url: string, headers: Record<string, string> = {}): Promise<string> =>
    (await context.backend.ask({ url, headers, account: owner })).body.toString();

  const [stored, ownership, block, accountBlock] = await Promise.all([
    context.backend.ask({ url: `${bucket}?acl`, account: owner }),
    text(`${bucket}?ownershipControls`),
    text(`${bucket}?publicAccessBlock`),
    text('/v20180820/configuration/publicAccessBlock', { 'x-amz-account-id': owner }),
  ]);
  const enforced = element(ownership, 'ObjectOwnership') === 'BucketOwnerEnforced';
  const ignored = [block, accountBlock].some((b) => element(b, 'IgnorePublicAcls') === 'true');
  const id = canonicalId(owner);
  const body = stored.body
    .toString()
    .replaceAll(motoOwner, id)
    // S3 names owners and grantees by their canonical id alone.
    .replaceAll(/<DisplayName>.*?<\/DisplayName>|<DisplayName\s*\/>/gs, '')
    .replaceAll(/<Grant>.*?<\/Grant>/gs, (grant) => {
      if (enforced) return grant.includes(`<ID>${id}</ID>`) ? grant : '';
      return ignored && publicGroup.test(grant) ? '' : grant;
    });
  return { ...stored, body };
}
