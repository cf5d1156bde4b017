import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockText } from '../../src/report/block.ts';
import { ImportError, readSnapshotFile } from '../../src/report/import.ts';
import { exportSnapshot } from '../../src/report/json.ts';
import { hostileAccount, smallAccount } from './account.ts';

const zipped = gzipSync(exportSnapshot(hostileAccount()));
const base64 = zipped.toString('base64');
const block = blockText(base64, createHash('sha256').update(zipped).digest('hex'));
const lines = block.trimEnd().split('\n');

const open = (text: string) => readSnapshotFile(new TextEncoder().encode(text));
async function refusal(text: string): Promise<string> {
  const error: unknown = await open(text).then(
    () => new Error('it was opened'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ImportError);
  return (error as ImportError).message;
}

test('a block has short lines, its length and its sum', () => {
  expect(lines[0]).toBe('-----BEGIN BUCKETPROOF SNAPSHOT-----');
  expect(lines[1]).toBe(`Characters: ${base64.length}`);
  expect(lines[2]).toMatch(/^SHA-256: [0-9a-f]{64}$/);
  expect(lines.at(-1)).toBe('-----END BUCKETPROOF SNAPSHOT-----');
  expect(lines.length).toBeGreaterThan(10);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(76);
});

const prompt = '[cloudshell-user@ip-10-2-3-4 ~]$ ';
describe('a block opens', () => {
  test.each([
    ['as it was printed', block],
    ['with the line breaks of Windows', block.replaceAll('\n', '\r\n')],
    ['with the line breaks of old Macs', block.replaceAll('\n', '\r')],
    ['without a line break at its end', block.trimEnd()],
    ['with empty lines between', block.replaceAll('\n', '\n\n')],
    ['with spaces around its lines', lines.map((line) => `  ${line}\t `).join('\n')],
    ['as a quotation', lines.map((line) => `> ${line}`).join('\n')],
    ['with prompt signs before its lines', lines.map((line) => `$ ${line}`).join('\n')],
    ['in colour', lines.map((line) => `\u001b[32m${line}\u001b[0m`).join('\n')],
    [
      'with what the terminal printed around it',
      `${prompt}node collect.mjs --base64\n5 of 5 buckets, 90 calls\n{"a":1}\n${block}${prompt}\n`,
    ],
    ['the last of two', `${block.replace(/^H4sI.*$/m, '!')}\n${prompt}again\n${block}`],
    [
      'folded by a narrow terminal',
      [...lines.slice(0, 4), ...(base64.match(/.{1,33}/g) ?? []), lines.at(-1)].join('\n'),
    ],
    ['without its marks', lines.slice(4, -1).join('\n')],
    [
      'from gzip and base64 of the system, on one line',
      `${prompt}gzip -c a | base64 -w0\n${base64}\n${prompt}`,
    ],
  ])('%s', async (_, text) => {
    expect(await open(text)).toEqual(hostileAccount());
  });

  test('from UTF-16, as PowerShell writes files', async () => {
    const bytes = Buffer.from(`\uFEFF${block}`, 'utf16le');
    expect(await readSnapshotFile(bytes)).toEqual(hostileAccount());
  });
});

describe('a block that is not whole says what is missing', () => {
  test('its end', async () => {
    const half = lines.slice(0, 9).join('\n');
    expect(await refusal(half)).toBe(
      `The pasted text has no end: 380 of its ${base64.length.toLocaleString('en')} characters are there. Copy everything from the line "BEGIN BUCKETPROOF SNAPSHOT" down to the line "END BUCKETPROOF SNAPSHOT".`,
    );
    expect(await refusal(`${half}\n${prompt}\n`)).toContain('has no end: 380 of');
  });
  test('its beginning', async () => {
    expect(await refusal(lines.slice(8).join('\n'))).toContain(
      'The beginning of the pasted text is missing',
    );
  });
  test('lines in the middle', async () => {
    const text = [...lines.slice(0, 6), ...lines.slice(8)].join('\n');
    expect(await refusal(text)).toContain('Lines are missing in the middle');
  });
  test('nothing, but has lines twice', async () => {
    const text = [...lines.slice(0, 6), ...lines.slice(4)].join('\n');
    expect(await refusal(text)).toContain('some lines are in it twice');
  });
  test('nothing, but something was printed into it', async () => {
    const text = [...lines.slice(0, 6), 'You have new mail.', ...lines.slice(6)].join('\n');
    expect(await refusal(text)).toContain('Line 7 of the pasted text does not belong to it');
  });
  test('nothing, but a character was changed', async () => {
    const at = block.indexOf(lines[6] as string) + 5;
    const text = block.slice(0, at) + (block[at] === 'A' ? 'B' : 'A') + block.slice(at + 1);
    expect(await refusal(text)).toContain('its SHA-256 is not the one');
  });
  test('its end, where it has no marks', async () => {
    expect(await refusal(lines.slice(4, -4).join('\n'))).toContain(
      'ends too early or was changed on the way',
    );
  });
  test('everything but its marks', async () => {
    expect(await refusal(`${lines[0]}\n${lines.at(-1)}`)).toContain('ends too early');
  });
});

test('what is no block is opened as the file that it is', async () => {
  const json = new TextEncoder().encode(`  ${exportSnapshot(smallAccount())}`);
  expect(await readSnapshotFile(json)).toEqual(smallAccount());
  expect(await readSnapshotFile(gzipSync(json))).toEqual(smallAccount());
  expect(await refusal('name,price\n')).toContain('not JSON');
  expect(await refusal('')).toContain('The file is empty');
});

test('a progress file is told from a result', async () => {
  const says = await refusal('{"format":"bucketproof/progress","version":1}\n{"head":{}}\n');
  expect(says).toContain('Run the collector again with --resume');
});

test('whatever of a block is pasted, it opens as it was or is refused with a sentence', async () => {
  const expected = smallAccount();
  const small = gzipSync(exportSnapshot(expected));
  const whole = blockText(
    small.toString('base64'),
    createHash('sha256').update(small).digest('hex'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length),
      fc.nat(whole.length),
      fc.string({ maxLength: 3 }),
      async (from, to, put) => {
        const text = whole.slice(0, Math.min(from, to)) + put + whole.slice(Math.max(from, to));
        const found = await open(text).catch((error: unknown) => error);
        if (found instanceof Error) expect(found).toBeInstanceOf(ImportError);
        else expect(found).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});
