import objectLock from '../../s3/object-lock.ts';
import { count, part, text } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

export default mapping({
  fact: 'objectLock',
  key: 'ObjectLockConfiguration',
  mayBeNone: true,
  read(recorded, target) {
    const ObjectLockEnabled = text(recorded, 'objectLockEnabled');
    const rule = part(recorded, 'rule');
    const kept = rule && part(rule, 'defaultRetention');
    const DefaultRetention = kept && {
      Mode: text(kept, 'mode', 100),
      Days: count(kept, 'days'),
      Years: count(kept, 'years'),
    };
    const ObjectLockConfiguration = { ObjectLockEnabled, Rule: { DefaultRetention } };
    return objectLock.read(asAnswer({ ObjectLockConfiguration }), target);
  },
});
