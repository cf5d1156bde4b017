import replication from '../../s3/replication.ts';
import { type Fields, fieldsOf, has, isLine, part, text } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

function readRule(id: string, rule: Fields): object {
  if (!isLine(id)) throw new Error('with a strange id');
  const to = part(rule, 'destinationConfig') ?? {};
  const markers = part(rule, 'deleteMarkerReplication');
  const isFirstVersion = text(rule, 'prefix') !== undefined && !has(rule, 'filter');
  // Only the first version of the format, which knows no filter, says nothing of delete markers.
  if (!markers && !isFirstVersion) throw new Error('without a word on delete markers');
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
    const Rules = Object.entries(part(recorded, 'rules') ?? {}).map(([id, rule]) =>
      readRule(id, fieldsOf(rule)),
    );
    return replication.read(asAnswer({ ReplicationConfiguration: { Rules } }), target);
  },
});
