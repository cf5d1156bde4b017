import { need } from '../../answer.ts';
import tags from '../../s3/tags.ts';
import { fieldsOf, isLine, list, part } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

/** Tags by their keys, in no order that means anything. */
export default mapping({
  fact: 'tags',
  key: 'BucketTaggingConfiguration',
  mayBeNone: true,
  read(recorded, target) {
    const sets = (list(recorded, 'tagSets') ?? []).map(fieldsOf);
    const TagSet = sets.flatMap((set) =>
      Object.entries(part(set, 'tags') ?? {}).map(([Key, Value]) => {
        if (!isLine(Key) || !isLine(Value)) throw new Error('with a strange tag');
        return { Key, Value };
      }),
    );
    return tags.read(asAnswer({ TagSet: need(TagSet, 'a tag') }), target);
  },
});
