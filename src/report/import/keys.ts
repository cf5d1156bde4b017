import type { EncryptionKey, KeyFacts } from '../../model/keys.ts';
import { partOf } from './collections.ts';
import { fields, flag, name, oneOf, orNull, time } from './shape.ts';

export const encryptionKey = fields<EncryptionKey>({
  named: name(2048),
  key: orNull(
    fields<KeyFacts>({
      arn: name(2048),
      account: name(100),
      manager: oneOf(['AWS', 'CUSTOMER']),
      state: name(100),
      spec: name(100),
      origin: name(100),
      multiRegion: orNull(oneOf(['PRIMARY', 'REPLICA'])),
      deletedAt: orNull(time),
    }),
  ),
  rotates: partOf(flag),
});
