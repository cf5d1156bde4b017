import { canRotate, type EncryptionKey } from '../../../model/keys.ts';
import { need } from '../../answer.ts';
import { awaited } from '../../gatherer.ts';
import { readKey } from '../../forms/key.ts';
import { notInRecord } from '../gaps.ts';
import { type Item, timeOf } from '../item.ts';
import { decode, field, flag, text } from '../json.ts';
import { asAnswer } from '../mapping.ts';

/**
 * A KMS key; throws for one of several Regions, which its id tells, for its record does not say whether it is the primary
 * one. https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
 */
export function readRecordedKey(item: Item): EncryptionKey {
  const of = item.configuration;
  const arn = need(text(of, 'arn') || item.arn, 'an ARN');
  if (/key\/mrk-/.test(arn)) throw new Error('without its place among several Regions');
  const deleted = timeOf(text(of, 'deletionDate'));
  const answer = {
    Arn: arn,
    AWSAccountId: text(of, 'awsaccountId', 100) || item.account || undefined,
    KeyManager: text(of, 'keyManager'),
    KeyState: text(of, 'keyState', 100),
    KeySpec: text(of, 'keySpec', 100) ?? text(of, 'customerMasterKeySpec', 100),
    Origin: text(of, 'origin', 100),
    DeletionDate: deleted === null ? undefined : new Date(deleted),
  };
  const { key } = readKey(asAnswer(answer), '');
  const rotates = flag(
    { status: decode(field(item.supplementary, 'KeyRotationStatus')) },
    'status',
  );
  return {
    named: '',
    key,
    rotates:
      key === null || !canRotate(key)
        ? awaited
        : rotates === undefined
          ? notInRecord
          : { known: true, value: rotates },
  };
}
