import type { Answer, ObjectEncryption } from '../model/derived.ts';
import type { EncryptedAlike, ObjectLook } from '../model/objects.ts';
import { counted, extentSays, isWhole, partMissing, seenOf, unreadSays } from './object-look.ts';
import { unknown, type View } from './view.ts';

/**
 * Whether the objects that were looked at are encrypted, by a key that S3 holds, and by an expected one where the user
 * has named some. S3 encrypts whatever is stored since January 2023; what is older may not be.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
 */
export function objectsEncrypted(view: View): Answer<ObjectEncryption> {
  const seen = seenOf(view);
  if (seen.is === 'unasked')
    return unknown(
      [],
      'The default encryption is for what is stored from now on; how stored objects are encrypted only they tell, and nobody has looked at them. Look at a sample, or open a report of S3 Inventory, under Objects on the page of the bucket.',
    );
  if (seen.is === 'unread') return unknown(seen.missing);
  const all = seen.looks.map((look) => ({ look, answer: encryptedBy(look, view) }));
  const best =
    all.find(({ answer }) => answer.known) ??
    all.find(({ look }) => look.encryption.known) ??
    all[0];
  return best?.answer ?? unknown([]);
}

function encryptedBy(look: ObjectLook, view: View): Answer<ObjectEncryption> {
  const told = (is: ObjectEncryption['is'], says: string): Answer<ObjectEncryption> => ({
    known: true,
    value: { is, says },
  });
  if (look.all && look.listed === 0) return told('empty', 'The bucket holds no object.');
  if (!look.encryption.known)
    return look.by === 'inventory'
      ? unknown([], `${extentSays(look)}, but the report does not tell how they are encrypted.`)
      : unknown(partMissing(look.encryption), `${extentSays(look)}, but not their encryption.`);
  const { by, read, unread } = look.encryption.value;
  const { expectedKeys } = view.index.settings;
  const wrong = by.filter((one) => isOtherwise(one, expectedKeys));
  if (wrong.length > 0)
    return told('otherwise', `${extentSays(look)}. ${wrong.map(wrongSays).join(' ')}`);
  const untold =
    expectedKeys.length > 0 && by.some(({ algorithm, key }) => ofKms(algorithm) && key === null);
  const all = by.map(
    ({ algorithm, count, key }) =>
      `${counted(count)} with ${algorithm}${key === null ? '' : ` by the key ${key}`}`,
  );
  const says = `${extentSays(look)}: ${all.length === 0 ? 'none of them told' : all.join('; ')}.`;
  if (untold)
    return unknown(
      [],
      `${says} A report of S3 Inventory does not say by which KMS key, and keys are expected.`,
    );
  if (!isWhole(look, { read }))
    return unknown(
      [],
      [says, unreadSays(unread, 'encryption'), refusedHead(unread)]
        .filter((one) => one !== '')
        .join(' '),
    );
  return told('expected', says);
}

const ofKms = (algorithm: string): boolean => algorithm.startsWith('aws:kms');

function isOtherwise({ algorithm, key }: EncryptedAlike, expected: readonly string[]): boolean {
  if (algorithm === 'none' || algorithm === 'SSE-C') return true;
  if (expected.length === 0) return false;
  // A report does not name the key.
  return !ofKms(algorithm) || (key !== null && !expected.includes(key));
}

function wrongSays({ algorithm, key, count, example }: EncryptedAlike): string {
  const are = `${counted(count)} ${count === 1 ? 'is' : 'are'}`;
  const such = `, for example \`${example}\`.`;
  if (algorithm === 'none') return `${are} not encrypted${such}`;
  if (algorithm === 'SSE-C')
    return `${are} encrypted with a key that whoever stored ${count === 1 ? 'it' : 'them'} holds (SSE-C)${such}`;
  return `${are} encrypted with ${algorithm}${key === null ? '' : ` by the key ${key}`}, which is not among the expected ones${such}`;
}

/** S3 answers so where an object is encrypted with SSE-C, and gives no other sign. https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html */
const refusedHead = (unread: readonly { detail: string }[]): string =>
  unread.some(({ detail }) => detail === 'Http400')
    ? 'S3 answers Http400 where an object is encrypted with a key of the one who stored it (SSE-C).'
    : '';
