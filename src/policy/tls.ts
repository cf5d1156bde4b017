import { coversAny, everyAction, speaksOfEveryone } from './match.ts';
import { type Condition, nameOf, type Statement } from './parse.ts';
import {
  coversBucket,
  coversEveryObject,
  touchesBucket,
  touchesKey,
  touchesObjects,
  unusualKeys,
} from './resource.ts';

/**
 * What a Deny on plain HTTP reaches. `partial`: some requests are denied, others are not. `atMostPartial`: some are
 * not denied, and this version does not weigh whether any is. `unclear`: it does not weigh whether all are.
 */
export interface TlsReading {
  state: 'enforced' | 'partial' | 'atMostPartial' | 'notEnforced' | 'unclear';
  /** A sentence without a full stop, which names the statement it speaks of; empty where all is denied. */
  says: string;
  by: readonly Statement[];
}

/**
 * How far a bucket policy denies plain HTTP. Enforced: Deny statements for everyone and every S3 action, on
 * `aws:SecureTransport` false and nothing narrower, together cover the bucket and every object. Whether something is
 * left open is decided by trying requests of an anonymous caller: one that no Deny can catch settles it.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryptionInTransit.html
 */
export function readTls(statements: readonly Statement[], arn: string): TlsReading {
  const denies = statements.filter(({ effect }) => effect === 'Deny');
  const certain = denies.filter(deniesHttpToAll);
  const onBucket = certain.filter((statement) => coversBucket(statement, arn));
  const onObjects = certain.filter((statement) => coversEveryObject(statement, arn));
  if (onBucket.length > 0 && onObjects.length > 0)
    return { state: 'enforced', says: '', by: [...new Set([...onBucket, ...onObjects])] };

  const catching = denies.filter((statement) => statement.conditions.every(mayHoldOverHttp));
  // Two requests that may slip through: one of an anonymous caller, and one that the only exception is made for.
  const forAnonymous = catching.filter(
    (statement) => speaksOfEveryone(statement) && !statement.conditions.some(isFalseForAnonymous),
  );
  const narrowed = catching.filter(({ conditions }) => conditions.some(leavesSomeoneOut));
  const forExcepted =
    narrowed.length === 1 ? catching.filter((statement) => statement !== narrowed[0]) : catching;
  if (mayCatchAll(forAnonymous, arn) && mayCatchAll(forExcepted, arn)) {
    const [first] = catching.filter((statement) => !certain.includes(statement));
    return {
      state: 'unclear',
      says: first
        ? `${nameOf(first)} may deny plain HTTP in a form that is not weighed`
        : 'several statements deny plain HTTP for some actions each',
      by: first ? [first] : catching,
    };
  }
  if (onObjects.length > 0)
    return {
      state: 'partial',
      says: 'plain HTTP is denied for objects, but not for the bucket itself: listing still works over HTTP',
      by: onObjects,
    };
  if (onBucket.length > 0)
    return {
      state: 'partial',
      says: 'plain HTTP is denied for the bucket itself, but not for all its objects',
      by: onBucket,
    };
  const here = catching.filter(
    (statement) =>
      speaksOf(statement, secureTransport) &&
      (touchesBucket(statement, arn) || touchesObjects(statement, arn)),
  );
  const some = here.find(({ conditions }) => conditions.every(isPlain));
  if (some) return { state: 'partial', says: limitOf(some), by: [some] };
  const [maybe] = here;
  if (maybe) return { state: 'atMostPartial', says: limitOf(maybe), by: [maybe] };
  return { state: 'notEnforced', says: whyNot(statements), by: [] };
}

const secureTransport = 'aws:securetransport';

/** Requests that must all be denied: if even one is not, plain HTTP is not denied as a whole. */
const bucketProbes = [
  's3:ListBucket',
  's3:GetBucketLocation',
  's3:PutBucketPolicy',
  's3:DeleteBucket',
];
const objectProbes = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:GetObjectTagging'];

const mayCatchAll = (statements: readonly Statement[], arn: string): boolean => {
  const caught = (action: string, touches: (statement: Statement) => boolean) =>
    statements.some((statement) => coversAny(statement, [action]) && touches(statement));
  return (
    bucketProbes.every((action) => caught(action, (s) => touchesBucket(s, arn))) &&
    objectProbes.every((action) =>
      unusualKeys.every((key) => caught(action, (s) => touchesKey(s, arn, key))),
    )
  );
};

const deniesHttpToAll = (statement: Statement): boolean =>
  (statement.principals?.includes('AWS:*') ?? false) &&
  everyAction(statement) &&
  statement.conditions.every(
    (condition) =>
      isNoTls(condition) ||
      (condition.key === 'aws:principalisawsservice' &&
        /^boolifexists$/i.test(condition.operator) &&
        isFalse(condition)),
  );

const isNoTls = (condition: Condition): boolean =>
  condition.key === secureTransport &&
  /^bool(ifexists)?$/i.test(condition.operator) &&
  condition.values.some((value) => value.toLowerCase() === 'false');

const isFalse = ({ values }: Condition): boolean =>
  values.length > 0 && values.every((value) => value.toLowerCase() === 'false');

/** Conditions that hold for plain HTTP and at least one caller. */
const isPlain = (condition: Condition): boolean =>
  isNoTls(condition) ||
  (condition.key === 'aws:principalisawsservice' &&
    /^bool(ifexists)?$/i.test(condition.operator) &&
    isFalse(condition));

/** Whether a condition can hold for a request over plain HTTP, which carries `SecureTransport` false and no TLS version. */
function mayHoldOverHttp(condition: Condition): boolean {
  const operator = condition.operator.toLowerCase();
  if (condition.key === secureTransport)
    return operator === 'null'
      ? condition.values.some((value) => value.toLowerCase() === 'false')
      : !/^bool(ifexists)?$/.test(operator) || isNoTls(condition);
  if (condition.key === 's3:tlsversion')
    return (
      operator === 'null' || operator.endsWith('ifexists') || operator.startsWith('forallvalues:')
    );
  return true;
}

/** Anonymous requests carry no `aws:PrincipalIsAWSService`. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const isFalseForAnonymous = ({ operator, key }: Condition): boolean =>
  key === 'aws:principalisawsservice' && /^bool$/i.test(operator);

/** Whether a condition surely fails for someone: for those outside the values it names, or for those that it excepts. */
const leavesSomeoneOut = ({ operator, key, values }: Condition): boolean =>
  values.length > 0 &&
  ((/^(ipaddress|notipaddress)$/i.test(operator) && !values.some((v) => /\/0+$/.test(v))) ||
    (/^(string|arn)(not)?(equals|like)$/i.test(operator) &&
      /^aws:(principal(arn|account|orgid)|sourcevpce?)$/.test(key) &&
      !values.some((value) => /[*?$]/.test(value))));

const speaksOf = (statement: Statement, key: string): boolean =>
  statement.conditions.some((condition) => condition.key === key);

/** What keeps a Deny on plain HTTP from being complete. */
function limitOf(statement: Statement): string {
  const name = `${nameOf(statement)} denies plain HTTP`;
  const further = statement.conditions.filter((condition) => !isNoTls(condition));
  if (further.length > 0)
    return `${name} only where a further condition holds, on ${further.map(({ key }) => key).join(' and ')}`;
  if (!statement.principals) return `${name} to everyone but the principals that it excepts`;
  if (!statement.principals.includes('AWS:*'))
    return `${name} only to the principals that it names`;
  if (!everyAction(statement))
    return statement.actions
      ? `${name} only for ${statement.actions.join(', ')}`
      : `${name} for all but ${(statement.notActions ?? []).join(', ')}`;
  return `${name} for a part of the bucket only`;
}

function whyNot(statements: readonly Statement[]): string {
  const about = statements.filter((statement) => speaksOf(statement, secureTransport));
  const denies = about.filter(({ effect }) => effect === 'Deny');
  if (denies.some(({ conditions }) => conditions.every(mayHoldOverHttp)))
    return 'the Deny on plain HTTP names neither this bucket nor its objects';
  if (denies[0]) return `${nameOf(denies[0])} never applies to plain HTTP`;
  if (about.length > 0)
    return 'an Allow that asks for HTTPS refuses nothing: other permissions still work over HTTP';
  return statements.some(({ effect, conditions }) =>
    conditions.some(({ key }) => effect === 'Deny' && key === 's3:tlsversion'),
  )
    ? 'a Deny by TLS version alone lets plain HTTP through, which has no TLS version'
    : 'no statement of the bucket policy denies plain HTTP';
}
