import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFault } from '../../src/policy/json-fault.ts';
import '../fast-check.ts';

test.each([
  ['', 1, 1],
  ['{', 1, 2],
  ['{"a": 1,}', 1, 9],
  ['{"a" 1}', 1, 6],
  ['{\n  "a": [1, 2,]\n}', 2, 14],
  ['{"a": \'x\'}', 1, 7],
  ['{"a": tru}', 1, 7],
  ['{"a": 01}', 1, 7],
  ['{"a": "b\n"}', 1, 7],
  ['[1] x', 1, 5],
  ['{"a": 1]', 1, 8],
  ['{"a": "\\x"}', 1, 7],
  ['{"a": 1 "b": 2}', 1, 9],
])('%j stops being JSON in line %i, column %i', (text, line, column) => {
  expect(jsonFault(text)).toEqual({ line, column });
});

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

test('finds a fault exactly where the browser finds one', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '1',
    '-',
    '.5',
    'true',
    'null',
    ' ',
    '\n',
    'x',
    '1e3',
  );
  const broken = fc.array(pieces, { maxLength: 9 }).map((list) => list.join(''));
  fc.assert(
    fc.property(
      fc.oneof(
        broken,
        fc.json(),
        fc.json().map((text) => JSON.stringify(JSON.parse(text), null, 2)),
      ),
      (text) => {
        expect(jsonFault(text) === null).toBe(isJson(text));
      },
    ),
    { numRuns: 2000 },
  );
});
