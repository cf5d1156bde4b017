import { describe, expect, test } from 'vitest';
import {
  connectSources,
  connectSourcesOf,
  contentSecurityPolicy,
  reaches,
} from '../../src/hosting/csp.ts';
import { regions } from '../../src/hosting/regions.ts';

const own = 'https://page.example';
const sources = connectSources();

describe('the hosts that the policy names', () => {
  test.each([
    'https://s3.us-east-1.amazonaws.com',
    'https://s3.ap-southeast-7.amazonaws.com',
    'https://s3.cn-northwest-1.amazonaws.com.cn',
    'https://*.s3-control.eu-west-1.amazonaws.com',
    'https://sts.us-gov-west-1.amazonaws.com',
    'https://ec2.mx-central-1.amazonaws.com',
    'https://iam.amazonaws.com',
    'https://iam.us-gov.amazonaws.com',
    'https://iam.cn-north-1.amazonaws.com.cn',
    'https://config.eu-central-1.amazonaws.com',
    'https://config.cn-north-1.amazonaws.com.cn',
    'https://cognito-identity.eu-central-1.amazonaws.com',
    'https://cognito-identity.cn-north-1.amazonaws.com.cn',
  ])('%s', (host) => expect(sources).toContain(host));

  test('and no other: fourteen for each Region but where Cognito is not, IAM for each partition, this computer', () => {
    const all = Object.values(regions).flat().length;
    expect(new Set(sources).size).toBe(sources.length);
    expect(sources).toHaveLength(14 * all - 1 + 3 + 3);
    expect(sources.filter((source) => source.includes('cognito-identity.cn-northwest-1'))).toEqual(
      [],
    );
    for (const source of sources)
      expect(source).toMatch(
        /^('self'|http:\/\/(localhost|127\.0\.0\.1):\*|https:\/\/(\*\.s3-control|s3|sts|ec2|config|cognito-identity|cloudtrail|logs|monitoring|sns|events|backup|kms|macie2)\.[a-z]+(-[a-z]+)+-\d\.amazonaws\.com(\.cn)?|https:\/\/iam(\.us-gov|\.cn-north-1)?\.amazonaws\.com(\.cn)?)$/,
      );
  });

  test('the account before S3 Control is the only wildcard', () => {
    const wild = sources.filter((source) => source.includes('*.'));
    expect(wild.every((source) => source.startsWith('https://*.s3-control.'))).toBe(true);
    expect(wild).not.toEqual([]);
  });
});

test('nothing in the policy is loose', () => {
  const policy = contentSecurityPolicy(['https://store.example']);
  expect(policy).not.toMatch(/unsafe|"|\n|https:(\s|;|$)|\s\*(\s|;|$)/);
  expect(policy.match(/default-src 'none'/g)).toHaveLength(1);
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(connectSourcesOf(policy)).toEqual([...sources, 'https://store.example']);
  expect(connectSourcesOf("default-src 'none'")).toBeNull();
});

describe('an address is reached where the browser would let it', () => {
  const through = (address: string, more: readonly string[] = []) =>
    reaches([...sources, ...more], new URL(address), own);

  test.each([
    'https://s3.eu-west-1.amazonaws.com/bucket?acl',
    'https://123456789012.s3-control.eu-west-1.amazonaws.com/v20180820/',
    'https://iam.amazonaws.com',
    'http://localhost:9000',
    'http://localhost',
    'http://127.0.0.1:4566/a',
    `${own}/proxy`,
  ])('%s', (address) => expect(through(address)).toBe(true));

  test.each([
    'http://s3.eu-west-1.amazonaws.com',
    'https://s3.eu-west-1.amazonaws.com:8443',
    'https://bucket.s3.eu-west-1.amazonaws.com',
    'https://s3.eu-west-1.amazonaws.com.evil.example',
    'https://s3-control.eu-west-1.amazonaws.com',
    'https://s3.amazonaws.com',
    'https://sqs.eu-west-1.amazonaws.com',
    'https://localhost:9000',
    'http://127.0.0.2:9000',
    'http://localhost.evil.example',
    'http://page.example',
  ])('not %s', (address) => expect(through(address)).toBe(false));

  test('a configured one, with its port and scheme', () => {
    const more = ['https://store.example:9000'];
    expect(through('https://store.example:9000/x', more)).toBe(true);
    expect(through('https://store.example', more)).toBe(false);
    expect(through('http://store.example:9000', more)).toBe(false);
    expect(through('https://a.store.example:9000', more)).toBe(false);
  });
});
