import { describe, expect, test } from 'vitest';
import { fixCommand } from '../../src/app/parts/fix-command.ts';
import { policyParts } from '../../src/app/parts/policy-parts.ts';
import { tableOf, wordOf } from '../../src/app/parts/value.ts';
import { rowAfter, windowOf } from '../../src/app/parts/window.ts';
import type { Finding } from '../../src/model/finding.ts';

const finding = (resource: string, more: Partial<Finding> = {}) =>
  ({
    resource,
    resourceType: 'bucket',
    account: '111122223333',
    region: 'eu-west-1',
    ...more,
  }) as Finding;

describe('the command that mends', () => {
  const command = 'aws s3api x --bucket BUCKET --expected ACCOUNT --region REGION --to LOG_BUCKET';

  test('names the bucket, the account and the Region, and leaves other placeholders', () => {
    expect(fixCommand(command, finding('acme-data'))).toBe(
      'aws s3api x --bucket acme-data --expected 111122223333 --region eu-west-1 --to LOG_BUCKET',
    );
  });

  test.each(['a; rm -rf ~', '$(id)', "a'b", '-rf', 'a b', '', 'a\nb'])(
    'does not put %j into a shell',
    (name) => expect(fixCommand(command, finding(name))).toContain('--bucket BUCKET '),
  );

  test('a bucket called ACCOUNT is not taken for the placeholder', () => {
    expect(fixCommand('x BUCKET', finding('ACCOUNT'))).toBe('x ACCOUNT');
  });

  test('an account is no bucket', () => {
    expect(fixCommand('x BUCKET', finding('111122223333', { resourceType: 'account' }))).toBe(
      'x BUCKET',
    );
  });
});

describe('a policy set out for reading', () => {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'A' }, { Sid: 'B' }] });

  test('has one part for each statement, and stays the same JSON', () => {
    const parts = policyParts(text);
    expect(parts.filter(({ statement }) => statement === 1)).toEqual([
      { statement: 1, text: '    {\n      "Sid": "B"\n    }\n' },
    ]);
    expect(JSON.parse(parts.map((part) => part.text).join(''))).toEqual(JSON.parse(text));
  });

  test('a single statement without a list is statement 0', () => {
    expect(policyParts('{"Statement":{"Sid":"A"}}')[0]?.statement).toBe(0);
  });

  test.each([
    '{"Statement":[{"Effect":"Allow"}],"Statement":[]}',
    '{"Statement":[{"Effect":"Allow","Effect":"Deny"}]}',
    'not json',
    '[1]',
    'null',
    '"text"',
  ])('%s is shown as it is', (odd) => {
    expect(policyParts(odd)).toEqual([{ text: odd, statement: -1 }]);
  });

  test('cannot turn the direction of text', () => {
    const odd = policyParts(JSON.stringify({ Statement: [{ Sid: '\u202eyna' }] }));
    expect(odd.map((part) => part.text).join('')).toContain('"Sid": "\\u202eyna"');
  });
});

describe('values', () => {
  test.each([
    [null, 'not set'],
    [true, 'yes'],
    [false, 'no'],
    ['', 'empty'],
    [12000, '12,000'],
    ['AES256', null],
  ])('%j has the word %j', (value, word) => expect(wordOf(value)).toBe(word));

  test('things alike make a table', () => {
    expect(
      tableOf([
        { key: 'a', value: '1' },
        { value: '2', key: 'b' },
      ]),
    ).toEqual({
      columns: ['key', 'value'],
      rows: [
        ['a', '1'],
        ['b', '2'],
      ],
    });
  });

  test.each([
    ['nothing', []],
    ['words', ['a']],
    ['things that differ', [{ a: 1 }, { b: 1 }]],
    ['nested things', [{ a: { b: 1 } }]],
    ['wide things', [{ a: 1, b: 1, c: 1, d: 1, e: 1 }]],
  ])('%s make none', (_, value) => expect(tableOf(value)).toBeNull());
});

describe('the window of a long list', () => {
  test('holds every row that is seen, with some to spare', () => {
    for (const scrolled of [0, 39, 40, 4_000, 399_999]) {
      const { from, count } = windowOf(scrolled, 600, 40);
      const first = Math.floor(scrolled / 40);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(from).toBeLessThanOrEqual(first);
      expect(from + count).toBeGreaterThan(first + 15);
      expect(count).toBeLessThan(150);
    }
  });

  test('moves in steps, so that a few pixels ask nothing new', () => {
    expect(windowOf(8_010, 600, 40)).toEqual(windowOf(8_050, 600, 40));
  });

  test.each([
    ['ArrowDown', 5, 6],
    ['ArrowUp', 0, 0],
    ['PageDown', 5, 14],
    ['PageUp', 5, 0],
    ['Home', 50, 0],
    ['End', 5, 99],
    ['ArrowDown', 99, 99],
    ['Tab', 5, null],
  ])('%s from row %i leads to %j', (key, row, to) => expect(rowAfter(key, row, 10, 100)).toBe(to));

  test('leads nowhere in an empty list', () => expect(rowAfter('End', 0, 10, 0)).toBeNull());
});
