import { describe, expect, test } from 'vitest';
import { callerOf, permissionSetOf } from '../../../src/gather/look/caller.ts';
import { isRefusal, sumUp, type Tried } from '../../../src/gather/look/sum-up.ts';
import { lookAtWrites } from '../../../src/gather/look/writes.ts';
import { type Evidence, type Gap, unasked } from '../../../src/model/evidence.ts';

test.each([
  ['arn:aws:sts::123456789012:assumed-role/Audit/me', 'role', 'Audit'],
  ['arn:aws-cn:sts::123456789012:assumed-role/Audit/a@b', 'role', 'Audit'],
  ['arn:aws:iam::123456789012:user/div/team/jo', 'user', 'jo'],
  ['arn:aws:iam::123456789012:root', 'root', undefined],
  ['arn:aws:sts::123456789012:federated-user/jo', 'other', undefined],
  ['', 'other', undefined],
  ['arn:aws:sts::123456789012:assumed-role/', 'other', undefined],
])('%s is a %s', (arn, kind, name) => {
  expect(callerOf(arn)).toMatchObject({ kind, ...(name !== undefined && { name }) });
});

test.each([
  ['AWSReservedSSO_AdministratorAccess_0123456789abcdef', 'AdministratorAccess'],
  ['AWSReservedSSO_Read_Only_0123456789abcdef', 'Read_Only'],
  ['AWSReservedSSO_Read', null],
  ['Audit', null],
])('the permission set of %s is %s', (role, set) => expect(permissionSetOf(role)).toBe(set));

const known: Evidence<unknown> = { known: true, value: null, from: 'direct', at: '' };
const gap = (word: Gap, detail = ''): Evidence<unknown> => ({
  known: false,
  gap: word,
  actions: [],
  tried: [],
  detail,
});
const denied = gap('denied', 'AccessDenied');
const tries = (...evidence: Evidence<unknown>[]): Tried[] =>
  evidence.map((one, at) => ({ fact: 'acl', action: 'a', on: `b${at}`, evidence: one }));

test.each<[string, Tried[], string, string]>([
  ['all answered', tries(known, known, known), 'allowed', 'read of 3 buckets'],
  [
    'one answered, the others gave nothing',
    tries(known, gap('failed')),
    'allowed',
    'read of 1 of 2',
  ],
  ['some refused', tries(known, denied, known), 'allowed', 'refused by 1 of 3 buckets'],
  ['all refused', tries(denied, denied), 'denied', 'refused by all of 2 buckets'],
  ['the only one refused', tries(denied), 'denied', 'refused by 1 bucket'],
  ['one refused, one silent', tries(denied, gap('network')), 'unknown', 'refused by 1 of 2'],
  ['none answered', tries(gap('blocked')), 'unknown', 'browser'],
  ['a Region that is off', tries(gap('denied', 'InvalidToken')), 'unknown', ''],
  ['nothing to ask', [], 'unknown', 'nothing there'],
])('%s', (_, made, result, how) => {
  const summed = sumUp('a', ['acl'], made, 'nothing there');
  expect(summed.result).toBe(result);
  expect(summed.how).toContain(how);
});

test('only a missing permission is a refusal', () => {
  expect(isRefusal(denied)).toBe(true);
  for (const other of [known, gap('denied', 'OptInRequired'), gap('skipped'), gap('unsupported')])
    expect(isRefusal(other)).toBe(false);
});

describe('writes', () => {
  const list = (...items: unknown[]): Evidence<unknown> => ({
    known: true,
    value: { items, complete: true, gaps: [] },
    from: 'direct',
    at: '',
  });
  const asked: string[] = [];
  const answers =
    (by: Record<string, Evidence<unknown>>) => async (call: { operation: string }) => {
      asked.push(call.operation);
      return by[call.operation] ?? unasked([]);
    };
  const user = callerOf('arn:aws:iam::123456789012:user/jo');

  test('of the root user need no question', async () => {
    asked.length = 0;
    const found = await lookAtWrites(callerOf('arn:aws:iam::1:root'), [], answers({}));
    expect([found.canWrite, asked]).toEqual([true, []]);
  });
  test('of anything else cannot be told', async () => {
    const found = await lookAtWrites(callerOf(''), [], answers({}));
    expect(found.canWrite).toBe('unknown');
    expect(found.notes).toHaveLength(1);
  });
  test('one allowed action settles it, even where another simulation gave nothing', async () => {
    let n = 0;
    const found = await lookAtWrites(user, [], async ({ operation }) =>
      operation === 'SimulatePrincipalPolicy' && n++ === 0
        ? list({ action: 's3:DeleteObject', allowed: true })
        : denied,
    );
    expect(found).toMatchObject({ canWrite: true });
    expect(found.notes[0]).toContain('s3:DeleteObject');
  });
  test('half a simulation excludes nothing', async () => {
    let n = 0;
    const found = await lookAtWrites(user, [], async ({ operation }) =>
      operation === 'SimulatePrincipalPolicy' && n++ === 0
        ? list({ action: 's3:DeleteObject', allowed: false })
        : gap('failed', 'ServiceFailure'),
    );
    expect(found.canWrite).toBe('unknown');
  });
  test('a list of policies without a known one proves nothing', async () => {
    const found = await lookAtWrites(
      user,
      [],
      answers({
        SimulatePrincipalPolicy: denied,
        ListAttachedUserPolicies: list('arn:aws:iam::aws:policy/SecurityAudit'),
      }),
    );
    expect(found.canWrite).toBe('unknown');
  });
});
