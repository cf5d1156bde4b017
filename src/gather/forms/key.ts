import type { KeyMetadata } from '@aws-sdk/client-kms';
import type { EncryptionKey } from '../../model/keys.ts';
import { need, oneOf } from '../answer.ts';
import { awaited } from '../gatherer.ts';

/** A key as KMS's answer, or a record in its form, describes it; `named` is what it was asked by. Pure. */
export function readKey(found: KeyMetadata | undefined, named: string | undefined): EncryptionKey {
  const arn = need(found?.Arn, 'an ARN');
  return {
    named: named ?? '',
    key: {
      arn,
      account: need(found?.AWSAccountId ?? arn.split(':')[4], 'an account'),
      manager: oneOf(['AWS', 'CUSTOMER'], found?.KeyManager, 'manager'),
      state: need(found?.KeyState, 'a state'),
      spec: need(found?.KeySpec ?? found?.CustomerMasterKeySpec, 'a spec'),
      origin: need(found?.Origin, 'an origin'),
      multiRegion: found?.MultiRegion
        ? oneOf(['PRIMARY', 'REPLICA'], found.MultiRegionConfiguration?.MultiRegionKeyType, 'kind')
        : null,
      deletedAt: found?.DeletionDate?.toISOString() ?? null,
    },
    rotates: awaited,
  };
}
