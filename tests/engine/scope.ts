import type { ScanScope } from '../../src/app/engine/protocol.ts';

/** A new audit of everything, as fast as AWS lets it. */
export const everything: ScanScope = {
  checks: null,
  pace: 'full',
  from: null,
  buckets: null,
  regions: null,
  readBefore: null,
};
