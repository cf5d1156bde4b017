import { describe, expect, test } from 'vitest';
import { mostCharacters, parseCredentials } from '../../src/app/credentials/parse.ts';
import type { Pasted } from '../../src/app/credentials/types.ts';
import { key, secret, shapes, token } from './shapes.ts';

const now = Date.parse('2026-11-25T12:00:00Z');
const read = (text: string, store = false): Pasted => parseCredentials(text, { now, store });
const found = (text: string, store = false) => {
  const pasted = read(text, store);
  if (pasted.kind === 'wrong') throw new Error(pasted.says);
  return pasted;
};
const says = (text: string, store = false): string => {
  const pasted = read(text, store);
  return pasted.kind === 'wrong' ? pasted.says : '';
};
const block = (name: string, n = '') =>
  `[${name}]\naws_access_key_id = ${key}${n}\naws_secret_access_key = ${secret}\naws_session_token = ${token}${n}\n`;

describe('every shape', () => {
  test.each(shapes)('$name', ({ text, shape, tells = {} }) => {
    const pasted = found(text);
    expect(pasted.shape).toMatch(
      typeof shape === 'string' ? new RegExp(`^${escape(shape)}$`) : shape,
    );
    expect(pasted.candidates).toHaveLength(1);
    const [{ keys, ...rest }] = pasted.candidates;
    expect(keys.accessKeyId).toMatch(/^A[SK]IAIOSFODNN7EXAMPLE$/);
    expect([keys.secretAccessKey, keys.sessionToken]).toEqual([secret, token]);
    expect(keys.expiresAt).toBe(tells.expires ? '2031-05-06T07:08:09.000Z' : null);
    for (const name of ['profile', 'region', 'account', 'role'] as const)
      if (tells[name] !== undefined) expect(rest[name], name).toBe(tells[name]);
    expect(rest.expired).toBe(false);
  });

  test.each(shapes)('$name, with the line ends of Windows', ({ text }) => {
    const [{ keys }] = found(text.replace(/\r?\n/g, '\r\n')).candidates;
    expect([keys.secretAccessKey, keys.sessionToken]).toEqual([secret, token]);
  });
});
const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('what is refused, and the way on', () => {
  const csv = `Access key ID,Secret access key\nAKIAIOSFODNN7EXAMPLE,${secret}\n`;
  const times = (at: string) =>
    JSON.stringify({
      Version: 1,
      AccessKeyId: key,
      SecretAccessKey: secret,
      SessionToken: token,
      Expiration: at,
    });
  test.each<[string, string, RegExp]>([
    ['nothing', ' \n ', /empty/],
    ['prose', 'Meet me at the station at nine.', /No credentials were recognised/],
    ['a command', 'aws s3 ls --profile dev', /No credentials were recognised/],
    ['the CSV of the IAM console', csv, /long-term key.*get-session-token/],
    ['that CSV with a byte order mark', `\ufeff${csv}`, /long-term key/],
    [
      'the CSV of a new user',
      `User name,Password,Access key ID,Secret access key,Console login link\nme,,AKIAIOSFODNN7EXAMPLE,${secret},https://123456789012.signin.aws.amazon.com/console`,
      /long-term key/,
    ],
    [
      'a long-term key in exports',
      `export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nexport AWS_SECRET_ACCESS_KEY=${secret}`,
      /long-term key/,
    ],
    ['a long-term key, bare', `AKIAIOSFODNN7EXAMPLE\n${secret}`, /long-term key/],
    [
      'a temporary key without its token',
      `AWS_ACCESS_KEY_ID=${key}\nAWS_SECRET_ACCESS_KEY=${secret}`,
      /session token is missing/,
    ],
    [
      'an empty token',
      `AWS_ACCESS_KEY_ID=${key}\nAWS_SECRET_ACCESS_KEY=${secret}\nAWS_SESSION_TOKEN=""`,
      /session token is missing/,
    ],
    [
      'a token that is a variable',
      `AWS_ACCESS_KEY_ID=${key}\nAWS_SECRET_ACCESS_KEY=${secret}\nAWS_SESSION_TOKEN=$TOKEN`,
      /session token is missing/,
    ],
    [
      'other keys without a token',
      `aws_access_key_id=minioadmin\naws_secret_access_key=minioadmin`,
      /no session token.*endpoint first/,
    ],
    ['a key alone', key, /no secret access key/],
    [
      'a key and a token',
      `AWS_ACCESS_KEY_ID=${key}\nAWS_SESSION_TOKEN=${token}`,
      /no secret access key/,
    ],
    ['a secret alone', `AWS_SECRET_ACCESS_KEY=${secret}`, /no access key ID/],
    ['a token alone', `AWS_SESSION_TOKEN=${token}`, /neither/],
    [
      'the ID of a role',
      `AWS_ACCESS_KEY_ID=AROAIOSFODNN7EXAMPLE\nAWS_SECRET_ACCESS_KEY=${secret}`,
      /ID of a role/,
    ],
    [
      'hidden values',
      `AWS_ACCESS_KEY_ID=${key}\nAWS_SECRET_ACCESS_KEY=****************EKEY\nAWS_SESSION_TOKEN=${token}`,
      /asterisks/,
    ],
    [
      'two tokens for one set',
      `AWS_ACCESS_KEY_ID=${key}\nAWS_SECRET_ACCESS_KEY=${secret}\nAWS_SESSION_TOKEN=${token}\nAWS_SECURITY_TOKEN=${token}X`,
      /two different session tokens/,
    ],
    [
      'two keys for one secret',
      `AWS_ACCESS_KEY_ID=${key}\nAWS_ACCESS_KEY_ID=${key}2\nAWS_SECRET_ACCESS_KEY=${secret}`,
      /two different access key IDs/,
    ],
    ['expired by 3 hours', times('2026-11-25T09:00:00Z'), /expired 3 hours ago/],
    [
      'expired by a minute, in milliseconds',
      JSON.stringify({
        roleCredentials: {
          accessKeyId: key,
          secretAccessKey: secret,
          sessionToken: token,
          expiration: now - 60_000,
        },
      }),
      /expired 1 minute ago/,
    ],
    [
      'only roles and log-ins',
      '[profile a]\nrole_arn = arn:aws:iam::123456789012:role/A\nsource_profile = b\n\n[profile b]\nsso_session = x\nsso_region = eu-west-1\n',
      /no keys of their own/,
    ],
    ['a whole book', 'x'.repeat(mostCharacters + 1), /too long/],
  ])('%s', (_, text, sentence) => expect(says(text)).toMatch(sentence));

  test('keys of a store need no token', () => {
    const text = 'AWS_ACCESS_KEY_ID=minioadmin\nAWS_SECRET_ACCESS_KEY=minio-secret';
    expect(found(text, true).candidates[0].keys).toEqual({
      accessKeyId: 'minioadmin',
      secretAccessKey: 'minio-secret',
      sessionToken: '',
      expiresAt: null,
    });
    expect(
      found(`Access key ID,Secret access key\nAKIAIOSFODNN7EXAMPLE,${secret}`, true).shape,
    ).toMatch(/CSV/);
    expect(says(`AWS_ACCESS_KEY_ID=${key}\nAWS_SECRET_ACCESS_KEY=${secret}`, true)).toMatch(
      /token is missing/,
    );
  });
});

test('a secret that was cut short is remarked on, and not refused', () => {
  const cut = found(block('dev').replace(secret, secret.slice(0, -3)));
  expect(cut.candidates[0].keys.secretAccessKey).toHaveLength(secret.length - 3);
  expect(cut.notes.join(' ')).toContain('has 37 characters here, where those of AWS have 40');
  expect(found(block('dev')).notes).toEqual([]);
});

describe('several sets', () => {
  test('a whole credentials file: its profiles to choose from, those without keys counted', () => {
    const pasted = found(
      `# a comment\n${block('dev')}\n[profile sso]\nsso_session = corp\nsso_region = us-east-1\n\n[role]\nrole_arn = arn:aws:iam::123456789012:role/A\nsource_profile = dev\n\n${block('222222222222_Audit', '2')}region = eu-north-1\n\n[old]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${secret}\n`,
    );
    expect(pasted.shape).toBe('a credentials file with 5 profiles');
    expect(
      pasted.candidates.map(({ profile, account, region }) => [profile, account, region]),
    ).toEqual([
      ['dev', '', ''],
      ['222222222222_Audit', '222222222222', 'eu-north-1'],
    ]);
    expect(pasted.notes).toEqual([
      'Left out 1 set of keys that cannot be used here, such as long-term keys.',
      'Left out 2 profiles without keys of their own.',
    ]);
  });

  test('a commented key is not taken for the real one', () => {
    const text = block('dev').replace(
      'aws_access_key_id',
      '# aws_access_key_id = AKIAOLDOLDOLDOLDOLD0\naws_access_key_id',
    );
    expect(found(text).candidates[0].keys.accessKeyId).toBe(key);
  });

  test('expired ones are marked, and can be told from the rest', () => {
    const text = `${block('old')}aws_credential_expiration = 2020-01-01T00:00:00Z\n${block('new', '2')}`;
    expect(found(text).candidates.map(({ profile, expired }) => [profile, expired])).toEqual([
      ['old', true],
      ['new', false],
    ]);
  });

  test('two blocks of variables are two sets, whatever their order', () => {
    const one = (n: string) =>
      `export AWS_SESSION_TOKEN=${token}${n}\nexport AWS_SECRET_ACCESS_KEY=${secret}\nexport AWS_ACCESS_KEY_ID=${key}${n}\n`;
    expect(found(one('1') + one('2')).candidates.map(({ keys }) => keys.accessKeyId)).toEqual([
      `${key}1`,
      `${key}2`,
    ]);
  });

  test('JSON by name', () => {
    const keys = (n: string) => ({
      AccessKeyId: key + n,
      SecretAccessKey: secret,
      SessionToken: token,
    });
    const pasted = found(JSON.stringify({ prod: { Credentials: keys('1') }, dev: keys('2') }));
    expect(pasted.candidates.map(({ profile }) => profile)).toEqual(['prod', 'dev']);
  });

  test('a name that is a part of a secret is not shown', () => {
    for (const name of [secret, secret.slice(3, 20), token.slice(0, 40)])
      expect(found(block(name)).candidates[0].profile).toBe('');
  });
});

test.each([
  '2031-05-06T07:08:09Z',
  '2031-05-06T09:08:09+02:00',
  '2031-05-06T07:08:09+0000',
  '2031-05-06 07:08:09',
  '2031-05-06 07:08:09 +0000 UTC',
  '1935817689',
])('the expiry %s is read', (at) => {
  const [{ keys }] = found(
    `AWS_ACCESS_KEY_ID=${key}\nAWS_SECRET_ACCESS_KEY=${secret}\nAWS_SESSION_TOKEN=${token}\nAWS_CREDENTIAL_EXPIRATION="${at}"`,
  ).candidates;
  expect(keys.expiresAt).toBe('2031-05-06T07:08:09.000Z');
});
