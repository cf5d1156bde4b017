import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doubledKey, keepsEveryKey } from '../../src/policy/json-fault.ts';
import { nameOf, parsePolicy } from '../../src/policy/parse.ts';

const good = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };
const parsed = (statement: unknown) => parsePolicy(JSON.stringify({ Statement: statement }));
const first = (statement: unknown) => {
  const result = parsed(statement);
  return result.ok ? result.statements[0] : result.problem;
};

describe('forms that S3 accepts', () => {
  test.each([
    ['a single statement', good],
    ['a list', [good]],
    ['values in lists', [{ ...good, Action: ['s3:GetObject'], Resource: ['*'] }]],
    [
      'names of elements in any case',
      { Effect: 'Allow', PRINCIPAL: '*', action: 's3:GetObject', reSource: '*' },
    ],
    ['a star among AWS principals', { ...good, Principal: { AWS: '*' } }],
    ['a list with a star', { ...good, Principal: { AWS: ['*'] } }],
  ])('%s', (_, statement) => {
    expect(first(statement)).toEqual({
      index: 0,
      sid: null,
      effect: 'Allow',
      principals: ['AWS:*'],
      notPrincipals: null,
      actions: ['s3:GetObject'],
      notActions: null,
      resources: ['*'],
      notResources: null,
      conditions: [],
      plain: true,
    });
  });

  test('principals of every kind, and everyone but some', () => {
    expect(
      first({ ...good, Principal: { AWS: ['1', '2'], Service: 'a', Federated: 'b' } }),
    ).toMatchObject({ principals: ['AWS:1', 'AWS:2', 'Service:a', 'Federated:b'] });
    expect(first({ ...good, Principal: undefined, NotPrincipal: { AWS: '1' } })).toMatchObject({
      principals: null,
      notPrincipals: ['AWS:1'],
    });
  });

  test('kinds of principals in any case', () => {
    expect(
      first({ ...good, Principal: { aws: '1', SERVICE: 'a', canonicaluser: 'c' } }),
    ).toMatchObject({ principals: ['AWS:1', 'Service:a', 'CanonicalUser:c'] });
  });

  test('only Version 2012-10-17 has policy variables', () => {
    const plain = (Version: unknown) => {
      const result = parsePolicy(JSON.stringify({ Version, Statement: good }));
      return result.ok && result.statements[0]?.plain;
    };
    expect(['2012-10-17', '2008-10-17', undefined].map(plain)).toEqual([false, true, true]);
  });

  test('conditions with texts, numbers and booleans', () => {
    const Condition = {
      Bool: { 'AWS:SecureTransport': false },
      NumericLessThan: { 's3:TlsVersion': [1.2, '1.3'] },
    };
    expect(first({ ...good, Condition })).toMatchObject({
      conditions: [
        { operator: 'Bool', key: 'aws:securetransport', values: ['false'] },
        { operator: 'NumericLessThan', key: 's3:tlsversion', values: ['1.2', '1.3'] },
      ],
    });
  });
});

describe('text that is no policy', () => {
  test.each([
    ['', 'The policy is not valid JSON: see line 1, column 1, where the text ends.'],
    ['<html>', 'The policy is not valid JSON: see line 1, column 1.'],
    ['\ufeff{}', /see line 1, column 1, where a byte order mark stands\.$/],
    ['{ // for now\n}', /see line 1, column 3, where a comment stands\.$/],
    ['{\n "Statement": [],\n}', /see line 3, column 1, where a comma has nothing after it\.$/],
    ['null', 'The policy is not a JSON object.'],
    ['[]', 'The policy is not a JSON object.'],
    ['{}', 'The policy has no Statement.'],
  ])('%s', (text, problem) => {
    expect(parsePolicy(text)).toEqual({
      ok: false,
      problem: typeof problem === 'string' ? problem : expect.stringMatching(problem),
    });
  });

  const one = '"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"';
  test.each([
    ['{"Statement":[],"Statement":[]}', 'Statement', 1, 17],
    ['{"Statement":[],\n "statement":[]}', 'statement', 2, 2],
    ['{"Statement":[],"\\u0053tatement":[]}', 'Statement', 1, 17],
    ['{"Version":"1" , "Version" : "2","Statement":[]}', 'Version', 1, 18],
    [`{"Statement":{${one},\n"Effect":"Deny"}}`, 'Effect', 2, 1],
    [`{"Statement":[{${one}},\n{${one},"effect":"Deny"}]}`, 'effect', 2, 66],
    [`{"Statement":{${one},\n"Condition":{"Bool":{},"Bool":{}}}}`, 'Bool', 2, 24],
    [`{"Statement":{${one},\n"Condition":{"Bool":{"a:b":1,"a:b" : 2}}}}`, 'a:b', 2, 30],
    // As many marks of a key as there are keys left, were not every one counted.
    [`{"Id":":","Statement":{"Sid":"\\":",${one},\n"Sid"\n:""}}`, 'Sid', 2, 1],
  ])('%s names %s twice', (text, key, line, column) => {
    const result = parsePolicy(text);
    expect(result.ok ? '' : result.problem).toContain(
      `The policy names ${key} twice in one place, the second time in line ${line}, column ${column}.`,
    );
  });

  test('the same key in two places is no double', () => {
    const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
    expect(
      parsed([
        { ...good, Sid: '":', Condition },
        { ...good, Sid: ':', Condition },
      ]).ok,
    ).toBe(true);
  });

  test('a double is found wherever it is, and nowhere else', () => {
    const key = fc.constantFrom('"a"', '"b"', '"c"', '"a:"');
    const value = fc.letrec<{ any: string }>((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('1', '":"', '"\\":"', '"x" ', ' []', 'null'),
        fc.array(tie('any'), { maxLength: 3 }).map((list) => `[${list.join()}]`),
        fc
          .array(fc.tuple(key, fc.constantFrom(':', ' :', '\n: '), tie('any')), { maxLength: 3 })
          .map((list) => `{${list.map((part) => part.join('')).join()}}`),
      ),
    })).any;
    fc.assert(
      fc.property(value, (text) => {
        const lost = JSON.stringify(JSON.parse(text)).length < text.replace(/\s/g, '').length;
        expect(doubledKey(text) !== null).toBe(lost);
        expect(keepsEveryKey(text, JSON.parse(text)) && lost).toBe(false);
      }),
    );
  });

  test.each([
    [7, /is not a JSON object/],
    [{ ...good, Effect: 'allow' }, /no Effect of Allow or Deny/],
    [{ ...good, Principal: undefined }, /no readable Principal/],
    [{ ...good, Principal: { AWS: [1] } }, /no readable Principal/],
    [{ ...good, Principal: 'someone' }, /no readable Principal/],
    [{ ...good, NotPrincipal: '*' }, /has both Principal and NotPrincipal/],
    [{ ...good, NotAction: 's3:Put*' }, /has both Action and NotAction/],
    [{ ...good, NotResource: '*' }, /has both Resource and NotResource/],
    [{ ...good, Action: 1 }, /no readable Action/],
    [{ ...good, Resource: [null] }, /no readable Resource/],
    [{ ...good, Condition: [] }, /a Condition that cannot be read/],
    [{ ...good, Condition: { Bool: 'x' } }, /a Condition that cannot be read/],
    [{ ...good, Condition: { Bool: null } }, /a Condition that cannot be read/],
    [{ ...good, Condition: { Bool: ['x'] } }, /a Condition that cannot be read/],
    [{ ...good, Condition: null }, /a Condition that cannot be read/],
    [{ ...good, Condition: { Bool: { key: {} } } }, /a Condition that cannot be read/],
  ])('%j', (statement, problem) => {
    expect(parsed([good, statement])).toEqual({
      ok: false,
      problem: expect.stringMatching(problem),
    });
    expect(parsed([good, statement])).toMatchObject({
      problem: expect.stringContaining('Statement 2'),
    });
  });

  test('nothing is ever thrown, and no name reaches a prototype', () => {
    fc.assert(fc.property(fc.string(), (text) => void parsePolicy(text)));
    fc.assert(fc.property(fc.json(), (text) => void parsePolicy(text)));
    fc.assert(
      fc.property(
        fc.object({
          key: fc.constantFrom('Statement', 'Effect', '__proto__', 'Condition', 'Principal'),
        }),
        (o) => void parsePolicy(JSON.stringify({ Statement: [o, { ...good, ...o }] })),
      ),
    );
    expect(parsePolicy('{"__proto__":{"Statement":[]},"constructor":{}}')).toEqual({
      ok: false,
      problem: 'The policy has no Statement.',
    });
  });
});

test('statements are named by Sid where they have one, otherwise by their place', () => {
  const result = parsed([good, { ...good, Sid: 'Readers' }, { ...good, Sid: '' }]);
  expect(result.ok && result.statements.map(nameOf)).toEqual([
    'statement 1',
    'statement `Readers`',
    'statement 3',
  ]);
});
