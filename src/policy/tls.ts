import { everyAction } from './action-set.ts';
import { bindVariables } from './bind.ts';
import type { Candidate } from './candidates.ts';
import { operatorOf } from './condition.ts';
import { catchesSome, type Gap, gapIn, type Sort } from './denied.ts';
import { type Condition, nameOf, type Statement } from './parse.ts';
import { everyCaller, populationOf } from './population.ts';
import { newEffort } from './search.ts';
import { overHttp, overOldTls, type Place } from './world.ts';

/**
 * What Deny statements make of requests over plain HTTP. `partial`: some are denied, others are not. `unclear`: an
 * operator that IAM does not have, a policy variable or sheer size keeps it from being told.
 */
export interface TlsReading {
  state: 'enforced' | 'partial' | 'notEnforced' | 'unclear';
  /** A sentence without a full stop, which names the statement it speaks of; empty where all is denied. */
  says: string;
  by: readonly Statement[];
}

const secureTransport = 'aws:securetransport';
const tlsVersion = 's3:tlsversion';

/**
 * How far a bucket policy denies plain HTTP. Enforced: each request without TLS, of any caller but an AWS service, for
 * any action, on the bucket and every object, falls under a Deny; the union of all statements decides.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryptionInTransit.html
 */
export function readTls(statements: readonly Statement[], place: Place): TlsReading {
  return readDenials(statements, place, [overHttp], {
    about: (statement) => speaksOf(statement, secureTransport) || holdsWithoutTls(statement),
    of: 'plain HTTP',
    whyNot: () => whyNot(statements),
  });
}

/**
 * The same for TLS older than 1.2, which AWS refuses by itself since 2024.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
 */
export function readOldTls(statements: readonly Statement[], place: Place): TlsReading {
  return readDenials(statements, place, overOldTls, {
    about: (statement) => speaksOf(statement, tlsVersion),
    of: 'TLS below 1.2',
    whyNot: () => 'no statement of the bucket policy denies TLS below 1.2',
  });
}

interface Question {
  /** Whether a statement is there for it, so that one that denies deletion to all is not taken for a part of it. */
  about(statement: Statement): boolean;
  of: string;
  whyNot(): string;
}

function readDenials(
  written: readonly Statement[],
  place: Place,
  how: readonly Candidate[],
  { about, of, whyNot: why }: Question,
): TlsReading {
  const denies = bindVariables(written, place).filter(({ effect }) => effect === 'Deny');
  if (denies.length === 0) return { state: 'notEnforced', says: why(), by: [] };
  const sort: Sort = {
    callers: everyCaller(populationOf(denies, place)),
    actions: null,
    on: ['bucket', 'object'],
    fixed: new Map([['tls', how]]),
  };
  const effort = newEffort();
  const gap = gapIn(sort, denies, place, effort);
  const catching = denies.filter((deny) => catchesSome(deny, sort, place, effort) === true);
  if (!gap) {
    const told = catching.filter(about);
    return { state: 'enforced', says: '', by: told.length > 0 ? told : catching };
  }
  const here = catching.filter(about);
  if (!gap.sure) {
    const [first] = here.length > 0 ? here : denies.filter(about);
    return first
      ? {
          state: 'unclear',
          says: `${nameOf(first)} denies ${of} in a form that cannot be told`,
          by: [first],
        }
      : { state: 'notEnforced', says: why(), by: [] };
  }
  if (here.length === 0) return { state: 'notEnforced', says: why(), by: [] };
  const [bucket, objects] = (['bucket', 'object'] as const).map(
    (on) => gapIn({ ...sort, on: [on] }, denies, place, newEffort()) !== null,
  );
  const says = !objects
    ? `${of} is denied for objects, but not for the bucket itself: listing still works that way`
    : !bucket
      ? `${of} is denied for the bucket itself, but not for all its objects`
      : (versionPast(here, how, sort, place) ?? limitOf(here, gap, of, place));
  return { state: 'partial', says, by: here };
}

const speaksOf = (statement: Statement, key: string): boolean =>
  statement.conditions.some((condition) => condition.key === key);

/** A Deny by TLS version that also holds where there is no TLS at all. */
const holdsWithoutTls = ({ conditions }: Statement): boolean =>
  conditions.some(({ key, operator }) => {
    const found = operatorOf(operator);
    return key === tlsVersion && (found?.ifExists === true || found?.base === 'null');
  });

/** The version of TLS that no Deny catches, as a sentence, where they catch another; null where that is not why. */
function versionPast(
  here: readonly Statement[],
  how: readonly Candidate[],
  sort: Sort,
  place: Place,
): string | null {
  const past = how.filter((one) =>
    here.every(
      (deny) =>
        catchesSome(deny, { ...sort, fixed: new Map([['tls', [one]]]) }, place, newEffort()) ===
        false,
    ),
  );
  const version = past[0]?.get(tlsVersion)?.[0];
  return past.length < how.length && version
    ? `${here.map(nameOf).join(' and ')} ${here.length === 1 ? 'denies' : 'deny'} only TLS older than ${version}, which itself gets through`
    : null;
}

/** What keeps denials from being complete, told by a request that gets through. */
function limitOf(here: readonly Statement[], gap: Gap, of: string, place: Place): string {
  const objects = gap.resource !== place.arn;
  const [first] = here as [Statement];
  if (here.length === 1) {
    const name = `${nameOf(first)} denies ${of}`;
    const further = first.conditions.filter((condition) => !isAbout(condition));
    if (further.length > 0)
      return `${name} only where a further condition holds, on ${further.map(({ key }) => key).join(' and ')}`;
    if (!first.principals) return `${name} to everyone but the principals that it excepts`;
    if (!first.principals.includes('AWS:*')) return `${name} only to the principals that it names`;
    const { actions, notActions } = first;
    if (actions && !actions.some((action) => /^(s3:)?\*+$/i.test(action)))
      return `${name} only for ${actions.join(', ')}`;
    if (notActions) return `${name} for all but ${notActions.join(', ')}`;
  }
  const names = here.map(nameOf).join(' and ');
  return objects
    ? `${of} is denied by ${names}, but not for every object of the bucket`
    : `${of} is denied by ${names}, but not for every action on the bucket itself, such as ${everyAction[gap.action]?.name.replace('\u0001', '*') ?? 's3:*'}`;
}

const isAbout = ({ key }: Condition): boolean => key === secureTransport || key === tlsVersion;

function whyNot(statements: readonly Statement[]): string {
  const about = statements.filter((statement) => speaksOf(statement, secureTransport));
  const denies = about.filter(({ effect }) => effect === 'Deny');
  if (denies.some(({ conditions }) => conditions.every(mayHoldOverHttp)))
    return 'the Deny on plain HTTP names neither this bucket nor its objects';
  if (denies[0]) return `${nameOf(denies[0])} never applies to plain HTTP`;
  if (about.length > 0)
    return 'an Allow that asks for HTTPS refuses nothing: other permissions still work over HTTP';
  return statements.some(
    ({ effect, conditions }) =>
      effect === 'Deny' && conditions.some(({ key }) => key === tlsVersion),
  )
    ? 'a Deny by TLS version alone lets plain HTTP through, which has no TLS version'
    : 'no statement of the bucket policy denies plain HTTP';
}

const mayHoldOverHttp = ({ key, operator, values }: Condition): boolean =>
  key === tlsVersion
    ? operatorOf(operator)?.ifExists === true
    : key !== secureTransport ||
      (/^bool/i.test(operator) && values.some((value) => value.toLowerCase() === 'false'));
