import { mapping } from '../mapping.ts';
import { readSwitches } from '../read-switches.ts';

export default mapping({
  fact: 'publicAccessBlock',
  key: 'PublicAccessBlockConfiguration',
  mayBeNone: false,
  read: readSwitches,
});
