import { expect, test } from 'vitest';
import { classify, type Outcome } from '../../src/gather/classify.ts';

const asked = { region: 'eu-west-1', absent: ['NoSuchBucketPolicy'] };
const error = (name: string, status?: number, headers: Record<string, string> = {}) =>
  Object.assign(new Error('AKIAIOSFODNN7EXAMPLE and a token'), {
    name,
    $metadata: { httpStatusCode: status },
    ...(status !== undefined && { $response: { statusCode: status, headers } }),
  });

const table: [string, unknown, Outcome][] = [
  [
    'not configured, by an explicit code',
    error('NoSuchBucketPolicy', 404),
    { kind: 'absent', code: 'NoSuchBucketPolicy' },
  ],
  [
    'another NoSuch code is no absence',
    error('NoSuchTagSet', 404),
    { kind: 'gap', gap: 'failed', code: 'NoSuchTagSet', retry: false },
  ],
  [
    'a vanished bucket',
    error('NoSuchBucket', 404),
    { kind: 'gap', gap: 'gone', code: 'NoSuchBucket', retry: false },
  ],
  [
    'a refusal',
    error('AccessDenied', 403),
    { kind: 'gap', gap: 'denied', code: 'AccessDenied', retry: false },
  ],
  [
    'EC2 refuses in words of its own',
    error('UnauthorizedOperation', 403),
    { kind: 'gap', gap: 'denied', code: 'UnauthorizedOperation', retry: false },
  ],
  ['a bare 403', error('403', 403), { kind: 'gap', gap: 'denied', code: 'Http403', retry: false }],
  [
    'slow down',
    error('SlowDown', 503),
    { kind: 'gap', gap: 'throttled', code: 'SlowDown', retry: true },
  ],
  [
    'a bare 429',
    error('Unknown', 429),
    { kind: 'gap', gap: 'throttled', code: 'Http429', retry: true },
  ],
  [
    'not implemented',
    error('NotImplemented', 501),
    { kind: 'gap', gap: 'unsupported', code: 'NotImplemented', retry: false },
  ],
  [
    'method not allowed',
    error('MethodNotAllowed', 405),
    { kind: 'gap', gap: 'unsupported', code: 'MethodNotAllowed', retry: false },
  ],
  [
    'an internal error passes',
    error('InternalError', 500),
    { kind: 'gap', gap: 'failed', code: 'InternalError', retry: true },
  ],
  [
    'another Region, by 301',
    error('PermanentRedirect', 301, { 'x-amz-bucket-region': 'us-east-2' }),
    { kind: 'elsewhere', region: 'us-east-2', code: 'PermanentRedirect' },
  ],
  [
    'another Region, by 400',
    error('AuthorizationHeaderMalformed', 400, { 'x-amz-bucket-region': 'us-east-2' }),
    { kind: 'elsewhere', region: 'us-east-2', code: 'AuthorizationHeaderMalformed' },
  ],
  [
    'a redirect to where we are is a failure',
    error('PermanentRedirect', 301, { 'x-amz-bucket-region': 'eu-west-1' }),
    { kind: 'gap', gap: 'failed', code: 'PermanentRedirect', retry: false },
  ],
  [
    'a Region that is no Region is not followed',
    error('PermanentRedirect', 301, { 'x-amz-bucket-region': 'evil.example/x' }),
    { kind: 'gap', gap: 'failed', code: 'PermanentRedirect', retry: false },
  ],
  ['expired', error('ExpiredToken', 400), { kind: 'session', code: 'ExpiredToken', sure: true }],
  [
    'a token that a Region may just not take',
    error('InvalidToken', 400),
    { kind: 'session', code: 'InvalidToken', sure: false },
  ],
  [
    'no answer in a browser',
    new TypeError('Failed to fetch'),
    { kind: 'silent', code: 'NoAnswer' },
  ],
  [
    'no answer in Node',
    Object.assign(new Error('x'), { code: 'ECONNREFUSED', name: 'Error' }),
    { kind: 'silent', code: 'NoAnswer' },
  ],
  ['thrown nonsense', 'text', { kind: 'silent', code: 'NoAnswer' }],
  ['thrown null', null, { kind: 'silent', code: 'NoAnswer' }],
];

test.each(table)('%s', (_, thrown, outcome) => {
  expect(classify(thrown, asked)).toEqual(outcome);
});

test('a code that a server made up is not kept, since it may echo what was sent', () => {
  for (const name of [
    'FwoGZXIvYXdzEXAMPLE/token==',
    'AKIAIOSFODNN7EXAMPLE',
    '<img src=x>',
    'x'.repeat(4000),
  ]) {
    const outcome = classify(error(name, 400), asked);
    expect(JSON.stringify(outcome)).not.toContain(name);
    expect(outcome).toEqual({ kind: 'gap', gap: 'failed', code: 'Http400', retry: false });
  }
});

test('nothing of a message is kept', () => {
  for (const [, thrown] of table)
    expect(JSON.stringify(classify(thrown, asked))).not.toContain('AKIAIOSFODNN7EXAMPLE');
});
