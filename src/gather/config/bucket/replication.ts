import replication from '../../s3/replication.ts';
import { type Fields, fieldsOf, has, isLine, part, text } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

/** Only the first version of the format, which knows no filter, says nothing of delete markers. */
const tellsAll = (rule: Fields): boolean =>
  part(rule, 'deleteMarkerReplication') !== undefined ||
  (text(rule, 'prefix') !== undefined && !has(rule, 'filter'));

function readRule(id: string, rule: Fields): object {
  if (!isLine(id)) throw new Error('with a strange id');
  const to = part(rule, 'destinationConfig') ?? {};
  const markers = part(rule, 'deleteMarkerReplication');
  return {
    ID: id,
    Status: text(rule, 'status'),
    Destination: {
      Bucket: text(to, 'bucketARN'),
      Account: text(to, 'account') ?? text(to, 'Account'),
    },
    ...(markers && { DeleteMarkerReplication: { Status: text(markers, 'status') } }),
  };
}

/** Rules by their ids. */
export default mapping({
  fact: 'replication',
  key: 'BucketReplicationConfiguration',
  mayBeNone: true,
  read(recorded, target) {
    const rules = Object.entries(part(recorded, 'rules') ?? {}).map(
      ([id, rule]) => [id, fieldsOf(rule)] as const,
    );
    if (!rules.every(([, rule]) => tellsAll(rule))) return undefined;
    const Rules = rules.map(([id, rule]) => readRule(id, rule));
    const found = replication.read(asAnswer({ ReplicationConfiguration: { Rules } }), target);
    // In which form Config records filters is not documented.
    return found?.map(({ wholeBucket: _wholeBucket, ...rule }) => rule) ?? null;
  },
});
