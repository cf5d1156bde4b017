/**
 * S3's answer to "is this policy public", kept apart from the program's own engine so that the two
 * can disagree. Reads the common forms only and calls everything else public, as S3 assumes public
 * until the opposite is shown: an Allow is not public if it names its principals, or if a plain
 * operator pins one of S3's listed keys to values without wildcard or variable.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function looksPublic(policy: unknown): boolean {
  if (!isRecord(policy)) return true;
  return [policy['Statement']].flat().some((statement) => {
    if (!isRecord(statement)) return true;
    if (statement['Effect'] !== 'Allow') return false;
    return !namesPrincipals(statement) && !isPinned(statement['Condition']);
  });
}

function namesPrincipals(statement: Record<string, unknown>): boolean {
  const principal = statement['Principal'];
  if (principal === undefined || principal === '*') return false;
  if (!isRecord(principal)) return false;
  return Object.values(principal).every((names) =>
    [names].flat().every((name) => typeof name === 'string' && !name.includes('*')),
  );
}

const pinningKeys = new Set([
  'aws:principalorgid',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourcearn',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceowner',
  'aws:sourceaccount',
  'aws:userid',
  's3:dataaccesspointarn',
  's3:dataaccesspointaccount',
]);
const pinningOperators = new Set([
  'stringequals',
  'stringequalsignorecase',
  'stringlike',
  'arnequals',
  'arnlike',
]);

function isPinned(condition: unknown): boolean {
  if (!isRecord(condition)) return false;
  return Object.entries(condition).some(
    ([operator, keys]) =>
      isRecord(keys) &&
      Object.entries(keys).some(([key, value]) => {
        const values = [value].flat();
        if (operator.toLowerCase() === 'ipaddress' && key.toLowerCase() === 'aws:sourceip') {
          return values.every(isNarrowRange);
        }
        const listed =
          pinningOperators.has(operator.toLowerCase()) && pinningKeys.has(key.toLowerCase());
        return listed && values.every((v) => typeof v === 'string' && !/[*?]|\$\{/.test(v));
      }),
  );
}

function isNarrowRange(range: unknown): boolean {
  const [address = '', bits] = String(range).split('/');
  const width = address.includes(':') ? 32 : 8;
  return bits === undefined || Number(bits) >= width;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
