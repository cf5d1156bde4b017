import { readBare, readGranted } from './bare.ts';
import { arnOf, candidateOf } from './candidate.ts';
import { clean, unescaped, withoutComments } from './clean.ts';
import { metadata, readJson } from './json.ts';
import { problemOf } from './refuse.ts';
import { readRows, readXml } from './rows.ts';
import { readText } from './text.ts';
import { span } from './time.ts';
import { type Candidate, type Draft, holdsKeys, type Pasted, type Reading } from './types.ts';

/** More is no block of credentials. Characters. */
export const mostCharacters = 500_000;

/** What decides beside the text. */
export interface Circumstances {
  /** Milliseconds of the epoch. */
  now: number;
  /** True where they are for an S3-compatible store, whose keys have no session token. */
  store: boolean;
}

const nothing =
  'No credentials were recognised in this text. Paste the whole block: access key ID, secret access key and session token.';

/**
 * Reads credentials out of pasted text, in any shape that AWS and the usual tools give. Pure, never throws, and takes
 * time in proportion to the text. No sentence repeats anything of it.
 * https://docs.aws.amazon.com/singlesignon/latest/userguide/howtogetcredentials.html
 */
export function parseCredentials(text: string, { now, store }: Circumstances): Pasted {
  if (text.length > mostCharacters)
    return wrong('This text is too long for credentials. Paste only the block that holds them.');
  const tidy = clean(text);
  if (tidy.trim() === '') return wrong('The text is empty. Copy the block of credentials again.');
  const reading = read(tidy);
  const sets = distinct(reading.drafts);
  const problems = sets.map((one) => problemOf(one, store));
  const good = sets.filter((_, at) => problems[at] === '').map((one) => candidateOf(one, now));
  const [first, ...others] = good;
  if (!first)
    return wrong(
      problems.find((says) => says !== '') ?? (reading.without.length > 0 ? roleOnly : nothing),
    );
  const alive = good.filter(({ expired }) => !expired);
  if (alive.length === 0) return wrong(lapsed(first, now));

  const notes: string[] = [];
  const bad = problems.filter((says) => says !== '').length;
  if (bad > 0)
    notes.push(
      `Left out ${count(bad, 'set')} of keys that cannot be used here, such as long-term keys.`,
    );
  if (reading.without.length > 0)
    notes.push(`Left out ${count(reading.without.length, 'profile')} without keys of their own.`);
  if (!store && others.length === 0 && first.keys.secretAccessKey.length !== usualSecret)
    notes.push(
      `The secret access key has ${first.keys.secretAccessKey.length} characters here, where those of AWS have ${usualSecret}. Should AWS refuse it, copy the whole block again.`,
    );
  if (reading.shape === metadata)
    notes.push(
      'Credentials of CloudShell and of machines live for minutes and are renewed where they come from. The collector runs there and needs none in this page.',
    );
  return { kind: 'found', shape: reading.shape, candidates: [first, ...others], notes };
}

/** Characters of a secret access key as AWS makes them. Nothing promises it, so another length is only remarked on. */
const usualSecret = 40;

const roleOnly =
  'The profiles in this text hold no keys of their own: they name a role or a log-in. Run `aws configure export-credentials --profile NAME` and paste what it prints.';

const wrong = (says: string): Pasted => ({ kind: 'wrong', says });

const count = (many: number, one: string): string => `${many} ${one}${many === 1 ? '' : 's'}`;

const lapsed = ({ keys }: Candidate, now: number): string =>
  `These credentials expired ${span(now - Date.parse(keys.expiresAt ?? ''))} ago. Get new ones where these came from, and paste those.`;

/** The first way of reading that finds a key with its secret; what names leave open is looked for by its shape. */
function read(text: string): Reading {
  const structured = readJson(text) ?? readGranted(text) ?? readXml(text);
  if (structured) return withHint(structured, text);
  const plain = withoutComments(unescaped(text));
  const named = readText(plain);
  if (named.drafts.some(whole)) return withHint(named, plain);
  const rows = readRows(plain);
  if (rows?.drafts.some(whole)) return rows;
  const bare = readBare(plain);
  if (named.drafts.length === 0)
    return bare.drafts.some(holdsKeys)
      ? withHint(bare, plain)
      : { ...bare, drafts: [], without: named.without };
  const [one, more] = named.drafts;
  const [loose, other] = bare.drafts;
  if (one && !more && loose && !other && one.conflict === null)
    named.drafts[0] = { ...one, fields: { ...loose.fields, ...one.fields } };
  return withHint(named, plain);
}

const whole = ({ fields }: Draft): boolean =>
  fields.key !== undefined && fields.secret !== undefined;

/** An ARN anywhere beside a single set tells whose it is. */
function withHint(reading: Reading, text: string): Reading {
  const [one, more] = reading.drafts;
  if (!one || more || one.fields.arn !== undefined) return reading;
  const at = text.search(/arn:aws[a-z-]{0,20}:(?:iam|sts)::\d{12}:/);
  const arn = at < 0 ? '' : (/^[\w+=,.@:/-]{1,300}/.exec(text.slice(at, at + 300))?.[0] ?? '');
  if (arnOf(arn)) one.fields.arn = arn;
  return reading;
}

/** The same set pasted in several shapes, as the whole dialog of the access portal is, counts once. */
function distinct(drafts: readonly Draft[]): Draft[] {
  const seen = new Map<string, Draft>();
  for (const one of drafts) {
    const { key = '', secret = '', token = '' } = one.fields;
    const id = JSON.stringify([key, secret, token]);
    const known = seen.get(id);
    if (!known) seen.set(id, one);
    else {
      known.profile ||= one.profile;
      known.fields = { ...one.fields, ...known.fields };
    }
  }
  return [...seen.values()];
}
