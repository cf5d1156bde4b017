import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionsIn, everyAction, has } from '../../src/policy/action-set.ts';
import { matches, matchesExactly } from '../../src/policy/match.ts';
import { parsePolicy, type Statement } from '../../src/policy/parse.ts';

/** The same by its plain definition: slow, and easy to trust. */
function plainly(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === '*') return plainly(rest, text) || (text !== '' && plainly(pattern, text.slice(1)));
  return text !== '' && (first === '?' || first === text[0]) && plainly(rest, text.slice(1));
}

const statement = (parts: object): Statement => {
  const parsed = parsePolicy(
    JSON.stringify({
      Statement: { Effect: 'Allow', Principal: '*', Resource: '*', ...parts },
    }),
  );
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.statements[0] as Statement;
};

describe('patterns', () => {
  test('agree with their definition', () => {
    const letters = fc.constantFrom('a', 'b', '/', '*', '?');
    const text = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 8 }).map((l) => l.join(''));
    const pattern = fc.array(letters, { maxLength: 8 }).map((l) => l.join(''));
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        expect(matchesExactly(p, t)).toBe(plainly(p, t));
      }),
      { numRuns: 3000 },
    );
  });

  test('a hostile pattern does not stall', () => {
    const before = performance.now();
    expect(matches('*a'.repeat(2000) + 'b', 'a'.repeat(5000))).toBe(false);
    expect(performance.now() - before).toBeLessThan(2000);
  });

  test('actions are compared in any case, resources are not', () => {
    expect(matches('S3:GET*', 's3:GetObject')).toBe(true);
    expect(matchesExactly('arn:aws:s3:::Acme*', 'arn:aws:s3:::acme')).toBe(false);
  });
});

const holdsAll = (parts: object) =>
  everyAction.every((_, at) => has(actionsIn(statement(parts)), at));
const at = (name: string) => everyAction.findIndex((action) => action.name === name);

describe('actions of a statement', () => {
  test.each([
    { says: { Action: 's3:*' }, covers: true },
    { says: { Action: ['s3:PutObject', 's3:GetObj*'] }, covers: true },
    { says: { Action: 's3:Put*' }, covers: false },
    { says: { NotAction: 's3:Put*' }, covers: true },
    { says: { NotAction: ['s3:Get*'] }, covers: false },
    { says: { NotAction: '*' }, covers: false },
  ])('$says covers reading: $covers', ({ says, covers }) => {
    expect(has(actionsIn(statement(says)), at('s3:GetObject'))).toBe(covers);
  });

  test.each([
    { says: { Action: '*' }, every: true },
    { says: { Action: ['ec2:*', 'S3:**'] }, every: true },
    { says: { Action: ['s3:Get*', 's3:Put*'] }, every: false },
    { says: { Action: everyAction.slice(0, -1).map(({ name }) => name) }, every: false },
    { says: { NotAction: 'iam:*' }, every: true },
    { says: { NotAction: ['iam:*', 's3:GetObject'] }, every: false },
    { says: { NotAction: 's?:GetObject' }, every: false },
    { says: { NotAction: '*' }, every: false },
  ])('$says covers every S3 action: $every', ({ says, every }) => {
    expect(holdsAll(says)).toBe(every);
  });
});
