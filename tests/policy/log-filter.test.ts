import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Known, Matches } from '../../src/policy/event.ts';
import { parseLogFilter } from '../../src/policy/log-filter.ts';
import { matchesFilter } from '../../src/policy/log-filter-matches.ts';
import { furtherChanges, policyChanges, recordOf } from '../../src/policy/policy-changes.ts';
import { policyChanges as cis } from '../samples.ts';
import '../fast-check.ts';

/** An event all of whose fields are known: what is not there is not there. */
const event = new Map<string, Known>([
  ['eventType', 'UpdateTrail'],
  ['sourceIPAddress', '111.111.111.111'],
  ['arrayKey[0]', 'value'],
  ['objectList[0].name', 'a'],
  ['objectList[0].id', 1],
  ['objectList[1].name', 'b'],
  ['objectList[1].id', 2],
  ['SomeObject', 'x'],
  ['SomeOtherObject', null],
  ['ThisFlag', true],
  ['user.id', 1],
  ['user.email', 'John.Stiles@example.com'],
  ['users[0].id', 2],
  ['users[0].email', 'John.Doe@example.com'],
  ['actions[0]', 'GET'],
  ['actions[2]', 'DELETE'],
  ['coordinates[0][1]', 1],
  ['bandwidth', 80],
  ['latency', 40],
  ['number', 1e-3],
  ['errorCode', 400],
  ['errorMessage', 'Namespace not found'],
]);
const judge = (pattern: string, known: ReadonlyMap<string, Known> = event): Matches | null => {
  const filter = parseLogFilter(pattern);
  return filter && matchesFilter(filter, known);
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/matching-terms-json-log-events.html */
describe('patterns of the documentation', () => {
  test.each([
    ['{ $.eventType = "UpdateTrail" }', 'yes'],
    ['{ $.eventType = UpdateTrail }', 'yes'],
    ['{$.eventType="DeleteTrail"}', 'no'],
    ['{ $.eventType = "updatetrail" }', 'no'],
    ['{ $.eventType = "Update*" }', 'yes'],
    ['{ $.eventType = *Trail }', 'yes'],
    ['{ $.eventType = U*T* }', 'yes'],
    ['{ $.eventType = Trail* }', 'no'],
    ['{ $.eventType = %Trail% }', 'yes'],
    ['{ $.eventType = %^Trail% }', 'no'],
    ['{ $.eventType = %^(Up|De)% }', 'unknown'],
    ['{ $.eventType = %Create|Update% }', 'yes'],
    ['{ $.sourceIPAddress != 123.123.* }', 'yes'],
    ['{ $.sourceIPAddress != 111.111.* }', 'no'],
    ['{ $.arrayKey[0] = "value" }', 'yes'],
    ['{ $.objectList[1].id = 2 }', 'yes'],
    ['{ $.objectList[0].id = 2 }', 'no'],
    ['{ $.objectList[*].id = 2 }', 'some'],
    ['{ $.SomeObject IS NULL }', 'no'],
    ['{ $.SomeOtherObject IS NULL }', 'unknown'],
    ['{ $.SomeOtherObject NOT EXISTS }', 'yes'],
    ['{ $.SomeObject NOT EXISTS }', 'no'],
    ['{ $.ThisFlag IS TRUE }', 'yes'],
    ['{ $.ThisFlag is false }', 'no'],
    ['{ $.SomeObject IS TRUE }', 'no'],
    ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', 'yes'],
    ['{ ($.user.id = 2) && ($.users[0].email = "nonmatch") }', 'no'],
    ['{ ($.user.id = 2) || ($.actions[2] = "DELETE") }', 'yes'],
    [
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nonmatch }',
      'no',
    ],
    [
      '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch && $.actions[2] = nonmatch }',
      'yes',
    ],
    ['{ $.bandwidth > 75 }', 'yes'],
    ['{ $.latency < 50 }', 'yes'],
    ['{ $.latency >= 60 }', 'no'],
    ['{ $.latency <= 40 }', 'yes'],
    ['{ $.number = 1e-3 }', 'yes'],
    ['{ $.number != 1e+3 }', 'yes'],
    ['{ $.errorCode = 400 }', 'yes'],
    ['{ $.errorMessage = "Namespace not found" }', 'yes'],
    ["{ $.['user'].id = 1 }", 'yes'],
    ['{ $.eventType > 5 }', 'no'],
    ['{ $.SomeOtherObject = x }', 'no'],
    ['{ $.SomeOtherObject != x }', 'unknown'],
    ['{ $.eventType.deeper = x }', 'no'],
    ['{ $.other = x }', 'some'],
    ['', 'yes'],
    ['UpdateTrail', 'yes'],
    ['UpdateTrail -errorCode', 'no'],
    ['?DeleteTrail ?UpdateTrail', 'yes'],
    ['?DeleteTrail ?StopLogging', 'some'],
    ['"Namespace not found"', 'yes'],
    ['UpdateTrail ?errorCode', 'unknown'],
  ])('%s: %s', (pattern, answer) => expect(judge(pattern)).toBe(answer));

  test.each([
    '{',
    '{}',
    '{ $.a }',
    '{ $.a = }',
    '{ a = b }',
    '{ ($.a = b }',
    '{ $.a = b) }',
    '{ $.a = b && }',
    '{ $.a = b $.c = d }',
    '{ $.a = "b }',
    '{ $ = b }',
    '[ip, user, status = 4*]',
    'Put:Bucket',
    `{ ${'('.repeat(5000)}$.a = b${')'.repeat(5000)} }`,
  ])('no pattern that is judged: %s', (pattern) => expect(judge(pattern)).toBeNull());
});

describe('the events of the alarm', () => {
  const reached = (pattern: string, names: readonly string[] = policyChanges) =>
    names.filter((name) => judge(pattern, recordOf(name)) === 'yes');

  test('CIS, with quotes, spaces and wildcards or without', () => {
    expect(reached(cis)).toEqual(policyChanges);
    expect(reached(cis.replaceAll(/=(\w+)\)/g, '= "$1" )'))).toEqual(policyChanges);
    expect(reached(cis, furtherChanges)).toEqual([]);
    const wide = '{ $.eventSource = "s3.amazonaws.com" && $.readOnly IS FALSE }';
    expect(reached(wide, [...policyChanges, ...furtherChanges])).toHaveLength(18);
    expect(reached('{ $.eventName = *Bucket* }')).toEqual(policyChanges);
  });

  test('one name is missing, and it is told which', () => {
    const pattern = cis.replace(' || ($.eventName=DeleteBucketCors)', '');
    expect(policyChanges.filter((name) => !reached(pattern).includes(name))).toEqual([
      'DeleteBucketCors',
    ]);
  });

  test('only what goes through, only what fails, and only what some do', () => {
    const and = (more: string) => judge(cis.replace('{', `{(${more})&&`), recordOf('PutBucketAcl'));
    expect(and('$.errorCode NOT EXISTS')).toBe('yes');
    expect(and('$.errorCode = AccessDenied')).toBe('no');
    expect(and('$.errorCode = "*"')).toBe('no');
    expect(and('$.userIdentity.type = Root')).toBe('some');
    expect(and('$.eventSource = sts.amazonaws.com')).toBe('no');
  });
});

type Tree = { test: string } | { is: '&&' | '||'; parts: readonly Tree[] };
const leaf = fc
  .tuple(
    fc.constantFrom('eventName', 'eventSource', 'errorCode', 'userIdentity.type', 'readOnly'),
    fc.constantFrom('= ', '!= '),
    fc.constantFrom('PutBucketAcl', '"s3.amazonaws.com"', 'Put*', '"*Cors"', 'Root'),
  )
  .map(([field, sign, value]) => `$.${field} ${sign}${value}`);
const more = fc.oneof(
  leaf,
  fc
    .tuple(
      fc.constantFrom('eventName', 'errorCode', 'readOnly', 'other'),
      fc.constantFrom('IS TRUE', 'IS FALSE', 'IS NULL', 'NOT EXISTS'),
    )
    .map(([field, word]) => `$.${field} ${word}`),
);
const trees = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    more.map((test): Tree => ({ test })),
    fc
      .tuple(
        fc.constantFrom('&&' as const, '||' as const),
        fc.array(tie('tree'), { minLength: 2, maxLength: 4 }),
      )
      .map(([is, parts]): Tree => ({ is, parts })),
  ),
})).tree;
const write = (tree: Tree, space = ' '): string =>
  'test' in tree
    ? `(${tree.test})`
    : `(${tree.parts.map((part) => write(part, space)).join(`${space}${tree.is}${space}`)})`;
const events = fc.constantFrom(...policyChanges, ...furtherChanges).map(recordOf);
const of = (tree: Tree, known: ReadonlyMap<string, Known>, space?: string) =>
  judge(`{${space ?? ' '}${write(tree, space)}${space ?? ' '}}`, known);

describe('laws', () => {
  test('the order of terms changes nothing', () => {
    const turned = (tree: Tree): Tree =>
      'test' in tree ? tree : { ...tree, parts: tree.parts.map(turned).toReversed() };
    fc.assert(
      fc.property(trees, events, (tree, known) => {
        const answer = of(tree, known);
        expect(answer).not.toBeNull();
        expect(of(turned(tree), known)).toBe(answer);
      }),
    );
  });

  test('how terms of one kind are grouped changes nothing', () => {
    const grouped = (tree: Tree): Tree => {
      if ('test' in tree) return tree;
      const [first, ...rest] = tree.parts.map(grouped);
      return rest.length < 2
        ? { ...tree, parts: [first as Tree, ...rest] }
        : { ...tree, parts: [first as Tree, { is: tree.is, parts: rest }] };
    };
    fc.assert(
      fc.property(trees, events, (tree, known) => {
        expect(of(grouped(tree), known)).toBe(of(tree, known));
      }),
    );
  });

  test('space and further parentheses change nothing, and && binds before ||', () => {
    fc.assert(
      fc.property(trees, events, fc.constantFrom('', ' ', '\n\t  '), (tree, known, space) => {
        expect(of(tree, known, space)).toBe(of(tree, known));
        expect(judge(`{((${write(tree)}))}`, known)).toBe(of(tree, known));
      }),
    );
    fc.assert(
      fc.property(trees, trees, trees, events, (a, b, c, known) => {
        expect(judge(`{ ${write(a)} || ${write(b)} && ${write(c)} }`, known)).toBe(
          judge(`{ ${write(a)} || (${write(b)} && ${write(c)}) }`, known),
        );
      }),
    );
  });

  test('garbage is judged or refused, and never thrown at', () => {
    const near = fc
      .array(
        fc.constantFrom(
          ...['{', '}', '(', ')', '$', '.', '[', ']', '&&', '||', '=', '!=', '"', '%', '*', '?'],
          ...['$.eventName', 'PutBucketAcl', 'IS', 'NULL', 'NOT', 'EXISTS', ' ', '\\', '0', '-'],
        ),
        { maxLength: 30 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.oneof(
          near,
          near.map((text) => `{${text}}`),
          fc.string(),
        ),
        events,
        (text, known) => {
          expect([null, 'yes', 'no', 'some', 'unknown']).toContain(judge(text, known));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
