import type { LifecycleRule, ReplicationRule } from './accounts/account.ts';
import { escapeXml as text } from './answer.ts';

/** An XML element; nothing at all for undefined. */
export const tag = (name: string, value: string | number | boolean | undefined): string =>
  value === undefined ? '' : `<${name}>${text(String(value))}</${name}>`;
const status = (enabled: boolean | undefined): string =>
  tag('Status', enabled === false ? 'Disabled' : 'Enabled');

/** One rule of a lifecycle configuration, with a filter as S3 writes it. */
export function lifecycleRule(rule: LifecycleRule): string {
  const parts = [
    ...(rule.prefix === undefined ? [] : [tag('Prefix', rule.prefix)]),
    ...(rule.tag ? [`<Tag>${tag('Key', rule.tag.key)}${tag('Value', rule.tag.value)}</Tag>`] : []),
    tag('ObjectSizeGreaterThan', rule.largerThanBytes),
    tag('ObjectSizeLessThan', rule.smallerThanBytes),
  ].filter((part) => part !== '');
  const filter = parts.length > 1 ? `<And>${parts.join('')}</And>` : parts.join('');
  const { transition } = rule;
  return (
    `<Rule>${tag('ID', rule.id)}<Filter>${filter}</Filter>${status(rule.enabled)}` +
    (transition
      ? `<Transition>${tag('Days', transition.after)}${tag('StorageClass', transition.to)}</Transition>`
      : '') +
    (rule.expireAfter ? `<Expiration>${tag('Days', rule.expireAfter)}</Expiration>` : '') +
    (rule.expireOldVersionsAfter
      ? `<NoncurrentVersionExpiration>${tag('NoncurrentDays', rule.expireOldVersionsAfter)}` +
        `${tag('NewerNoncurrentVersions', rule.keepOldVersions)}</NoncurrentVersionExpiration>`
      : '') +
    (rule.abortUploadsAfter
      ? `<AbortIncompleteMultipartUpload>${tag('DaysAfterInitiation', rule.abortUploadsAfter)}` +
        '</AbortIncompleteMultipartUpload>'
      : '') +
    '</Rule>'
  );
}

/** One rule of a replication configuration. */
export function replicationRule(rule: ReplicationRule, index: number): string {
  return (
    `<Rule>${tag('ID', rule.id)}${tag('Priority', index + 1)}<Filter><Prefix></Prefix></Filter>` +
    status(rule.enabled) +
    `<DeleteMarkerReplication>${status(rule.deleteMarkers === true)}</DeleteMarkerReplication>` +
    `<Destination>${tag('Bucket', `arn:aws:s3:::${rule.to}`)}${tag('Account', rule.account)}` +
    '</Destination></Rule>'
  );
}
