import { matches } from './match.ts';
import { nameOf, type Statement } from './parse.ts';

/** What a Deny on plain HTTP reaches. */
export type TlsReading =
  | { state: 'enforced'; by: readonly Statement[] }
  | { state: 'partial'; says: string; by: readonly Statement[] }
  | { state: 'notEnforced'; says: string }
  | { state: 'unclear'; says: string; by: readonly Statement[] };

/**
 * How far a bucket policy denies plain HTTP. Enforced: Deny statements for everyone and every S3 action,
 * on `aws:SecureTransport` false and nothing narrower, together cover bucket and objects.
 * Statements that mix in other conditions, actions, principals or exceptions are `unclear` to this version.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-HTTP-HTTPS
 */
export function readTls(
  statements: readonly Statement[],
  partition: string,
  bucket: string,
): TlsReading {
  const denies = statements.filter((statement) => statement.effect === 'Deny');
  const about = denies.filter((statement) => speaksOf(statement, 'aws:securetransport'));
  if (about.length === 0) {
    const other = denies.filter(
      (statement) => statement.conditions.length === 0 || speaksOf(statement, 's3:tlsversion'),
    );
    if (other.some((statement) => /ifexists$/i.test(operatorOf(statement, 's3:tlsversion'))))
      return {
        state: 'unclear',
        says: `${nameOf(other[0] as Statement)} denies by TLS version with an IfExists operator`,
        by: other,
      };
    if (other.some((statement) => statement.conditions.length === 0 && everyoneByStar(statement)))
      return {
        state: 'unclear',
        says: `${nameOf(other[0] as Statement)} denies without a condition, which may take in plain HTTP`,
        by: other,
      };
    const versionOnly = other.some((statement) => speaksOf(statement, 's3:tlsversion'));
    return {
      state: 'notEnforced',
      says: versionOnly
        ? 'A Deny by TLS version alone lets plain HTTP through, which has no TLS version.'
        : statements.some((statement) => speaksOf(statement, 'aws:securetransport'))
          ? 'An Allow that asks for HTTPS refuses nothing: other permissions still work over HTTP.'
          : 'No statement denies plain HTTP.',
    };
  }

  const full = about.filter(
    (statement) => everyoneByStar(statement) && everyAction(statement) && onlyTls(statement),
  );
  const unclear = about.filter((statement) => !full.includes(statement) && !inert(statement));
  const bucketArn = `arn:${partition}:s3:::${bucket}`;
  const onBucket = full.filter((statement) => reaches(statement, bucketArn));
  const onObjects = full.filter((statement) => reaches(statement, `${bucketArn}/*`));
  if (onBucket.length > 0 && onObjects.length > 0)
    return { state: 'enforced', by: [...new Set([...onBucket, ...onObjects])] };
  if (unclear.length > 0)
    return {
      state: 'unclear',
      says: `${nameOf(unclear[0] as Statement)} denies plain HTTP for some requests only`,
      by: unclear,
    };
  if (onObjects.length > 0)
    return {
      state: 'partial',
      says: 'Plain HTTP is denied for objects, but not for the bucket itself: listing still works over HTTP.',
      by: onObjects,
    };
  if (onBucket.length > 0)
    return {
      state: 'partial',
      says: 'Plain HTTP is denied for the bucket itself, but not for all its objects.',
      by: onBucket,
    };
  return {
    state: 'notEnforced',
    says: 'The Deny on plain HTTP names neither this bucket nor its objects.',
  };
}

const speaksOf = (statement: Statement, key: string) =>
  statement.conditions.some((condition) => condition.key === key);

const operatorOf = (statement: Statement, key: string) =>
  statement.conditions.find((condition) => condition.key === key)?.operator ?? '';

/** A star for everyone; NotPrincipal is not that. */
const everyoneByStar = (statement: Statement) => statement.principals?.includes('AWS:*') ?? false;

const everyAction = (statement: Statement) =>
  statement.actions?.some((action) => /^(\*|s3:\*+)$/i.test(action)) ?? false;

/** Nothing but "not over TLS", AWS's own service calls perhaps excepted in the form that misses nobody else. */
const onlyTls = (statement: Statement) =>
  statement.conditions.every(
    ({ operator, key, values }) =>
      (key === 'aws:securetransport' &&
        /^bool(ifexists)?$/i.test(operator) &&
        values.length > 0 &&
        values.some((value) => value.toLowerCase() === 'false')) ||
      (key === 'aws:principalisawsservice' &&
        /^boolifexists$/i.test(operator) &&
        values.every((value) => value.toLowerCase() === 'false')),
  );

/** A Deny on HTTPS instead of HTTP: it says nothing about plain HTTP. */
const inert = (statement: Statement) =>
  statement.conditions.some(
    ({ operator, key, values }) =>
      key === 'aws:securetransport' &&
      /^bool(ifexists)?$/i.test(operator) &&
      !values.some((value) => value.toLowerCase() === 'false'),
  );

const reaches = (statement: Statement, arn: string) =>
  statement.resources?.some((pattern) => matches(pattern, arn)) ?? false;
