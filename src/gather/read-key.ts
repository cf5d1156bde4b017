import { type Evidence, unasked } from '../model/evidence.ts';
import type { Facts } from '../model/facts.ts';
import { keyNamedBy } from '../model/keys.ts';
import { encryptionUnread } from '../model/snapshot.ts';
import { gather, type Line } from './gather.ts';
import type { AnyGatherer, Target } from './gatherer.ts';

/** Reads the key that a bucket's default encryption names. `at` is the bucket, in its Region. Never rejects. */
export type ReadKey = (
  g: AnyGatherer,
  encryption: Evidence<unknown> | undefined,
  at: Target,
) => Promise<Evidence<unknown>>;

/** Asks for each key once in a scan, however many buckets share it. */
export function keyReader(on: Line): ReadKey {
  const asked = new Map<string, Promise<Evidence<unknown>>>();
  return async (g, encryption, at) => {
    const which = keyAt(encryption, at, g.action);
    if ('known' in which) return which;
    const one = `${which.region} ${which.key}`;
    let found = asked.get(one);
    if (!found) {
      found = askFor(g, which, on);
      asked.set(one, found);
    }
    return found;
  };
}

/** Where to look for the key that an encryption names; what is known of it where there is nothing to look for. */
export function keyAt(
  encryption: Evidence<unknown> | undefined,
  at: Target,
  ...actions: readonly string[]
): Evidence<unknown> | (Target & { key: string }) {
  if (!encryption?.known)
    return unasked([...(encryption?.actions ?? []), ...actions], encryptionUnread);
  const key = keyNamedBy(encryption.value as Facts['encryption']);
  // That it names no key is what the encryption says, by its way and of its time.
  if (key === null) return { ...encryption, value: null };
  return { ...at, bucket: '', region: regionIn(key) ?? at.region, key };
}

async function askFor(g: AnyGatherer, at: Target, on: Line): Promise<Evidence<unknown>> {
  const found = await gather(g, at, { region: at.region }, on);
  if (!found.known || found.value !== null) return found;
  const rotates = { known: false, gap: 'skipped', actions: [], detail: '' };
  return { ...found, value: { named: at.key, key: null, rotates } };
}

/** The Region in the ARN of a key or an alias. It becomes part of a host name, so it must look like one. */
const regionIn = (named: string): string | null =>
  /^arn:[\w-]+:kms:([a-z]{2,4}(?:-[a-z]+)+-\d+):/.exec(named)?.[1] ?? null;
