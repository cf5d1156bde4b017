import acceleration from '../../s3/acceleration.ts';
import { text } from '../json.ts';
import { asAnswer, mapping } from '../mapping.ts';

/** Without a status where it was never set. */
export default mapping({
  fact: 'acceleration',
  key: 'BucketAccelerateConfiguration',
  mayBeNone: true,
  read: (recorded, target) =>
    acceleration.read(asAnswer({ Status: text(recorded, 'status') }), target),
});
