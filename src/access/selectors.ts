import type { FieldSelector, TrailSelectors } from '../model/trails.ts';

export type Direction = 'read' | 'write';

/** How much of something a selector records; `unclear` where AWS does not say what it means. */
export type Cover = 'whole' | 'part' | 'none' | 'unclear';

/** What one selector records of objects, and the buckets whose objects it leaves out of a whole. */
export interface Covered {
  cover: Cover;
  excluded: readonly string[];
}

const plain = (cover: Cover): Covered => ({ cover, excluded: [] });

/**
 * What the selectors of a trail record of the objects below `base`, in one direction: `arn:aws:s3:::bucket/` for those
 * of one bucket, `arn:aws:s3:::` for those of all. One entry for each selector, any of which suffices.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
 */
export function objectEvents(
  { basic, advanced }: TrailSelectors,
  direction: Direction,
  base: string,
): Covered[] {
  const word = direction === 'read' ? 'ReadOnly' : 'WriteOnly';
  return [
    ...basic
      .filter(({ readWrite }) => readWrite === 'All' || readWrite === word)
      .flatMap(({ data }) => data)
      .filter(({ type }) => type === objectType)
      .flatMap(({ values }) => values.map((value) => plain(ofValue(value, base)))),
    ...advanced.map(({ fields }) => ofFields(fields, direction, base)),
  ];
}

const objectType = 'AWS::S3::Object';

/** A basic selector names all buckets, a bucket with a slash behind, or a bucket and a prefix. */
function ofValue(value: string, base: string): Cover {
  const all = /^arn:[^:]+:s3(:::)?$/.test(value);
  if (all) return base.startsWith(value) ? 'whole' : 'none';
  if (!value.includes('/')) return `${value}/` === base ? 'unclear' : below(`${value}/`, base);
  return base.startsWith(value) ? 'whole' : below(value, base);
}

const below = (value: string, base: string): Cover => (value.startsWith(base) ? 'part' : 'none');

function ofFields(fields: readonly FieldSelector[], direction: Direction, base: string): Covered {
  let cover: Cover = 'whole';
  const excluded: string[] = [];
  for (const field of fields) {
    const one = ofField(field, direction, base, excluded);
    if (one === 'none') return plain('none');
    if (one === 'part') cover = 'part';
  }
  return { cover, excluded: cover === 'whole' ? excluded : [] };
}

/** Calls on objects that data events are of, as far as names can be told apart by. */
const calls: Readonly<Record<Direction, readonly string[]>> = {
  read: ['GetObject', 'HeadObject', 'ListObjects', 'ListParts', 'GetObjectAcl', 'GetObjectTagging'],
  write: [
    ...['PutObject', 'CopyObject', 'DeleteObject', 'DeleteObjects', 'RestoreObject'],
    ...['CreateMultipartUpload', 'UploadPart', 'UploadPartCopy', 'CompleteMultipartUpload'],
    ...['AbortMultipartUpload', 'PutObjectAcl', 'PutObjectTagging', 'DeleteObjectTagging'],
  ],
};

function ofField(
  field: FieldSelector,
  direction: Direction,
  base: string,
  excluded: string[],
): Cover {
  const is = (value: string): Cover => (admits(field, value) ? 'whole' : 'none');
  switch (field.field) {
    case 'eventCategory':
      return is('Data');
    case 'resources.type':
      return is(objectType);
    case 'readOnly':
      return is(direction === 'read' ? 'true' : 'false');
    case 'eventSource':
      return is('s3.amazonaws.com');
    case 'eventType':
      return is('AwsApiCall');
    case 'eventName': {
      const admitted = calls[direction].filter((name) => admits(field, name)).length;
      if (admitted === 0) return chooses(field) ? 'none' : 'part';
      return chooses(field) || admitted < calls[direction].length ? 'part' : 'whole';
    }
    case 'resources.ARN':
      return ofArn(field, base, excluded);
    default:
      return 'part';
  }
}

const chooses = ({ equals, startsWith, endsWith }: FieldSelector): boolean =>
  equals.length + startsWith.length + endsWith.length > 0;

/** Any of what a field may be suffices, and nothing of what it must not be may hold. */
function admits(field: FieldSelector, value: string): boolean {
  const chosen =
    !chooses(field) ||
    field.equals.includes(value) ||
    field.startsWith.some((one) => value.startsWith(one)) ||
    field.endsWith.some((one) => value.endsWith(one));
  return (
    chosen &&
    !field.notEquals.includes(value) &&
    !field.notStartsWith.some((one) => value.startsWith(one)) &&
    !field.notEndsWith.some((one) => value.endsWith(one))
  );
}

function ofArn(field: FieldSelector, base: string, excluded: string[]): Cover {
  let cover: Cover = 'whole';
  if (chooses(field)) {
    const whole = field.startsWith.some((one) => base.startsWith(one));
    const some =
      field.endsWith.length > 0 ||
      [...field.equals, ...field.startsWith].some(
        (one) => one.length > base.length && one.startsWith(base),
      );
    if (!whole && !some) return 'none';
    if (!whole) cover = 'part';
  }
  if (field.notEndsWith.length > 0) cover = 'part';
  if (field.notEquals.some((one) => one.startsWith(base))) cover = 'part';
  for (const one of field.notStartsWith) {
    if (base.startsWith(one)) return 'none';
    if (!one.startsWith(base)) continue;
    const bucket = /^arn:[^:]+:s3:::([^/]+)\/$/.exec(one)?.[1];
    if (bucket === undefined) cover = 'part';
    else excluded.push(bucket);
  }
  return cover;
}

/**
 * Whether selectors record management events of S3 that change something. `unclear`: by fields that differ from call
 * to call. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
export function managementWrites({ basic, advanced }: TrailSelectors): Cover {
  const found = [
    ...basic
      .filter(({ management, readWrite }) => management && readWrite !== 'ReadOnly')
      .map(({ excluded }): Cover => (excluded.includes('s3.amazonaws.com') ? 'none' : 'whole')),
    ...advanced.map(({ fields }): Cover => {
      const covers = fields.map((field): Cover => {
        const is = (value: string): Cover => (admits(field, value) ? 'whole' : 'none');
        if (field.field === 'eventCategory') return is('Management');
        if (field.field === 'readOnly') return is('false');
        if (field.field === 'eventSource') return is('s3.amazonaws.com');
        if (field.field === 'eventType') return is('AwsApiCall');
        return 'part';
      });
      return covers.includes('none') ? 'none' : covers.includes('part') ? 'part' : 'whole';
    }),
  ];
  return (['whole', 'part'] as const).find((cover) => found.includes(cover)) ?? 'none';
}
