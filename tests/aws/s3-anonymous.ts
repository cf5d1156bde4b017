import { element } from './answer.ts';
import type { Context } from './context.ts';
import type { AwsRequest } from './request.ts';

/**
 * Whether S3 would answer this unsigned request. Only reading objects can be open to everyone
 * here, by an Allow for everyone without conditions or by a public-read object ACL, and neither
 * counts under Block Public Access. Enough for pages that are served from a bucket.
 */
export async function anonymousMayRead(
  request: AwsRequest,
  context: Context,
  owner: string,
): Promise<boolean> {
  const { bucket = '', key, operation } = request;
  if (!key || (operation !== 'GetObject' && operation !== 'HeadObject')) return false;
  const at = `/${encodeURIComponent(bucket)}`;
  const text = async (url: string, headers: Record<string, string> = {}): Promise<string> =>
    (await context.backend.ask({ url, headers, account: owner })).body.toString();
  const [policy, objectAcl, block, accountBlock] = await Promise.all([
    text(`${at}?policy`),
    text(`${at}/${key}?acl`),
    text(`${at}?publicAccessBlock`),
    text('/v20180820/configuration/publicAccessBlock', { 'x-amz-account-id': owner }),
  ]);
  const on = (name: string): boolean =>
    [block, accountBlock].some((b) => element(b, name) === 'true');
  if (!on('RestrictPublicBuckets') && allowsEveryone(policy, `arn:aws:s3:::${bucket}/${key}`)) {
    return true;
  }
  return !on('IgnorePublicAcls') && objectAcl.includes('groups/global/AllUsers');
}

interface Statement {
  Effect?: string;
  Principal?: unknown;
  Action?: string | string[];
  Resource?: string | string[];
  Condition?: unknown;
}

function allowsEveryone(policy: string, object: string): boolean {
  let statements: Statement[];
  try {
    statements = [(JSON.parse(policy) as { Statement: Statement | Statement[] }).Statement].flat();
  } catch {
    return false;
  }
  const covers = (patterns: string | string[] | undefined, value: string): boolean =>
    [patterns ?? []].flat().some((pattern) => {
      const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`^${parts.join('.*')}$`, 'i').test(value);
    });
  const relevant = statements.filter(
    (s) =>
      s.Condition === undefined &&
      /^"\*"$|^\{"AWS":("\*"|\["\*"\])\}$/.test(JSON.stringify(s.Principal ?? null)) &&
      covers(s.Action, 's3:GetObject') &&
      covers(s.Resource, object),
  );
  return relevant.some((s) => s.Effect === 'Allow') && !relevant.some((s) => s.Effect === 'Deny');
}
