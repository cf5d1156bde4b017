import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type EngineCore } from '../../src/app/engine/engine.ts';
import type { Destination, Keys, RoleRequest } from '../../src/app/engine/protocol.ts';
import { bearerOf } from '../../src/app/engine/whose.ts';
import { sessionPolicy } from '../../src/app/routes/session-policy.ts';
import * as checks from '../../src/checks/index.ts';
import { organisationActions } from '../../src/gather/config/gaps.ts';
import { everyAction } from '../gather/every.ts';
import { openStore } from '../../src/store/store.ts';
import { small } from '../aws/accounts/small.ts';
import { type Front, type Rule, startFront } from '../aws/front.ts';
import { type Moto, startMoto } from '../aws/moto.ts';
import { seed } from '../aws/seed.ts';
import { everything } from './scope.ts';

let moto: Moto;
let front: Front;
let engine: EngineCore;
let n = 0;
beforeAll(async () => {
  moto = await startMoto();
  front = await startFront({ moto, cors: 'open' });
});
afterAll(async () => {
  await front.stop();
  await moto.stop();
});
beforeEach(async () => {
  await moto.reset();
  front.reset();
  engine = createEngine({
    store: await openStore(`connect-${n++}`),
    checks: Object.values(checks),
    sdk: () => import('../../src/app/routes/direct.ts'),
    sample: async () => new Uint8Array(),
  });
});

const keys: Keys = {
  accessKeyId: 'ASIACONNECT000000001',
  secretAccessKey: 'secret-of-the-connect-test',
  sessionToken: 'token-of-the-connect-test',
  expiresAt: '2031-05-06T07:08:09.000Z',
};
const aws = (part: Partial<Destination> = {}): Destination => ({
  region: 'us-east-1',
  endpoint: front.url,
  provider: 'aws',
  accountName: '',
  ...part,
});
const operations = () => front.calls.map(({ service, operation }) => `${service} ${operation}`);
const sentenceOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'it worked',
    (error: Error) => `${error.name}: ${error.message}`,
  );
const asks = (rule: Rule['do'], operation = 'GetCallerIdentity') =>
  front.script([{ when: { operation }, do: rule, echoToken: true }]);
const noSecretIn = (text: string) => {
  for (const secret of [keys.accessKeyId, keys.secretAccessKey, keys.sessionToken])
    expect(text).not.toContain(secret);
};

describe('connect', () => {
  test('says whose the credentials are, having asked STS once and nobody else', async () => {
    expect(await engine.connect(keys, aws())).toEqual({
      ...aws(),
      account: '123456789012',
      arn: 'arn:aws:sts::123456789012:assumed-role/Auditor/bucketproof',
      kind: 'role',
      name: 'Auditor',
      sessionName: 'bucketproof',
      partition: 'aws',
      expiresAt: keys.expiresAt,
    });
    expect(operations()).toEqual(['sts GetCallerIdentity']);
  });

  test('asks nobody for an S3-compatible store', async () => {
    const store = aws({ provider: 'other', accountName: 'lab' });
    expect(await engine.connect({ ...keys, sessionToken: '' }, store)).toMatchObject({
      account: 'lab',
      arn: null,
      partition: 'other',
    });
    expect(front.calls).toEqual([]);
  });

  test('refuses the root user, and holds nothing', async () => {
    const root = 'arn:aws:iam::123456789012:root';
    front.identity = { account: '123456789012', arn: root, userId: '123456789012' };
    expect(await sentenceOf(engine.connect(keys, aws()))).toMatch(/^Sentence: .*root user/);
    await expect(engine.scan(everything, () => undefined)).rejects.toThrow(/Connect first/);
    expect(operations()).toEqual(['sts GetCallerIdentity']);
  });

  test('takes the root of an emulator, whose account is nobody’s', async () => {
    const arn = 'arn:aws:iam::000000000000:root';
    front.identity = { account: '000000000000', arn, userId: 'x' };
    expect((await engine.connect(keys, aws())).kind).toBe('other');
  });

  test('refuses keys without a token on AWS itself, asking nobody', async () => {
    const long = { ...keys, accessKeyId: 'AKIACONNECT000000001', sessionToken: '' };
    // Of AWS itself, and of what stands for all of it.
    for (const to of [aws({ endpoint: '' }), aws()]) {
      const says = await sentenceOf(engine.connect(long, to));
      expect(says).toMatch(/^Sentence: These are long-term keys.*get-session-token/);
    }
    expect(front.calls).toEqual([]);
  });

  test.each<[string, Rule['do'], RegExp]>([
    ['expired', 'expire', /have expired. Get new ones/],
    ['unknown', 'invalidKey', /does not know these credentials in us-east-1.*cn-north-1/],
    ['a token of other keys', 'invalidToken', /session token belongs to other keys/],
    [
      'a wrong secret',
      { status: 403, code: 'SignatureDoesNotMatch' },
      /secret access key does not belong/,
    ],
    ['denied', 'deny', /refused to tell whose/],
    [
      'a web page',
      { status: 200, code: 'x', body: '<!doctype html><html></html>' },
      /not an answer of AWS STS/,
    ],
    ['nobody there', 'reset', /no answer/],
  ])('%s: a sentence without anything of the credentials', async (_, rule, sentence) => {
    asks(rule);
    const says = await sentenceOf(engine.connect(keys, aws()));
    expect(says).toMatch(/^Sentence: /);
    expect(says).toMatch(sentence);
    noSecretIn(says);
  });

  test('a wrong secret is found by AWS’s own check of signatures', async () => {
    const strict = await startFront({ moto, secrets: { [keys.accessKeyId]: 'another' } });
    const says = await sentenceOf(engine.connect(keys, aws({ endpoint: strict.url })));
    await strict.stop();
    expect(says).toMatch(/secret access key does not belong/);
  });

  test('a clock that is off is told from a wrong secret', async () => {
    front.overlay.set('sts', 'GetCallerIdentity', '*', {
      status: 403,
      headers: { 'content-type': 'text/xml', date: 'Tue, 05 May 2020 07:08:09 GMT' },
      body: '<ErrorResponse><Error><Type>Sender</Type><Code>SignatureDoesNotMatch</Code><Message>Signature expired</Message></Error></ErrorResponse>',
    });
    expect(await sentenceOf(engine.connect(keys, aws()))).toMatch(/clock of this computer/);
  });

  test.each([
    ['arn:aws-cn:sts::123456789012:assumed-role/A/b', /AWS China.*cn-northwest-1/],
    ['arn:aws-us-gov:iam::123456789012:user/me', /GovCloud.*us-gov-west-1/],
  ])('credentials of another partition, %s', async (arn, sentence) => {
    front.identity = { account: '123456789012', arn, userId: 'x' };
    expect(await sentenceOf(engine.connect(keys, aws()))).toMatch(sentence);
  });

  test('is refused while a scan runs, which would go on with other keys', async () => {
    await seed(small, { moto, front });
    await engine.connect(keys, aws());
    const scanning = engine.scan(everything, () => undefined);
    await expect(engine.connect(keys, aws())).rejects.toThrow(/already/);
    await engine.disconnect();
    await scanning;
  });

  test('disconnect forgets them', async () => {
    await engine.connect(keys, aws());
    await engine.disconnect();
    await expect(engine.scan(everything, () => undefined)).rejects.toThrow(/Connect first/);
    await expect(engine.assume(role())).rejects.toThrow(/Connect first/);
  });
});

test.each([
  [
    'arn:aws:sts::123456789012:assumed-role/Audit/me@example.com',
    { kind: 'role', name: 'Audit', sessionName: 'me@example.com' },
  ],
  ['arn:aws:iam::123456789012:user/team/me', { kind: 'user', name: 'me', sessionName: '' }],
  [
    'arn:aws:sts::123456789012:federated-user/me',
    { kind: 'federated', name: 'me', sessionName: '' },
  ],
  ['arn:aws:iam::123456789012:root', { kind: 'other', name: '', sessionName: '' }],
  ['nonsense', { kind: 'other', name: '', sessionName: '' }],
])('the bearer of %s', (arn, wanted) => expect(bearerOf(arn)).toEqual(wanted));

const role = (part: Partial<RoleRequest> = {}): RoleRequest => ({
  roleArn: 'arn:aws:iam::123456789012:role/Audit',
  externalId: '',
  mfaSerial: '',
  mfaCode: '',
  durationSeconds: 1800,
  sessionName: 'bucketproof-20261125',
  narrowed: true,
  ...part,
});

describe('take on a role', () => {
  beforeEach(async () => {
    await engine.connect(keys, aws());
    front.calls.length = 0;
  });

  test('everything that was asked for arrives at STS, and the role’s keys are held from then on', async () => {
    const wanted = role({
      externalId: 'client-42',
      mfaSerial: 'arn:aws:iam::123456789012:mfa/me',
      mfaCode: '123456',
    });
    const connection = await engine.assume(wanted);
    expect(front.calls.every(({ agent }) => agent.includes('bucketproof/0.0.0-test'))).toBe(true);
    expect(connection).toMatchObject({
      account: '123456789012',
      kind: 'role',
      name: 'Audit',
      sessionName: 'bucketproof-20261125',
    });
    expect(Date.parse(connection.expiresAt ?? '')).toBeGreaterThan(Date.now());
    expect(operations()).toEqual(['sts AssumeRole', 'sts GetCallerIdentity']);
    expect(front.calls[0]?.form).toMatchObject({
      RoleArn: wanted.roleArn,
      RoleSessionName: wanted.sessionName,
      DurationSeconds: '1800',
      ExternalId: 'client-42',
      SerialNumber: wanted.mfaSerial,
      TokenCode: '123456',
      Policy: sessionPolicy(),
    });
    expect(front.calls.map(({ accessKey }) => accessKey === keys.accessKeyId)).toEqual([
      true,
      false,
    ]);

    await seed(small, { moto, front });
    front.calls.length = 0;
    expect((await engine.scan(everything, () => undefined)).ended).toBe('complete');
    expect(front.calls.some(({ accessKey }) => accessKey === keys.accessKeyId)).toBe(false);
  });

  test('what was left empty is not sent', async () => {
    await engine.assume(role({ narrowed: false }));
    expect(Object.keys(front.calls[0]?.form ?? {}).sort()).toEqual(
      ['Action', 'DurationSeconds', 'RoleArn', 'RoleSessionName', 'Version'].sort(),
    );
  });

  const invalid = (message: string): Rule['do'] => ({
    status: 400,
    code: 'ValidationError',
    message,
  });
  const refused = (message: string): Rule['do'] => ({ status: 403, code: 'AccessDenied', message });
  test.each<[string, Rule['do'], RegExp]>([
    ['denied', 'deny', /sts:AssumeRole.*trust policy.*external ID, which was left empty,/],
    [
      'a wrong MFA code',
      refused('MultiFactorAuthentication failed with invalid MFA one time pass code.'),
      /did not take the MFA code/,
    ],
    [
      'a role after a role',
      invalid(
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
      ),
      /3600 seconds/,
    ],
    [
      'longer than the role allows',
      invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'),
      /maximum session duration/,
    ],
    [
      'a malformed ARN',
      invalid('1 validation error detected: Value at roleArn failed to satisfy constraint'),
      /not the ARN of a role/,
    ],
    ['too large a policy', { status: 400, code: 'PackedPolicyTooLarge' }, /session policy/],
    ['expired', 'expire', /have expired/],
    ['a switched-off Region', { status: 403, code: 'RegionDisabledException' }, /another Region/],
    ['nobody there', 'reset', /no answer/],
  ])('%s: a sentence, and what was held is held still', async (_, rule, sentence) => {
    asks(rule, 'AssumeRole');
    const says = await sentenceOf(engine.assume(role()));
    expect(says).toMatch(/^Sentence: /);
    expect(says).toMatch(sentence);
    noSecretIn(says);
    front.script([]);
    expect((await engine.assume(role())).name).toBe('Audit');
  });
});

test('the session policy has exactly the declared actions, and STS’s limit is far', () => {
  const policy = sessionPolicy();
  expect(policy.length).toBeLessThan(1_700); // of 2,048: further gatherers need some
  const { Statement } = JSON.parse(policy) as { Statement: { Action: string[]; Effect: string }[] };
  expect(Statement).toHaveLength(1);
  expect(new Set(Statement[0]?.Action)).toEqual(
    new Set([...everyAction, 'config:SelectResourceConfig', ...organisationActions]),
  );
  expect(policy).not.toMatch(/Put|Delete|\*:|:\*/);
});

describe('other sources', () => {
  const web = {
    kind: 'webIdentity',
    roleArn: 'arn:aws:iam::123456789012:role/Web',
    token: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl',
    sessionName: 'bucketproof-20261125',
    durationSeconds: 3600,
  } as const;

  test('a web identity’s token', async () => {
    expect(await engine.connectBy(web, aws())).toMatchObject({ kind: 'role', name: 'Web' });
    expect(operations()).toEqual(['sts AssumeRoleWithWebIdentity', 'sts GetCallerIdentity']);
    expect(front.calls[0]?.form).toMatchObject({
      WebIdentityToken: web.token,
      DurationSeconds: '3600',
    });
  });

  test.each<[string, RegExp]>([
    ['InvalidIdentityToken', /provider is not set up/],
    ['ExpiredTokenException', /token has expired/],
    ['AccessDenied', /trust policy/],
  ])('a token that is refused with %s', async (code, sentence) => {
    front.script([
      {
        when: { operation: 'AssumeRoleWithWebIdentity' },
        do: { status: 400, code, message: web.token },
      },
    ]);
    const says = await sentenceOf(engine.connectBy(web, aws()));
    expect(says).toMatch(sentence);
    expect(says).not.toContain(web.token);
  });

  test('a Cognito identity pool, in its own Region', async () => {
    const pool = {
      kind: 'cognito',
      identityPoolId: 'eu-west-1:00000000-0000-4000-8000-000000000000',
    } as const;
    expect(await engine.connectBy(pool, aws())).toMatchObject({
      name: 'Guests',
      account: '123456789012',
    });
    expect(operations()).toEqual([
      'cognito-identity GetId',
      'cognito-identity GetCredentialsForIdentity',
      'sts GetCallerIdentity',
    ]);
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(
      'aws:cognito-identity-ids',
    );
  });

  test('a pool that is not there', async () => {
    front.script([
      { when: { operation: 'GetId' }, do: { status: 400, code: 'ResourceNotFoundException' } },
    ]);
    const pool = {
      kind: 'cognito',
      identityPoolId: 'eu-west-1:00000000-0000-4000-8000-000000000000',
    } as const;
    expect(await sentenceOf(engine.connectBy(pool, aws()))).toMatch(/no such identity pool/);
  });
});
