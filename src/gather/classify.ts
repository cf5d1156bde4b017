import type { Gap } from '../model/evidence.ts';
import { perhapsSession, surelySession } from '../model/session-code.ts';

/** How one attempt at a call ended, when it did not answer. `code` is AWS's error code or one of ours. */
export type Outcome =
  | { kind: 'absent'; code: string }
  | { kind: 'gap'; gap: Gap; code: string; retry: boolean }
  /** No answer at all: a network failure, or an answer that the browser withheld. */
  | { kind: 'silent'; code: string }
  /** The bucket lives in another Region. */
  | { kind: 'elsewhere'; region: string; code: string }
  /** The session is at fault. `sure` is false where a Region that is off answers the same. */
  | { kind: 'session'; code: string; sure: boolean };

const denied = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AllAccessDisabled',
  'UnauthorizedOperation',
  'OptInRequired',
  'AccountProblem',
]);
const throttled = new Set([
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'RequestThrottled',
  'RequestThrottledException',
  'BandwidthLimitExceeded',
]);
const unsupported = new Set([
  'MethodNotAllowed',
  'NotImplemented',
  'UnsupportedOperation',
  'UnsupportedArgument',
]);
const gone = new Set(['NoSuchBucket', 'NoSuchAccessPoint']);
const elsewhere = new Set([
  'PermanentRedirect',
  'TemporaryRedirect',
  'AuthorizationHeaderMalformed',
  'IllegalLocationConstraintException',
  'Redirect',
]);

interface AwsError {
  name?: unknown;
  Code?: unknown;
  $metadata?: { httpStatusCode?: unknown };
  $response?: { statusCode?: unknown; headers?: Record<string, unknown> };
}

/** The HTTP status of the answer that an SDK error stands for; null where there was no answer. */
export function statusOf(error: unknown): number | null {
  const { $metadata, $response } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as AwsError;
  return Number($metadata?.httpStatusCode ?? $response?.statusCode) || null;
}

/**
 * Says what a rejected call means. The only place that knows AWS's error codes. It reads codes, status and the
 * bucket's Region, and never a message or a body: S3 echoes session tokens in some of them.
 */
export function classify(
  error: unknown,
  asked: { region: string; absent: readonly string[] },
): Outcome {
  const { name, Code, $response } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as AwsError;
  const status = statusOf(error);
  if (status === null) return { kind: 'silent', code: 'NoAnswer' };

  const code = codeOf(name) ?? codeOf(Code) ?? `Http${status}`;
  if (asked.absent.includes(code)) return { kind: 'absent', code };
  const home = $response?.headers?.['x-amz-bucket-region'];
  if (
    (elsewhere.has(code) || status === 301 || status === 307 || status === 400) &&
    typeof home === 'string' &&
    /^[a-z0-9-]{1,40}$/.test(home) &&
    home !== asked.region
  )
    return { kind: 'elsewhere', region: home, code };
  if (surelySession.has(code)) return { kind: 'session', code, sure: true };
  if (perhapsSession.has(code)) return { kind: 'session', code, sure: false };
  const gap = (word: Gap, retry = false): Outcome => ({ kind: 'gap', gap: word, code, retry });
  if (gone.has(code)) return gap('gone');
  if (throttled.has(code) || status === 429 || status === 503) return gap('throttled', true);
  if (unsupported.has(code) || status === 405 || status === 501) return gap('unsupported');
  if (denied.has(code) || status === 403) return gap('denied');
  return gap('failed', status >= 500 || code === 'RequestTimeout');
}

/** A code is letters only, as AWS's are; anything else a server puts there is not kept. */
function codeOf(value: unknown): string | null {
  return typeof value === 'string' &&
    /^[A-Z][A-Za-z]{2,59}$/.test(value) &&
    !['Error', 'TypeError', 'Unknown', 'UnknownError'].includes(value)
    ? value
    : null;
}
