import { domainOf, everyRegion, type Partition } from './regions.ts';

/**
 * A relay is `relay.html`, stored in a bucket of a Region and made for the one origin whose page may use it. Opened by
 * path (https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html#path-style-access), it shares its
 * origin with every path-style call to S3 in that Region. docs/relays.md tells the whole.
 */
export interface Relay {
  region: string;
  bucket: string;
  /** The object's key; `relay.html` unless it was stored under another. */
  key: string;
}

export const relayKey = 'relay.html';

/** The origins that S3 has in a Region, the usual one first. Each brings a browser six more connections. */
export function s3Origins(region: string): readonly string[] {
  const domain = domainOf(partitionOf(region) ?? 'aws');
  return [`https://s3.${region}.${domain}`, `https://s3.dualstack.${region}.${domain}`];
}

/** The partition that a Region is in, or null where this page knows no such Region. */
export const partitionOf = (region: string): Partition | null =>
  everyRegion.find((one) => one.region === region)?.partition ?? null;

/** Where a relay is opened from, by each origin of its Region. */
export const relayAddresses = ({ region, bucket, key }: Relay): readonly string[] =>
  s3Origins(region).map((origin) => `${origin}/${bucket}/${key}`);

/**
 * Every host that a relay may be framed from. All Regions, whether or not this copy's host has relays there, so that
 * whoever uses the page can name a bucket of their own: a policy in a `<meta>` element cannot be widened afterwards.
 */
export const frameSources = (): readonly string[] =>
  everyRegion.flatMap(({ region }) => s3Origins(region));

/** Reads a relay out of `{ region, bucket, key? }` or its address, or says in a sentence what is wrong with it. */
export function readRelay(
  value: unknown,
): { relay: Relay; problem?: never } | { relay?: never; problem: string } {
  const named = typeof value === 'string' ? fromAddress(value) : value;
  if (typeof named !== 'object' || named === null || Array.isArray(named))
    return {
      problem:
        'is not the address of an object, by path, in S3 of a Region that this page knows, such as https://s3.eu-west-1.amazonaws.com/BUCKET/relay.html.',
    };
  const { region, bucket, key = relayKey, ...rest } = named as Record<string, unknown>;
  const more = Object.keys(rest)[0];
  if (more !== undefined) return { problem: `has ${more}, but only region, bucket and key.` };
  if (typeof region !== 'string' || partitionOf(region) === null)
    return { problem: 'is in no Region that this page knows.' };
  if (typeof bucket !== 'string' || !isBucketName(bucket))
    return {
      problem:
        'has no bucket name: 3 to 63 lower-case letters, digits, hyphens and dots, with a letter or digit at both ends.',
    };
  if (typeof key !== 'string' || !/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(key) || key.length > 200)
    return { problem: 'has a key with other than letters, digits, hyphens, dots and slashes.' };
  return { relay: { region, bucket, key } };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const isBucketName = (name: string): boolean =>
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
  !name.includes('..') &&
  !/^\d+(\.\d+){3}$/.test(name);

function fromAddress(text: string): unknown {
  const found = /^(https:\/\/[a-z0-9.-]+)\/([^/?#]+)\/([^?#]+)$/.exec(text.trim());
  const [, origin = '', bucket, key] = found ?? [];
  const at = everyRegion.find(({ region }) => s3Origins(region).includes(origin));
  return at ? { region: at.region, bucket, key } : null;
}

/** One relay for each Region, the later of two: two of one Region would share an origin, and could reach each other. */
export const onePerRegion = <R extends Relay>(relays: readonly R[]): readonly R[] =>
  [...new Map(relays.map((relay) => [relay.region, relay])).values()].sort((a, b) =>
    a.region < b.region ? -1 : 1,
  );

/** A relay that is ready to be stored. */
export interface BakedRelay {
  html: string;
  /** SHA-256 of its bytes, in hexadecimal digits, as `sha256sum` prints it. */
  sha256: string;
}

/**
 * Makes the relay for one page: puts the origin of the page into the text of `public/relay.html`, and the hash of the
 * script that this gives into its policy. Throws a sentence where the origin is none.
 */
export async function bakeRelay(template: string, parentOrigin: string): Promise<BakedRelay> {
  const problem = parentProblem(parentOrigin);
  if (problem) throw new Error(problem);
  const made = template.replace('__PARENT_ORIGIN__', parentOrigin);
  const script = /<script>([\s\S]*?)<\/script>/.exec(made)?.[1];
  if (script === undefined || made === template || !made.includes(hashMark))
    throw new Error('This is not the text of public/relay.html, or it was made for a page before.');
  const html = made.replace(hashMark, base64(await sha256(script)));
  return { html, sha256: hexadecimal(await sha256(html)) };
}

const hashMark = '__SCRIPT_HASH__';

/** What keeps a text from being the origin of a page that may use a relay, as a sentence; null where nothing does. */
export function parentProblem(origin: string): string | null {
  if (!/^https?:\/\/[a-z0-9.-]+(:\d+)?$/.test(origin) || !isWhole(origin))
    return `${JSON.stringify(origin.slice(0, 100))} is not an origin: https://, a host name in small letters, and a port where it is not 443. No path and no slash at the end.`;
  if (origin.startsWith('http:') && !/^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(origin))
    return `${origin} is not encrypted: whoever is on the way could change its page, and so use the relay. Use https://, or localhost for a trial.`;
  if (/^https:\/\/s3([.-][a-z0-9.-]+)?\.amazonaws\.com(\.cn)?(:|$)/.test(origin))
    return `${origin} is an address of S3 itself, which anybody can serve pages from.`;
  return null;
}

/** Whether it is written as a browser writes it in `event.origin`. */
const isWhole = (origin: string): boolean =>
  URL.canParse(origin) && new URL(origin).origin === origin;

const sha256 = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const hexadecimal = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
