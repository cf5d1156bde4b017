import lifecycle from '../../s3/lifecycle.ts';
import { count, type Fields, fieldsOf, flag, has, list, part, text } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

/** One condition of a filter. Throws for one that is not known, because it may leave anything out. */
function readCondition(condition: Fields): object {
  const type = text(condition, 'type');
  if (type === 'LifecyclePrefixPredicate') return { Prefix: text(condition, 'prefix') };
  if (type === 'LifecycleTagPredicate') return { Tag: {} };
  if (type === 'LifecycleObjectSizeGreaterThanPredicate') return { ObjectSizeGreaterThan: 0 };
  if (type === 'LifecycleObjectSizeLessThanPredicate') return { ObjectSizeLessThan: 0 };
  throw new Error('with an unknown condition');
}

/** A filter as S3 has it. Of a tag or a size, only that it is there matters. */
function readFilter(filter: Fields | undefined): object | undefined {
  const condition = filter && part(filter, 'predicate');
  if (!condition || text(condition, 'type') !== 'LifecycleAndOperator')
    return condition && readCondition(condition);
  const all: object[] = (list(condition, 'operands') ?? []).map((one) =>
    readCondition(fieldsOf(one)),
  );
  return { And: { ...Object.assign({}, ...all), Tags: all.filter((one) => 'Tag' in one) } };
}

function readRule(rule: Fields): object {
  if (!has(rule, 'filter') && text(rule, 'prefix') === undefined)
    throw new Error('without a word on what it applies to');
  const date = text(rule, 'expirationDate');
  const old = part(rule, 'noncurrentVersionExpiration') ?? {};
  const uploads = part(rule, 'abortIncompleteMultipartUpload') ?? {};
  const moves = (name: string) => (list(rule, name) ?? []).map(fieldsOf);
  return {
    ID: text(rule, 'id'),
    Status: text(rule, 'status'),
    Prefix: text(rule, 'prefix'),
    Filter: readFilter(part(rule, 'filter')),
    Expiration: {
      Days: count(rule, 'expirationInDays'),
      Date: date === undefined ? undefined : new Date(date),
      ExpiredObjectDeleteMarker: flag(rule, 'expiredObjectDeleteMarker'),
    },
    NoncurrentVersionExpiration: {
      NoncurrentDays:
        count(old, 'noncurrentDays') ?? count(rule, 'noncurrentVersionExpirationInDays'),
      NewerNoncurrentVersions: count(old, 'newerNoncurrentVersions'),
    },
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: count(uploads, 'daysAfterInitiation') },
    Transitions: moves('transitions').map((to) => ({
      Days: count(to, 'days'),
      StorageClass: text(to, 'storageClass', 100),
    })),
    NoncurrentVersionTransitions: moves('noncurrentVersionTransitions').map((to) => ({
      NoncurrentDays: count(to, 'days'),
      StorageClass: text(to, 'storageClass', 100),
    })),
  };
}

export default mapping({
  fact: 'lifecycle',
  key: 'BucketLifecycleConfiguration',
  mayBeNone: true,
  read(recorded, target) {
    const Rules = list(recorded, 'rules')?.map((rule) => readRule(fieldsOf(rule)));
    return lifecycle.read(asAnswer({ Rules }), target);
  },
});
