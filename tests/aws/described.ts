import type { Account, Bucket } from './accounts/account.ts';
import { escapeXml, empty, xml, type Answer } from './answer.ts';
import { idleAnswer } from './idle.ts';
import type { Ask, Backend } from './backend.ts';
import { canonicalId, renderers, switches } from './render.ts';
import type { World } from './world.ts';

/** S3's code for a setting that is not configured. */
const absent: Readonly<Record<string, string>> = {
  publicAccessBlock: 'NoSuchPublicAccessBlockConfiguration',
  policy: 'NoSuchBucketPolicy',
  ownershipControls: 'OwnershipControlsNotFoundError',
  encryption: 'ServerSideEncryptionConfigurationNotFoundError',
  lifecycle: 'NoSuchLifecycleConfiguration',
  replication: 'ReplicationConfigurationNotFoundError',
  'object-lock': 'ObjectLockConfigurationNotFoundError',
  website: 'NoSuchWebsiteConfiguration',
  cors: 'NoSuchCORSConfiguration',
  tagging: 'NoSuchTagSet',
};

/** An account that exists only as its description: it answers reads of S3, quickly. */
export function describedBackend(world: World): Backend {
  function ask({ method = 'GET', url, account: id }: Ask): Answer {
    const account = world.account(id);
    if (url.startsWith('/v20180820/configuration/publicAccessBlock')) return accountBlock(account);
    const [path = '', query = ''] = url.split('?');
    const name = decodeURIComponent(path.slice(1).split('/')[0] ?? '');
    if (!name) return list(account);
    const bucket = world.find(name)?.bucket;
    if (!bucket) return failure(404, 'NoSuchBucket');
    if (method === 'HEAD') return head(bucket);
    const keys = [...new URLSearchParams(query).keys()];
    const key = keys.find((name) => Object.hasOwn(renderers, name)) ?? '';
    const render = renderers[key];
    if (!render) return failure(501, 'NotImplemented');
    const body = render(bucket, id);
    if (body === null) return failure(404, absent[key] ?? 'NoSuchConfiguration');
    const json = { status: 200, headers: { 'content-type': 'application/json' }, body };
    return key === 'policy' ? json : xml(body);
  }
  return {
    ask: (question) => Promise.resolve(ask(question)),
    pass(request, account) {
      const idle = idleAnswer(request, account);
      if (idle) return Promise.resolve(idle);
      const control = request.service.name === 's3control';
      if (request.method !== 'GET' || !(control || request.bucket)) {
        return Promise.resolve(failure(501, 'NotImplemented'));
      }
      const path = control ? request.path : `/${encodeURIComponent(request.bucket ?? '')}`;
      return Promise.resolve(ask({ url: `${path}?${request.query}`, account }));
    },
  };
}

const failure = (status: number, code: string): Answer =>
  xml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`, status);

const head = (bucket: Bucket): Answer => ({
  ...empty(200),
  headers: { 'x-amz-bucket-region': bucket.region ?? 'us-east-1' },
});

function accountBlock(account: Account | undefined): Answer {
  const block = account?.publicAccessBlock;
  if (!block) return failure(404, 'NoSuchPublicAccessBlockConfiguration');
  return xml(`<PublicAccessBlockConfiguration>${switches(block)}</PublicAccessBlockConfiguration>`);
}

function list(account: Account | undefined): Answer {
  const buckets = (account?.buckets ?? []).map(
    ({ name, created }) =>
      `<Bucket><Name>${escapeXml(name)}</Name>` +
      `<CreationDate>${created ?? '2025-01-01T00:00:00.000Z'}</CreationDate></Bucket>`,
  );
  const owner = canonicalId(account?.id ?? '');
  return xml(
    `<ListAllMyBucketsResult><Owner><ID>${owner}</ID></Owner>` +
      `<Buckets>${buckets.join('')}</Buckets></ListAllMyBucketsResult>`,
  );
}
