import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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
    ['', 'The policy is not valid JSON.'],
    ['<html>', 'The policy is not valid JSON.'],
    ['null', 'The policy is not a JSON object, or it names an element twice.'],
    ['[]', 'The policy is not a JSON object, or it names an element twice.'],
    ['{}', 'The policy has no Statement.'],
    [
      '{"Statement":[],"statement":[]}',
      'The policy is not a JSON object, or it names an element twice.',
    ],
  ])('%s', (text, problem) => {
    expect(parsePolicy(text)).toEqual({ ok: false, problem });
  });

  test.each([
    [7, /is not a JSON object/],
    [{ ...good, Effect: 'allow' }, /no Effect of Allow or Deny/],
    [{ ...good, effect: 'Deny' }, /names an element twice/],
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
