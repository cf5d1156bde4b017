/** Why no keys were given: AWS's error code, empty where no answer came; and the word that tells two cases apart. */
export interface Refusal {
  code: string;
  /** What the message speaks of, where one code stands for several faults. The message itself goes no further. */
  about: '' | 'duration' | 'mfa' | 'arn' | 'policy' | 'clock';
}

/** Reads a refusal off an SDK error: the code, and of the message only which parameter it is about. */
export function refusalOf(error: unknown): Refusal {
  const { name, message, $metadata } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as { name?: unknown; message?: unknown; $metadata?: { httpStatusCode?: unknown } };
  if ($metadata?.httpStatusCode === undefined) return { code: '', about: '' };
  const code = typeof name === 'string' && /^[A-Z][A-Za-z]{2,59}$/.test(name) ? name : 'Unknown';
  return { code, about: aboutOf(String(message).slice(0, 2000)) };
}

function aboutOf(message: string): Refusal['about'] {
  if (/DurationSeconds|role chaining/i.test(message)) return 'duration';
  if (/multifactor|MFA|tokenCode|serialNumber/i.test(message)) return 'mfa';
  if (/roleArn|\bARN\b/.test(message)) return 'arn';
  if (/\bpolicy\b.*(?:malformed|size|packed)/i.test(message)) return 'policy';
  if (/Signature (?:expired|not yet current)/i.test(message)) return 'clock';
  return '';
}
