import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { ImportError, readSnapshotFile } from '../../src/report/import.ts';
import { exportSnapshot } from '../../src/report/json.ts';
import { smallAccount } from './account.ts';
import { madeUpChecks } from './checks.ts';
import { everyFact } from './every-fact.ts';

const files = [smallAccount(), everyFact()].map((snapshot) => exportSnapshot(snapshot));

/**
 * Opens bytes: true where a snapshot came out, false where they were refused politely. A snapshot that came out must
 * be fit for use: judging it does not fail, and what is written of it opens again as the same.
 */
async function opens(bytes: Uint8Array): Promise<boolean> {
  let snapshot;
  try {
    snapshot = await readSnapshotFile(bytes, { textBytes: 20_000_000 });
  } catch (error) {
    expect(error).toBeInstanceOf(ImportError);
    return false;
  }
  for (const { because } of audit(snapshot, madeUpChecks))
    expect(because).not.toContain('fault of ours');
  const again = await readSnapshotFile(new TextEncoder().encode(exportSnapshot(snapshot)));
  expect(again).toEqual(snapshot);
  return true;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Every place of a JSON value, as the steps that lead there. */
function placesOf(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return [
    [...path],
    ...Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key])),
  ];
}

function put(root: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = Array.isArray(root) ? [...root] : { ...(root as object) };
  const holder = copy as Record<string, unknown>;
  Object.defineProperty(holder, key, {
    value: put(holder[key], rest, value),
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
}

describe('whatever the file', () => {
  test('random bytes, zipped or not, are refused politely', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, zip) => {
        expect(await opens(zip ? gzipSync(bytes) : bytes)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('random JSON is refused politely', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        expect(await opens(bytesOf(text))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('a snapshot with one byte changed, or cut, is refused or fit for use', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.boolean(),
        fc.nat(),
        fc.nat(255),
        fc.option(fc.nat()),
        async (file, zip, at, byte, cut) => {
          const bytes = Uint8Array.from(zip ? gzipSync(file) : bytesOf(file));
          bytes[at % bytes.length] = byte;
          await opens(cut === null ? bytes : bytes.subarray(0, cut % bytes.length));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('a snapshot with any one value replaced by any other is refused or fit for use', async () => {
    const parsed = files.map((file): unknown => JSON.parse(file));
    const places = parsed.map((file) => placesOf(file));
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 1),
        fc.nat(),
        fc.oneof(
          fc.jsonValue({ maxDepth: 3 }),
          fc.constantFrom('', '\0', '__proto__', 'denied', true, null, -1, 1e300, [], {}),
        ),
        async (which, at, value) => {
          const path = places[which]?.[at % (places[which]?.length ?? 1)] ?? [];
          const file = JSON.stringify(put(parsed[which], path, value));
          if (!(await opens(bytesOf(file)))) refused++;
        },
      ),
      { numRuns: 1500 },
    );
    // Most values have one right type, so most replacements must be noticed.
    expect(refused).toBeGreaterThan(900);
  });

  test('every field of the format is needed: without any one the file is refused', async () => {
    for (const file of files) {
      const whole: unknown = JSON.parse(file);
      for (const path of placesOf(whole)) {
        const key = path.at(-1);
        if (key === undefined || /^\d+$/.test(key)) continue;
        const holder = path.slice(0, -1);
        // Files of before calls had times, and audits of one reading, do without these.
        if (['first', 'last', 'readings'].includes(key)) continue;
        // Rules and inventories of before did without these.
        const later = { wholeBucket: 'replication', destinationAccount: 'inventory' }[key];
        if (later !== undefined && holder.includes(later)) continue;
        // A fact or an outcome that is left out is not there, which is allowed.
        if (holder.at(-1) === 'outcomes' || (holder.at(-1) === 'facts' && holder.length > 1))
          continue;
        const at = holder.reduce<unknown>((node, step) => (node as never)[step], whole);
        const { [key]: _, ...rest } = at as Record<string, unknown>;
        const opened = await opens(bytesOf(JSON.stringify(put(whole, holder, rest))));
        expect(opened, path.join('.')).toBe(false);
      }
    }
  });
});
