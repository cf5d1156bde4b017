import type { Unread } from '../model/evidence.ts';
import { isSessionCode } from '../model/session-code.ts';
import { gapTitle, sessionRefused } from '../model/words.ts';
import type { Hold } from './gate.ts';
import type { SessionError } from './roof.ts';

const session: Readonly<Record<string, string>> = {
  ExpiredToken: 'The credentials have expired.',
  ExpiredTokenException: 'The credentials have expired.',
  TokenRefreshRequired: 'The credentials have expired.',
  RequestExpired: 'The credentials have expired.',
  RequestTimeTooSkewed:
    'The clock of this computer is off by more than AWS allows. Set it, then scan again.',
  SignatureDoesNotMatch: 'The secret access key does not belong to the access key id.',
  InvalidAccessKeyId: 'AWS does not know this access key id.',
  InvalidClientTokenId:
    'AWS does not know these credentials, or the session token is missing or wrong.',
  UnrecognizedClientException:
    'AWS does not know these credentials, or the session token is missing or wrong.',
  InvalidToken: 'The session token is not valid for these keys.',
  AuthFailure: 'AWS could not validate these credentials.',
};

/** One sentence for why a scan waits, with what lets it go on. */
export function explainPause(held: Hold): string {
  if (held.why === 'user') return 'Nothing is sent until you let the scan go on.';
  const says = (session[held.code] ?? `AWS refused the credentials (${held.code}).`).replace(
    ', then scan again',
    ', then give the credentials again',
  );
  return `${says} Everything read so far is kept. With new credentials of the same account the scan goes on.`;
}

/** What a scan that came to its end says of the buckets that it could not reach. */
export const explainUnreached = (unreached: number, of: number): string =>
  `${unreached} of ${of} ${of === 1 ? 'bucket' : 'buckets'} could not be reached: reading failed, also when it was tried again. Nothing is said about what was not read. Continue the scan, or scan again, to try once more.`;

/** One sentence for why a scan could not begin or go on, with the next step where there is one. */
export function explain(what: 'session', error: Pick<SessionError, 'code'>): string;
export function explain(what: 'identity' | 'buckets', evidence: Unread): string;
export function explain(
  what: 'session' | 'identity' | 'buckets',
  why: Pick<SessionError, 'code'> | Unread,
): string {
  if (what === 'session') {
    const { code } = why as Pick<SessionError, 'code'>;
    const says = session[code] ?? `AWS refused the credentials (${code}).`;
    return says.includes('scan again')
      ? says
      : `${says} Get new ones for the same account and scan again.`;
  }
  const { gap, detail, actions } = why as Unread;
  const thing = what === 'identity' ? 'whose credentials these are' : 'the list of buckets';
  const code = detail === '' || detail === 'NoAnswer' ? '' : ` (${detail})`;
  if (detail === 'ForeignAnswer' || detail === 'UnexpectedAnswer')
    return `What came back instead of ${thing} is not an answer of S3. Check that the address is that of an S3 endpoint, not of a web page or a proxy, then scan again.`;
  if (gap === 'blocked')
    return `The page could not read ${thing}: the browser allowed no answer from this endpoint. Check that the address is right and answers pages of other origins; for AWS itself, set up a relay, or run the collector and open its file.`;
  if (gap === 'network')
    return `The endpoint could not be reached to read ${thing}${code}. Check the address, the Region and the network, then scan again.`;
  if (gap === 'denied' && isSessionCode(detail))
    return `AWS did not tell ${thing}: ${sessionRefused}${code}. Get new credentials for the same account and scan again.`;
  if (gap === 'denied')
    return `AWS refused to tell ${thing}${code}. Allow ${actions.join(', ')} and scan again.`;
  return `It was not possible to read ${thing}: ${gapTitle[gap]}${code}.`;
}
