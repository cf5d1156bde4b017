/** AWS's error codes that blame the session: credentials that have expired or are wrong, or a clock that is off. */
export const surelySession: ReadonlySet<string> = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'TokenRefreshRequired',
  'RequestExpired',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'RequestTimeTooSkewed',
  'IncompleteSignature',
]);

/** Those that a Region which is not enabled gives as well. */
export const perhapsSession: ReadonlySet<string> = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidToken',
  'AuthFailure',
]);

/** Whether this code blames the session rather than one fact. */
export const isSessionCode = (code: string): boolean =>
  surelySession.has(code) || perhapsSession.has(code);
