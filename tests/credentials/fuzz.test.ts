import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCredentials } from '../../src/app/credentials/parse.ts';
import type { Pasted } from '../../src/app/credentials/types.ts';
import { key, secret, shapes, token } from './shapes.ts';

const now = Date.parse('2026-11-25T12:00:00Z');
const read = (text: string, store: boolean) => parseCredentials(text, { now, store });
/** Everything of an answer that a screen may show. */
const told = (pasted: Pasted): string =>
  JSON.stringify(pasted, (name, value: unknown) => (name === 'keys' ? undefined : value));
const length = 12;
const fragments = (text: string) =>
  Array.from({ length: text.length - length + 1 }, (_, at) => text.slice(at, at + length));
const secretParts = [...fragments(secret), ...fragments(token)];
const leaks = (pasted: Pasted) => {
  const all = told(pasted);
  return secretParts.filter((part) => all.includes(part));
};

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: fc.constantFrom(...'[]{}<>|"\'`=:,; \n\t\\$#-&eyASIA0'), maxLength: 400 }),
  fc.json(),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'AWS_ACCESS_KEY_ID',
          'aws_session_token',
          'SecretAccessKey',
          'token',
          'region',
        ),
        fc.constantFrom(
          key,
          secret,
          token,
          '[dev]',
          '\n',
          '=',
          ': ',
          ' "',
          '|',
          ',',
          '<AccessKeyId>',
          '</',
          '{',
          '}',
          '# ',
          'export ',
          '***',
        ),
        fc.string({ maxLength: 8 }),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
);

test('any text gives credentials or a sentence, and shows no part of a secret', () => {
  fc.assert(
    fc.property(text, fc.boolean(), (input, store) => {
      const pasted = read(input, store);
      if (pasted.kind === 'wrong') expect(pasted.says).toMatch(/^[A-Z].*\.$/);
      else expect(pasted.candidates.length).toBeGreaterThan(0);
      expect(leaks(pasted)).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('a damaged block gives credentials or a sentence, and shows no part of a secret', () => {
  const damage = fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      drop: fc.integer({ min: 0, max: 60 }),
      add: fc.oneof(
        fc.constant(''),
        fc.constantFrom(
          '\n',
          ' ',
          '"',
          '[',
          ']',
          '\n[',
          ']\n',
          '#',
          '=',
          '{',
          '|',
          ',',
          '\ufeff',
          '***',
          token,
        ),
        fc.string({ maxLength: 5 }),
      ),
    }),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...shapes), damage, fc.boolean(), (shape, cuts, store) => {
      const damaged = cuts.reduce((all, { at, drop, add }) => {
        const from = Math.floor(at * all.length);
        return all.slice(0, from) + add + all.slice(from + drop);
      }, shape.text);
      expect(leaks(read(damaged, store))).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

test('a block with other text around it is still read', () => {
  const prose = fc.constantFrom(
    '',
    'Here you are:\n',
    '> ',
    'Regards\n',
    '\n\n',
    '```\n',
    '$ env | grep AWS\n',
  );
  const lines = shapes.filter(({ shape }) => /variables$/.test(String(shape)));
  expect(lines.length).toBeGreaterThan(8);
  fc.assert(
    fc.property(fc.constantFrom(...lines), prose, prose, (shape, before, after) => {
      const pasted = read(`${before}${shape.text}\n${after}`, false);
      expect(pasted.kind === 'found' && pasted.candidates[0].keys.sessionToken).toBe(token);
    }),
  );
});

const big = 400_000;
test.each([
  ['names', 'AWS_SESSION_TOKEN='],
  ['names without values', 'access key id '],
  ['sections', '[a]\n'],
  ['open brackets', '['],
  ['braces', '{"a":'],
  ['quotes', '"'],
  ['spaces', ' '],
  ['line ends', '\n'],
  ['base64', 'Ab1/'],
  ['lines of base64', 'Ab1/Ab1/Ab1/Ab1/Ab1/Ab1/Ab1/\n'],
  ['keys', 'ASIAIOSFODNN7EXAMPLE '],
  ['tags', '<AccessKeyId>'],
  ['rows', 'Access key ID,Secret access key\n'],
  ['pipes', '|'],
  ['ARNs', 'arn:aws:iam::123456789012:role/'],
  ['colours', '\u001b[0'],
  ['comments', '# '],
])(
  'half a million characters of %s are answered',
  (_, piece) => {
    const long = piece.repeat(Math.ceil(big / piece.length));
    // A pattern that goes back and forth over it would outlast the test.
    expect(leaks(read(long, false))).toEqual([]);
  },
  60_000,
);
