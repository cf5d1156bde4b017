import { describe, expect, test } from 'vitest';
import { connectSourcesOf, contentSecurityPolicy } from '../../src/hosting/csp.ts';
import { type ConnectForm, problemsOf, requestOf } from '../../src/app/views/connect-form.ts';

const filled: ConnectForm = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'secret-of-a-test',
  sessionToken: 'token-of-a-test',
  region: 'eu-west-1',
  endpoint: '',
  provider: 'other',
  accountName: '',
};

describe('the connect form', () => {
  test('is fine when filled', () => expect(problemsOf(filled)).toEqual({}));

  test.each<[string, Partial<ConnectForm>, keyof ConnectForm, RegExp]>([
    ['no key', { accessKeyId: ' ' }, 'accessKeyId', /Enter the access key ID/],
    ['a pasted block', { accessKeyId: 'ASIA X=1' }, 'accessKeyId', /no spaces/],
    ['no secret', { secretAccessKey: '' }, 'secretAccessKey', /Enter the secret/],
    [
      'a long-term key for AWS',
      { accessKeyId: 'AKIAX', sessionToken: '' },
      'accessKeyId',
      /long-term/,
    ],
    ['a temporary key alone', { sessionToken: '' }, 'sessionToken', /session token/],
    ['no Region', { region: '' }, 'region', /such as eu-west-1/],
    ['a Region of nowhere', { region: 'eu-nowhere-9' }, 'region', /collector/],
    ['no address', { endpoint: 'localhost' }, 'endpoint', /Enter an address/],
    ['an address with a password', { endpoint: 'http://a:b@localhost' }, 'endpoint', /address/],
    ['an address the policy blocks', { endpoint: 'https://minio.example' }, 'endpoint', /policy/],
  ])('%s: says so at the field', (_, part, field, sentence) => {
    const problems = problemsOf({ ...filled, ...part });
    expect(problems[field]).toMatch(sentence);
    expect(Object.keys(problems)).toEqual([field]);
  });

  test('no sentence repeats what was typed', () => {
    const typed = { accessKeyId: 'x y', secretAccessKey: '', sessionToken: 'typed-token' };
    expect(JSON.stringify(problemsOf({ ...filled, ...typed }))).not.toMatch(/x y|typed-token/);
  });

  test('keys without a token are fine for a store of one’s own', () => {
    const own = { accessKeyId: 'AKIAX', sessionToken: '', endpoint: 'http://localhost:9000' };
    expect(problemsOf({ ...filled, ...own })).toEqual({});
  });

  test('lets through what the page’s policy lets through, and nothing else', () => {
    const policy = contentSecurityPolicy();
    const accepts = (endpoint: string) =>
      problemsOf({ ...filled, endpoint }).endpoint === undefined;
    const hosts = (connectSourcesOf(policy) ?? []).filter((one) => one.startsWith('https://s3.'));
    expect(hosts.length).toBeGreaterThan(30);
    expect(hosts.filter((host) => !accepts(host))).toEqual([]);
    expect(policy).toContain('http://localhost:*');
    expect(['http://localhost:9000', 'http://127.0.0.1:1'].every(accepts)).toBe(true);
    expect(
      [
        'https://localhost:9000',
        'http://10.0.0.1',
        'https://s3.eu-west-1.amazonaws.com.evil.example',
      ].some(accepts),
    ).toBe(false);
  });

  test('the request has no spaces around, and AWS behind an empty endpoint', () => {
    const { keys, to } = requestOf({ ...filled, secretAccessKey: ' s ', region: ' eu-west-1 ' });
    expect(keys.secretAccessKey).toBe('s');
    expect([to.region, to.provider, to.endpoint]).toEqual(['eu-west-1', 'aws', '']);
  });

  test('a store without a name is called by its address', () => {
    const own = { ...filled, endpoint: 'http://localhost:9000/' };
    expect(requestOf(own).to).toMatchObject({
      endpoint: 'http://localhost:9000',
      provider: 'other',
      accountName: 'localhost:9000',
    });
    expect(requestOf({ ...own, accountName: ' lab ' }).to.accountName).toBe('lab');
  });
});
