import type { ProofStep } from '../model/check.ts';
import type { Answer, CustomerKeyReach, MissingFact, UploadReach } from '../model/derived.ts';
import { deniesCustomerKeys, readEncryption } from '../policy/encryption.ts';
import { nameOf, type Statement } from '../policy/parse.ts';
import { capital } from '../policy/say.ts';
import { placeOf } from './place.ts';
import { policyOf } from './policy-seen.ts';
import { seeOrLacks, unknown, unreadOf, type View } from './view.ts';

const stepOf = (statement: Statement, says: string): ProofStep => ({
  says: `${capital(nameOf(statement))} ${says}`,
  fact: 'policy',
  statement: statement.index,
  does: 'cuts',
});

/** What the bucket policy asks of uploads. */
export function uploads(view: View): Answer<UploadReach> {
  const seen = policyOf(view);
  if (seen.is === 'unread') return unknown(unreadOf(view, 'policy'));
  if (seen.is === 'none') return { known: true, value: { state: 'none', steps: [] } };
  if (!seen.parsed.ok) return unknown([], seen.parsed.problem);
  const { state, by, lets } = readEncryption(seen.parsed.statements, placeOf(view));
  if (state === 'none') return { known: true, value: { state, steps: [] } };
  const { silent, sse, kms } = lets;
  const steps = by.map((one) => stepOf(one, 'denies uploads by the encryption that they ask for.'));
  const told = (found: UploadReach['state'], ...more: ProofStep[]): Answer<UploadReach> => ({
    known: true,
    value: { state: found, steps: [...steps, ...more] },
  });
  const unclear = unknown([], 'Which uploads the Deny statements catch cannot be told.');
  if (sse === 'unclear') return unclear;
  if (sse === 'open') {
    if (kms === 'unclear' || (kms === 'open' && silent === 'unclear')) return unclear;
    return told(kms === 'closed' ? 'sse' : silent === 'closed' ? 'stated' : 'some');
  }
  if (silent === 'closed') return told('kms');
  // An upload that asks for nothing gets the default.
  const encryption = seeOrLacks(view, 'encryption');
  if (silent === 'unclear') return unclear;
  if (!encryption.known) return unknown(unreadOf(view, 'encryption'));
  const byDefault = (encryption.value ?? []).some(({ algorithm }) =>
    algorithm.startsWith('aws:kms'),
  );
  return told(byDefault ? 'default' : 'weakDefault', {
    says: `The default encryption is ${byDefault ? '' : 'not '}SSE-KMS or DSSE-KMS.`,
    fact: 'encryption',
    does: byDefault ? 'cuts' : 'leaves',
  });
}

const typesNotRecorded: MissingFact = {
  fact: 'encryption',
  gap: 'unrecorded',
  actions: ['s3:GetEncryptionConfiguration'],
  tried: [{ route: 'config', gap: 'unrecorded', detail: 'NeverRecorded' }],
  detail: 'NeverRecorded',
};

/**
 * What blocks uploads with keys that the customer supplies (SSE-C). Either setting settles it alone.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
 */
export function customerKeys(view: View): Answer<CustomerKeyReach> {
  const encryption = seeOrLacks(view, 'encryption');
  const rules = (encryption.known && encryption.value) || [];
  const told = rules.flatMap(({ blockedTypes }) =>
    blockedTypes === 'notRecorded' ? [] : [blockedTypes],
  );
  if (told.some((types) => types.includes('SSE-C')))
    return {
      known: true,
      value: {
        by: 'encryption',
        steps: [{ says: 'The default encryption blocks SSE-C.', fact: 'encryption', does: 'cuts' }],
      },
    };
  const gaps = !encryption.known
    ? unreadOf(view, 'encryption')
    : told.length < rules.length
      ? [typesNotRecorded]
      : [];
  const seen = policyOf(view);
  if (seen.is === 'unread') return unknown([...gaps, ...unreadOf(view, 'policy')]);
  if (seen.is === 'read' && !seen.parsed.ok) return unknown(gaps, seen.parsed.problem);
  const statements = seen.is === 'read' && seen.parsed.ok ? seen.parsed.statements : [];
  const { denied, by } = deniesCustomerKeys(statements, placeOf(view));
  if (denied)
    return {
      known: true,
      value: { by: 'policy', steps: by.map((one) => stepOf(one, 'denies uploads with SSE-C.')) },
    };
  if (gaps.length > 0) return unknown(gaps);
  if (denied === null)
    return unknown([], 'Whether a Deny statement catches every upload with SSE-C cannot be told.');
  return { known: true, value: { by: null, steps: [] } };
}
