import type { Answer, DefaultKey, RotationReach } from '../model/derived.ts';
import type { EncryptionKey } from '../model/keys.ts';
import { canRotate, keyNamedBy } from '../model/keys.ts';
import { seeOrLacks, unknown, unreadOf, type View } from './view.ts';

type Found =
  | { is: 'plain'; value: Exclude<DefaultKey, { is: 'known' | 'missing' }> }
  | { is: 'key'; value: EncryptionKey }
  | { is: 'unread'; answer: Answer<never> };

/** The key of the default encryption, as far as it is read. One that KMS does not tell of is named all the same. */
function find(view: View): Found {
  const encryption = seeOrLacks(view, 'encryption');
  const key = view.see('encryptionKey');
  if (!encryption.known)
    // It was read once, for its key is known.
    return key.known && key.value
      ? { is: 'key', value: key.value }
      : { is: 'unread', answer: unknown(unreadOf(view, 'encryption')) };
  const rules = encryption.value ?? [];
  const ofKms = rules.some(({ algorithm }) => algorithm.startsWith('aws:kms'));
  if (!ofKms) return { is: 'plain', value: { is: 'none', algorithm: rules[0]?.algorithm ?? '' } };
  const named = keyNamedBy(rules);
  if (named === null) return { is: 'plain', value: { is: 'aws' } };
  const because = `The default encryption uses the key ${named}.`;
  if (!key.known)
    return { is: 'unread', answer: unknown(unreadOf(view, 'encryptionKey'), because) };
  // The encryption was changed between the two reads, or they are of different times.
  if (key.value?.named !== named)
    return {
      is: 'unread',
      answer: unknown([], `${because} What was read of KMS is of another key.`),
    };
  return { is: 'key', value: key.value };
}

/** The key of the default encryption, and what KMS says of it. */
export function defaultKey(view: View): Answer<DefaultKey> {
  const found = find(view);
  if (found.is === 'unread') return found.answer;
  if (found.is === 'plain') return { known: true, value: found.value };
  const { named, key } = found.value;
  return { known: true, value: key ? { is: 'known', named, key } : { is: 'missing', named } };
}

/** Whether KMS rotates that key. https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html */
export function keyRotation(view: View): Answer<RotationReach> {
  const found = find(view);
  if (found.is === 'unread') return found.answer;
  const told = (state: RotationReach['state'], says: string): Answer<RotationReach> => ({
    known: true,
    value: { state, says },
  });
  if (found.is === 'plain')
    return found.value.is === 'aws'
      ? told('none', 'The default encryption uses an AWS managed key, which AWS rotates each year.')
      : told('none', 'The default encryption uses no KMS key.');
  const { key, named, rotates } = found.value;
  if (!key) return told('none', `KMS finds no key ${named}.`);
  if (!canRotate(key)) return told('none', cannot(key));
  if (rotates.known)
    return told(
      rotates.value ? 'on' : 'off',
      `KMS ${rotates.value ? 'rotates' : 'does not rotate'} the key ${named} by itself.`,
    );
  const { known: _known, ...gap } = rotates;
  return unknown(
    [{ fact: 'encryptionKey', ...gap, tried: [] }],
    `Whether the key ${named} rotates would decide this.`,
  );
}

function cannot({ manager, origin, spec, multiRegion }: NonNullable<EncryptionKey['key']>): string {
  if (manager === 'AWS') return 'It is an AWS managed key, which AWS rotates each year.';
  if (spec !== 'SYMMETRIC_DEFAULT')
    return `It is a key of the kind ${spec}; only symmetric keys for encryption can rotate by themselves.`;
  if (multiRegion === 'REPLICA')
    return 'It is the replica of a key of several Regions, and rotates with its primary key.';
  return origin === 'EXTERNAL'
    ? 'Its key material was imported, and cannot rotate by itself.'
    : `Its key material is from a store of keys (${origin}), and cannot rotate by itself.`;
}
