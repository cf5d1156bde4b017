import { createHash } from 'node:crypto';
import {
  allOn,
  type Bucket,
  type CorsRule,
  type Encryption,
  type Grant,
  type Switches,
} from './accounts/account.ts';
import { escapeXml as text, s3Namespace } from './answer.ts';
import { lifecycleRule, replicationRule, tag } from './render-rules.ts';

/** The canonical user id of an account: the `Owner.ID` of its buckets and ACLs. */
export const canonicalId = (account: string): string =>
  createHash('sha256').update(`canonical user of ${account}`).digest('hex');

const root = (name: string, content: string): string =>
  `<${name} xmlns="${s3Namespace}">${content}</${name}>`;

/**
 * Each setting of a bucket as the body of S3's answer, which is also the body that sets it; null
 * where S3 answers that it is not configured. Written after the response syntax of each page of
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
export const renderers: Readonly<Record<string, (b: Bucket, account: string) => string | null>> = {
  location: (b) =>
    root('LocationConstraint', b.region && b.region !== 'us-east-1' ? text(b.region) : ''),
  publicAccessBlock: (b) =>
    b.publicAccessBlock === null
      ? null
      : root('PublicAccessBlockConfiguration', switches(b.publicAccessBlock ?? allOn)),
  policy: (b) =>
    b.policy === undefined
      ? null
      : typeof b.policy === 'string'
        ? b.policy
        : JSON.stringify(b.policy),
  acl: (b, account) => acl(b.acl ?? [], account),
  ownershipControls: (b) =>
    b.ownership === null
      ? null
      : root(
          'OwnershipControls',
          `<Rule>${tag('ObjectOwnership', b.ownership ?? 'BucketOwnerEnforced')}</Rule>`,
        ),
  encryption: (b) => (b.encryption === null ? null : encryption(b.encryption)),
  versioning: (b) =>
    root(
      'VersioningConfiguration',
      tag('Status', b.versioning) +
        (b.mfaDelete === undefined ? '' : tag('MfaDelete', b.mfaDelete ? 'Enabled' : 'Disabled')),
    ),
  logging: (b) =>
    root(
      'BucketLoggingStatus',
      b.logging
        ? `<LoggingEnabled>${tag('TargetBucket', b.logging.bucket)}` +
            `${tag('TargetPrefix', b.logging.prefix)}</LoggingEnabled>`
        : '',
    ),
  lifecycle: (b) =>
    b.lifecycle ? root('LifecycleConfiguration', b.lifecycle.map(lifecycleRule).join('')) : null,
  replication: (b, account) =>
    b.replication
      ? root(
          'ReplicationConfiguration',
          tag('Role', `arn:aws:iam::${account}:role/s3-replication`) +
            b.replication.map(replicationRule).join(''),
        )
      : null,
  'object-lock': (b) => (b.objectLock ? objectLock(b.objectLock) : null),
  notification: (b) => root('NotificationConfiguration', notification(b)),
  website: (b) => (b.website ? root('WebsiteConfiguration', website(b.website)) : null),
  cors: (b) => (b.cors ? root('CORSConfiguration', b.cors.map(corsRule).join('')) : null),
  tagging: (b) =>
    b.tags
      ? root(
          'Tagging',
          `<TagSet>${Object.entries(b.tags)
            .map(([key, value]) => `<Tag>${tag('Key', key)}${tag('Value', value)}</Tag>`)
            .join('')}</TagSet>`,
        )
      : null,
  accelerate: (b) => root('AccelerateConfiguration', tag('Status', b.accelerate)),
  requestPayment: () => root('RequestPaymentConfiguration', tag('Payer', 'BucketOwner')),
  abac: () => root('AbacStatus', tag('Status', 'Disabled')),
};

export const switches = (s: Switches): string =>
  tag('BlockPublicAcls', s.blockPublicAcls) +
  tag('IgnorePublicAcls', s.ignorePublicAcls) +
  tag('BlockPublicPolicy', s.blockPublicPolicy) +
  tag('RestrictPublicBuckets', s.restrictPublicBuckets);

const groups: Readonly<Record<string, string>> = {
  everyone: 'http://acs.amazonaws.com/groups/global/AllUsers',
  anyAwsAccount: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
  logDelivery: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
};

function acl(grants: readonly Grant[], account: string): string {
  const owner = canonicalId(account);
  const all: Grant[] = [{ to: owner, permission: 'FULL_CONTROL' }, ...grants];
  const list = all
    .map(({ to, permission }) => {
      const group = groups[to];
      const kind = group ? 'Group' : 'CanonicalUser';
      const who = group ? tag('URI', group) : tag('ID', to);
      return (
        `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
        `xsi:type="${kind}">${who}</Grantee>${tag('Permission', permission)}</Grant>`
      );
    })
    .join('');
  return root(
    'AccessControlPolicy',
    `<Owner>${tag('ID', owner)}</Owner><AccessControlList>${list}</AccessControlList>`,
  );
}

function encryption(e: Encryption = { algorithm: 'AES256' }): string {
  const blocked = (e.blocked ?? ['SSE-C']).map((type) => tag('EncryptionType', type)).join('');
  return root(
    'ServerSideEncryptionConfiguration',
    `<Rule><ApplyServerSideEncryptionByDefault>${tag('SSEAlgorithm', e.algorithm)}` +
      `${tag('KMSMasterKeyID', e.keyId)}</ApplyServerSideEncryptionByDefault>` +
      tag('BucketKeyEnabled', e.bucketKey ?? false) +
      (blocked ? `<BlockedEncryptionTypes>${blocked}</BlockedEncryptionTypes>` : '') +
      '</Rule>',
  );
}

function objectLock({ mode, days, years }: NonNullable<Bucket['objectLock']>): string {
  const rule = mode
    ? `<Rule><DefaultRetention>${tag('Mode', mode)}${tag('Days', days)}${tag('Years', years)}` +
      '</DefaultRetention></Rule>'
    : '';
  return root('ObjectLockConfiguration', `${tag('ObjectLockEnabled', 'Enabled')}${rule}`);
}

function notification({ notification: n = {} }: Bucket): string {
  const target = (kind: string, element: string, arns: readonly string[] = []): string =>
    arns
      .map((arn, i) => {
        const id = tag('Id', `${element.toLowerCase()}-${i + 1}`);
        return `<${kind}>${id}${tag(element, arn)}${tag('Event', 's3:ObjectCreated:*')}</${kind}>`;
      })
      .join('');
  return (
    target('TopicConfiguration', 'Topic', n.topics) +
    target('QueueConfiguration', 'Queue', n.queues) +
    target('CloudFunctionConfiguration', 'CloudFunction', n.functions) +
    (n.eventBridge ? '<EventBridgeConfiguration></EventBridgeConfiguration>' : '')
  );
}

function website(site: NonNullable<Bucket['website']>): string {
  if ('redirectTo' in site) {
    return `<RedirectAllRequestsTo>${tag('HostName', site.redirectTo)}</RedirectAllRequestsTo>`;
  }
  return (
    `<IndexDocument>${tag('Suffix', site.index)}</IndexDocument>` +
    (site.error ? `<ErrorDocument>${tag('Key', site.error)}</ErrorDocument>` : '')
  );
}

const each = (name: string, values: readonly string[] = []): string =>
  values.map((value) => tag(name, value)).join('');

const corsRule = (rule: CorsRule): string =>
  `<CORSRule>${each('AllowedMethod', rule.methods)}${each('AllowedOrigin', rule.origins)}` +
  `${each('AllowedHeader', rule.headers)}${each('ExposeHeader', rule.expose)}` +
  `${tag('MaxAgeSeconds', rule.maxAgeSeconds)}</CORSRule>`;
