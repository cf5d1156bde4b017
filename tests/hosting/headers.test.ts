import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { pageOf } from '../../src/app/offline/page.ts';
import { securityHeaders } from '../../src/hosting/headers.ts';
import { root } from '../../src/node/paths.ts';

const text = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('every place that tells a host what to send says the same', () => {
  test('public/_headers', () => {
    const [first = ''] = text('public/_headers').split(/\n(?=\/)/);
    const [where, ...lines] = first.trimEnd().split('\n');
    expect(where).toBe('/*');
    const sent = lines.map((line) =>
      line
        .trim()
        .split(/: (.*)/)
        .slice(0, 2),
    );
    expect(Object.fromEntries(sent)).toEqual(securityHeaders);
  });

  test.each(Object.entries(securityHeaders))('docs/hosting.md has %s', (name, value) => {
    const docs = text('docs/hosting.md');
    const nginx = [...docs.matchAll(/^\s*add_header ([\w-]+) "([^"]+)" always;$/gm)];
    // A location that adds a header of its own inherits none, so each says them all.
    expect(nginx.filter(([, other]) => other === name).map(([, , sent]) => sent)).toEqual(
      Array(2).fill(value),
    );
    const json = /```json\n(\{\s*"Name": "bucketproof"[\s\S]*?)```/.exec(docs)?.[1] ?? '{}';
    // CloudFront has a setting for it that knows no other value.
    expect(json).toContain(value === 'nosniff' ? '"ContentTypeOptions"' : value);
  });

  test('the policy of CloudFront is JSON', () => {
    const json = /```json\n(\{\s*"Name": "bucketproof"[\s\S]*?)```/.exec(
      text('docs/hosting.md'),
    )?.[1];
    expect(() => JSON.parse(json ?? '') as unknown).not.toThrow();
  });
});

describe('the page as the service worker hands it out', () => {
  const sent = (headers: Record<string, string>) =>
    Object.fromEntries(pageOf(new Response('x', { headers })).headers);
  const lower = Object.fromEntries(
    Object.entries(securityHeaders).map(([name, value]) => [name.toLowerCase(), value]),
  );

  test('has the headers that its host did not send, and says who sent the one it cannot see', () => {
    expect(sent({ 'Content-Type': 'text/html' })).toEqual({
      ...lower,
      'content-type': 'text/html',
      'server-timing': 'bucketproof-opener-policy;desc=worker',
    });
  });

  test('keeps what its host sent', () => {
    const csp = 'frame-ancestors https://portal.example';
    const headers = sent({
      'Content-Security-Policy': csp,
      ...{ 'Cross-Origin-Opener-Policy': 'same-origin' },
    });
    expect(headers['content-security-policy']).toBe(csp);
    expect(headers['server-timing']).toBe('bucketproof-opener-policy;desc=host');
  });

  test('but for an opener policy that is weaker', () => {
    const headers = sent({ 'Cross-Origin-Opener-Policy': 'same-origin-allow-popups' });
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['server-timing']).toContain('worker');
  });
});
