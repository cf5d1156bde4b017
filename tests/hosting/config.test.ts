import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultConfig, readConfig } from '../../src/hosting/config.ts';
import { connectSourcesOf, contentSecurityPolicy } from '../../src/hosting/csp.ts';

const problemsOf = (value: unknown) => (readConfig(value).problems ?? []).join('\n');
const endpointsOf = (...endpoints: unknown[]) => readConfig({ endpoints }).config?.endpoints;

describe('what is taken', () => {
  test('nothing at all is the default', () => expect(readConfig({}).config).toEqual(defaultConfig));

  test('endpoints become origins, sorted, each once', () => {
    expect(
      endpointsOf('https://b.example/', 'https://A.example:9000', 'https://b.example:443'),
    ).toEqual(['https://a.example:9000', 'https://b.example']);
  });

  test.each([
    'http://localhost:9000',
    'http://127.0.0.2:9000',
    'http://10.1.2.3',
    'http://192.168.0.10:9000',
    'http://172.16.0.1',
    'http://minio.internal:9000',
  ])('%s, which the internet does not reach', (endpoint) =>
    expect(endpointsOf(endpoint)).toEqual([endpoint]),
  );

  test('texts, without the spaces around', () => {
    const texts = {
      team: ' Cloud security ',
      contact: 'mailto:a@example.com',
      note: '<b>“Hi”</b>',
    };
    expect(readConfig(texts).config).toEqual({
      ...defaultConfig,
      ...texts,
      team: 'Cloud security',
    });
  });

  test('what it gives it takes again', () => {
    const { config } = readConfig({ endpoints: ['https://a.example'], note: 'x' });
    expect(readConfig(JSON.parse(JSON.stringify(config))).config).toEqual(config);
  });
});

describe('what is refused, in a sentence', () => {
  test.each([
    [`https://a.example'`, /not an origin/],
    [`https://a.example; script-src *`, /wildcard/],
    ['https://a.example; script-src https://evil.example', /not an origin/],
    ['https://a.example\nhttps://b.example', /not an origin/],
    ['https://a.example https://b.example', /not an origin/],
    ['https://a.example\t', /not an origin/],
    [`'unsafe-inline'`, /not an origin/],
    ['https:', /not an origin/],
    ['*', /wildcard/],
    ['https://*.example.com', /wildcard/],
    ['https://a.example:*', /wildcard/],
    ['https://a.example"><script>', /not an origin/],
    ['https://a.example/path', /not an origin/],
    ['https://user:secret@a.example', /not an origin/],
    ['https://[::1]:9000', /not an origin/],
    ['https://münchen.example', /not an origin/],
    ['https://a.example:99999', /not a well-formed/],
    ['http://a.example', /not encrypted/],
    ['http://8.8.8.8', /not encrypted/],
    ['http://172.32.0.1', /not encrypted/],
    ['http://127.0.0.1.evil.example', /not encrypted/],
    ['ws://a.example', /neither https/],
    ['blob://a.example', /neither https/],
    [7, /not text/],
    [null, /not text/],
  ])('the endpoint %j', (endpoint, sentence) => {
    expect(endpointsOf(endpoint)).toBeUndefined();
    expect(problemsOf({ endpoints: [endpoint] })).toMatch(sentence);
  });

  test.each([
    [[], /not a JSON object/],
    [null, /not a JSON object/],
    [
      { endpoint: [] },
      /no setting "endpoint"\. Settings: endpoints, relays, team, contact, note\./,
    ],
    [{ endpoints: 'https://a.example' }, /endpoints is not a list/],
    [{ endpoints: Array(51).fill('https://a.example') }, /more than 50/],
    [{ team: 1 }, /team is not text/],
    [{ team: 'x'.repeat(101) }, /team is longer than 100/],
    [{ note: 'a\nb' }, /note has a line break/],
    [{ contact: 'a\u202eb' }, /contact has a line break or another control/],
  ])('%j', (value, sentence) => expect(problemsOf(value)).toMatch(sentence));

  test('everything that is wrong is said at once', () => {
    const { problems } = readConfig({ endpoints: ['*', 'http://a.example'], team: 1, x: 2 });
    expect(problems).toHaveLength(4);
  });
});

test('whatever is taken adds nothing to the policy but its own origins', () => {
  const piece = fc.constantFrom(
    ...[
      'https://',
      'http://',
      'a.example',
      ':9000',
      '/',
      ';',
      ' ',
      "'",
      '"',
      '*',
      '\n',
      '@',
      '%3b',
      '?',
      '#',
      '\\',
      'script-src',
      '1',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const endpoints = endpointsOf(`https://a.example${pieces.join('')}`);
      if (!endpoints) return;
      const policy = contentSecurityPolicy(endpoints);
      expect(policy.split(';')).toHaveLength(contentSecurityPolicy().split(';').length);
      expect(connectSourcesOf(policy)?.at(-1)).toMatch(/^https:\/\/[a-z0-9.-]+(:\d+)?$/);
      expect(policy).not.toMatch(/["\n\\]/);
    }),
  );
});
