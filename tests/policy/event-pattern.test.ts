import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesEventPattern } from '../../src/policy/event-pattern.ts';
import { eventOf } from '../../src/policy/policy-changes.ts';
import '../fast-check.ts';

const known = eventOf('PutBucketPolicy', '111122223333', 'eu-west-1');
const judge = (pattern: unknown) => matchesEventPattern(JSON.stringify(pattern), known);
const named = (...eventName: unknown[]) => ({ source: ['aws.s3'], detail: { eventName } });

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
test.each([
  [{}, 'yes'],
  [{ source: ['aws.s3'], 'detail-type': ['AWS API Call via CloudTrail'] }, 'yes'],
  [{ source: ['aws.ec2'] }, 'no'],
  [{ 'detail-type': ['Object Created'] }, 'no'],
  [named('PutBucketAcl', 'PutBucketPolicy'), 'yes'],
  [named('PutBucketAcl'), 'no'],
  [named({ prefix: 'Put' }), 'yes'],
  [named({ prefix: { 'equals-ignore-case': 'put' } }), 'yes'],
  [named({ suffix: 'Acl' }), 'no'],
  [named({ wildcard: '*Bucket*' }), 'yes'],
  [named({ 'equals-ignore-case': 'putbucketpolicy' }), 'yes'],
  [named({ 'anything-but': 'PutBucketAcl' }), 'yes'],
  [named({ 'anything-but': ['PutBucketPolicy'] }), 'no'],
  [named({ 'anything-but': { prefix: 'Put' } }), 'no'],
  [named({ 'anything-but': { suffix: ['Acl', 'Cors'] } }), 'yes'],
  [named({ exists: true }), 'yes'],
  [named({ surprise: 'x' }), 'unknown'],
  [{ detail: { errorCode: [{ exists: false }] } }, 'yes'],
  [{ detail: { errorCode: [{ exists: true }] } }, 'no'],
  [{ detail: { errorCode: ['AccessDenied'] } }, 'no'],
  [{ detail: { readOnly: [false] } }, 'yes'],
  [{ detail: { userIdentity: { type: ['Root'] } } }, 'some'],
  [{ account: ['111122223333'], region: ['eu-west-1'] }, 'yes'],
  [{ account: ['444455556666'] }, 'no'],
  [{ $or: [{ source: ['aws.ec2'] }, { detail: { eventName: ['PutBucketPolicy'] } }] }, 'yes'],
  [{ $or: 'x' }, 'unknown'],
  [{ source: 'aws.s3' }, 'unknown'],
  [[], 'unknown'],
  [null, 'unknown'],
])('%j: %s', (pattern, answer) => expect(judge(pattern)).toBe(answer));

test('the order of keys and values changes nothing, and garbage is never thrown at', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(['PutBucketAcl', 'PutBucketPolicy', 'PutBucketCors']),
      fc.boolean(),
      (names, turned) => {
        const fields = Object.entries(named(...names));
        const pattern = Object.fromEntries(turned ? fields.toReversed() : fields);
        expect(judge(pattern)).toBe(names.includes('PutBucketPolicy') ? 'yes' : 'no');
      },
    ),
  );
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      expect(['yes', 'no', 'some', 'unknown']).toContain(matchesEventPattern(text, known));
    }),
  );
  expect(matchesEventPattern('{"a":'.repeat(9000) + '1' + '}'.repeat(9000), known)).toBe('unknown');
});
