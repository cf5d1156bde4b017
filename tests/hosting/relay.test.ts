import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/hosting/config.ts';
import { contentSecurityPolicy } from '../../src/hosting/csp.ts';
import { everyRegion } from '../../src/hosting/regions.ts';
import {
  bakeRelay,
  frameSources,
  isBucketName,
  onePerRegion,
  parentProblem,
  readRelay,
  relayAddresses,
  s3Origins,
} from '../../src/hosting/relay.ts';
import { prefixProblem } from '../../src/hosting/relay-script.ts';
import { root } from '../../src/node/paths.ts';

const template = readFileSync(path.join(root, 'public/relay.html'), 'utf8');
const page = 'https://audit.example.com';

describe('the relay as it is made for a page', () => {
  test('is small enough to read, with a comment that says what it is', async () => {
    const { html } = await bakeRelay(template, page);
    expect(Buffer.byteLength(html)).toBeLessThan(4096);
    expect(html).toContain(
      'It holds\n      no credentials, keeps nothing, and reaches no other host.',
    );
  });

  test('names its one page, and its policy lets exactly its own script run', async () => {
    const { html, sha256 } = await bakeRelay(template, page);
    expect(html.match(/const parentOrigin = '(.*)';/)?.[1]).toBe(page);
    expect(html).not.toMatch(/__[A-Z_]+__/);
    const script = /<script>([^]*)<\/script>/.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html)?.[1];
    expect(policy).toBe(
      `default-src 'none'; connect-src 'self'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(sha256).toBe(createHash('sha256').update(html).digest('hex'));
  });

  test('is the same for the same page, and another for another', async () => {
    const [once, again, other] = await Promise.all(
      [page, page, 'https://other.example'].map((origin) => bakeRelay(template, origin)),
    );
    expect(again).toEqual(once);
    expect(other?.sha256).not.toBe(once?.sha256);
  });

  test('loads nothing, stores nothing, asks no other host', () => {
    expect(template).not.toMatch(/\bsrc=|\bhref=|import|localStorage|sessionStorage|indexedDB/);
    expect(template).not.toMatch(/cookie|caches|document\.|https?:\/\//);
  });

  test('is not made of anything but the template', async () => {
    const { html } = await bakeRelay(template, page);
    await expect(bakeRelay(html, page)).rejects.toThrow('made for a page before');
    await expect(bakeRelay('<p>', page)).rejects.toThrow('not the text of public/relay.html');
  });
});

describe('the page that it is made for', () => {
  test.each([page, 'https://a.example:8443', 'http://localhost:5173', 'http://127.0.0.1:4173'])(
    '%s',
    (origin) => expect(parentProblem(origin)).toBeNull(),
  );
  test.each([
    ['', /not an origin/],
    ['*', /not an origin/],
    ['null', /not an origin/],
    ['https://*.example.com', /not an origin/],
    [`${page}/`, /not an origin/],
    [`${page}/path`, /not an origin/],
    ['https://Audit.example.com', /not an origin/],
    ['https://audit.example.com:443', /not an origin/],
    ["https://audit.example.com'", /not an origin/],
    ["https://a.example'; alert(1); '", /not an origin/],
    ['https://user@a.example', /not an origin/],
    ['https://münchen.example', /not an origin/],
    ['blob:https://a.example', /not an origin/],
    ['http://audit.example.com', /not encrypted/],
    ['http://localhost.evil.example', /not encrypted/],
    ['https://s3.eu-west-1.amazonaws.com', /address of S3 itself/],
    ['https://s3.dualstack.eu-west-1.amazonaws.com', /address of S3 itself/],
    ['https://s3-eu-west-1.amazonaws.com', /address of S3 itself/],
    ['https://s3.amazonaws.com', /address of S3 itself/],
    ['https://s3.cn-north-1.amazonaws.com.cn', /address of S3 itself/],
  ])('not %j', async (origin, says) => {
    expect(parentProblem(origin)).toMatch(says);
    await expect(bakeRelay(template, origin)).rejects.toThrow(says);
  });
});

describe('where a relay is', () => {
  const relay = { region: 'eu-west-1', bucket: 'my-relay', key: 'relay.html' };

  test('each Region has two origins, in the domain of its partition', () => {
    expect(relayAddresses(relay)).toEqual([
      'https://s3.eu-west-1.amazonaws.com/my-relay/relay.html',
      'https://s3.dualstack.eu-west-1.amazonaws.com/my-relay/relay.html',
    ]);
    expect(s3Origins('us-gov-west-1')[0]).toBe('https://s3.us-gov-west-1.amazonaws.com');
    expect(s3Origins('cn-north-1')).toEqual([
      'https://s3.cn-north-1.amazonaws.com.cn',
      'https://s3.dualstack.cn-north-1.amazonaws.com.cn',
    ]);
  });

  test('is read from its parts and from either address', () => {
    expect(readRelay({ region: 'eu-west-1', bucket: 'my-relay' }).relay).toEqual(relay);
    for (const address of relayAddresses(relay)) expect(readRelay(address).relay).toEqual(relay);
    const elsewhere = { ...relay, key: 'tools/relay-2.html' };
    expect(readRelay(relayAddresses(elsewhere)[0]).relay).toEqual(elsewhere);
  });

  test.each([
    ['https://my-relay.s3.eu-west-1.amazonaws.com/relay.html', /by path/],
    ['https://s3.eu-west-9.amazonaws.com/my-relay/relay.html', /by path/],
    ['http://s3.eu-west-1.amazonaws.com/my-relay/relay.html', /by path/],
    ['https://s3.eu-west-1.amazonaws.com.evil.example/my-relay/relay.html', /by path/],
    ['https://evil.example/https://s3.eu-west-1.amazonaws.com/a/b', /by path/],
    ['https://s3.eu-west-1.amazonaws.com/my-relay', /by path/],
    ['https://s3.eu-west-1.amazonaws.com/../relay.html', /no bucket name/],
    ['https://s3.eu-west-1.amazonaws.com/my-relay/../other/relay.html', /has a key/],
    ['https://s3.eu-west-1.amazonaws.com/my-relay/a%2f.html', /has a key/],
    [null, /by path/],
    [7, /by path/],
    [[], /by path/],
    [{ region: 'nowhere', bucket: 'my-relay' }, /no Region/],
    [{ region: 'eu-west-1' }, /no bucket name/],
    [{ region: 'eu-west-1', bucket: 'My_Relay' }, /no bucket name/],
    [{ region: 'eu-west-1', bucket: 'my-relay', key: '/x' }, /has a key/],
    [{ region: 'eu-west-1', bucket: 'my-relay', secret: 'x' }, /has secret/],
  ])('not %j', (value, says) => expect(readRelay(value).problem).toMatch(says));

  test.each(['ab', 'a..b', '192.168.0.1', '-ab', 'ab-', 'a b', 'a'.repeat(64)])(
    '%s names no bucket',
    (name) => expect(isBucketName(name)).toBe(false),
  );

  test('of two in one Region the later counts', () => {
    const later = { ...relay, bucket: 'mine' };
    const other = { ...relay, region: 'ap-east-1' };
    expect(onePerRegion([relay, other, later])).toEqual([other, later]);
  });
});

describe('the configuration', () => {
  test('takes relays by their parts or their addresses', () => {
    const relays = [
      'https://s3.us-east-1.amazonaws.com/relay-us/relay.html',
      { region: 'eu-west-1', bucket: 'relay-eu' },
    ];
    expect(readConfig({ relays }).config?.relays).toEqual([
      { region: 'eu-west-1', bucket: 'relay-eu', key: 'relay.html' },
      { region: 'us-east-1', bucket: 'relay-us', key: 'relay.html' },
    ]);
  });

  test('refuses one that is none, and two of one Region', () => {
    const relay = { region: 'eu-west-1', bucket: 'relay-eu' };
    const { problems } = readConfig({ relays: [relay, { ...relay, bucket: 'other' }, 'x'] });
    expect(problems).toEqual([
      expect.stringContaining('is the second of its Region'),
      expect.stringContaining('The relay "x" is not the address of an object'),
    ]);
  });
});

describe('the policy of the page', () => {
  const directive = (policy: string, name: string) =>
    policy
      .split('; ')
      .find((one) => one.startsWith(`${name} `))
      ?.split(' ')
      .slice(1);

  test('lets frames come from two exact hosts of each Region, and from nowhere else', () => {
    const sources = directive(contentSecurityPolicy(), 'frame-src') ?? [];
    expect(sources).toEqual(frameSources());
    expect(sources).toHaveLength(2 * everyRegion.length);
    expect(new Set(sources).size).toBe(sources.length);
    for (const source of sources)
      expect(source).toMatch(
        /^https:\/\/s3(\.dualstack)?\.[a-z]+(-[a-z]+)+-\d\.amazonaws\.com(\.cn)?$/,
      );
  });

  test('and what the page itself may reach is as it was: no dual-stack host', () => {
    const sources = directive(contentSecurityPolicy(), 'connect-src') ?? [];
    expect(sources.filter((source) => source.includes('dualstack'))).toEqual([]);
  });
});

test.each(['ab', 'Abc', '-abc', 'abc-', 'a.b.c', 'a b', "a'b", 'a'.repeat(48)])(
  'buckets cannot be called by %j',
  (prefix) => expect(prefixProblem(prefix)).toContain('3 to 47 characters'),
);
test('buckets can be called by a short name', () => expect(prefixProblem('my-relay')).toBe(''));
