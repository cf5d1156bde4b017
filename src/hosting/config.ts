import { onePerRegion, type Relay, readRelay } from './relay.ts';

/** What whoever hosts the page may set, in one JSON file; docs/hosting.md describes it. */
export interface SiteConfig {
  /** Origins besides AWS and this computer that the page may talk to, such as `https://s3.example.com`. */
  endpoints: readonly string[];
  /** Relays that this copy's host offers, at most one for each Region. */
  relays: readonly Relay[];
  /** Who hosts this copy; may be empty. */
  team: string;
  /** How to reach them: a web address, `mailto:` and an address, or plain words; may be empty. */
  contact: string;
  /** A line or two on the start page; may be empty. */
  note: string;
}

export const defaultConfig: SiteConfig = {
  endpoints: [],
  relays: [],
  team: '',
  contact: '',
  note: '',
};

const most = 50;
const longest = { team: 100, contact: 200, note: 500 } as const;

/** Control characters and those that turn the direction of text. */
const unwanted = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Reads a configuration out of parsed JSON, or says everything that is wrong with it, a sentence each. */
export function readConfig(
  value: unknown,
): { config: SiteConfig; problems?: never } | { config?: never; problems: readonly string[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problems: ['The configuration is not a JSON object.'] };
  const problems: string[] = [];
  const given = value as Record<string, unknown>;
  for (const name of Object.keys(given))
    if (name !== '$schema' && !Object.hasOwn(defaultConfig, name))
      problems.push(
        `There is no setting ${quote(name)}. Settings: ${Object.keys(defaultConfig).join(', ')}.`,
      );

  const text = (name: keyof typeof longest): string => {
    const found = given[name] ?? '';
    if (typeof found !== 'string') problems.push(`${name} is not text.`);
    else if (found.length > longest[name])
      problems.push(`${name} is longer than ${longest[name]} characters.`);
    else if (unwanted.test(found))
      problems.push(`${name} has a line break or another control character.`);
    else return found.trim();
    return '';
  };

  const list = (name: 'endpoints' | 'relays'): readonly unknown[] => {
    const listed = given[name] ?? [];
    if (!Array.isArray(listed)) problems.push(`${name} is not a list.`);
    else if (listed.length > most) problems.push(`${name} has more than ${most} entries.`);
    else return listed;
    return [];
  };
  const endpoints: string[] = [];
  for (const entry of list('endpoints')) {
    const problem = endpointProblem(entry);
    if (problem) problems.push(`The endpoint ${quote(entry)} ${problem}`);
    else endpoints.push(new URL(entry as string).origin);
  }
  const relays: Relay[] = [];
  for (const entry of list('relays')) {
    const { relay, problem } = readRelay(entry);
    if (problem !== undefined) problems.push(`The relay ${quote(entry)} ${problem}`);
    else if (relays.some(({ region }) => region === relay.region))
      problems.push(`The relay ${quote(entry)} is the second of its Region. Name one.`);
    else relays.push(relay);
  }

  const config: SiteConfig = {
    endpoints: [...new Set(endpoints)].sort(),
    relays: onePerRegion(relays),
    team: text('team'),
    contact: text('contact'),
    note: text('note'),
  };
  return problems.length > 0 ? { problems } : { config };
}

const quote = (value: unknown): string => JSON.stringify(value)?.slice(0, 100) ?? 'undefined';

/** What keeps an entry out of the policy, to go on from its name; null where it is a plain origin. */
function endpointProblem(entry: unknown): string | null {
  if (typeof entry !== 'string') return 'is not text.';
  // Before the URL parser, which drops and encodes what a policy would take for syntax.
  if (!/^[a-z]+:\/\/[a-z0-9.:-]+\/?$/i.test(entry))
    return entry.includes('*')
      ? 'has a wildcard. Name each host in full.'
      : 'is not an origin: https://, a host name or IPv4 address, and a port where there is one. No path, no quotes, no spaces.';
  const address = parse(entry);
  if (!address) return 'is not a well-formed address.';
  const { protocol, hostname } = address;
  if (protocol !== 'https:' && protocol !== 'http:')
    return 'begins with neither https:// nor http://.';
  if (protocol === 'http:' && !isPrivate(hostname))
    return 'is not encrypted. http:// is accepted for this computer and private networks only; use https://.';
  return null;
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/**
 * Hosts that cannot be reached from the internet, by their name or address alone.
 * https://www.iana.org/assignments/special-use-domain-names https://www.rfc-editor.org/rfc/rfc1918
 */
const isPrivate = (host: string): boolean =>
  /^(localhost|127(\.\d+){3}|10(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2})$/.test(
    host,
  ) || /\.(localhost|local|internal|home\.arpa|test)$/.test(host);
