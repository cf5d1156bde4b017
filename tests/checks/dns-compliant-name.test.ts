import { describe, expect, test } from 'vitest';
import check from '../../src/checks/dns-compliant-name.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import { here } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const website = { indexDocument: 'index.html', errorDocument: null, redirectHost: null };

testCheck(check, {
  asksNoFact: true,
  pass: [
    {
      name: 'letters and a hyphen, website or not',
      facts: { website },
      because: 'The name has lower-case letters, digits and hyphens only.',
    },
  ],
  fail: [
    {
      name: 'a dot',
      bucket: 'acme.data',
      facts: { website: null },
      because: 'The name has a dot, which the certificate of S3 does not cover.',
    },
    {
      name: 'upper case and an underscore, website or not',
      bucket: 'Acme_Data.old',
      facts: {},
      because: 'The name has characters that new names may not have: "A", "_", "D".',
    },
  ],
  notApplicable: [
    {
      name: 'the bucket of a website, named after its domain',
      bucket: 'www.acme.example',
      facts: { website },
      because:
        'The bucket serves a website, for which its name must be that of the domain, dots included.',
    },
  ],
  notAssessed: [
    {
      name: 'a dot, and whether it serves a website is refused',
      bucket: 'www.acme.example',
      facts: {},
      because: /^The static website hosting could not be read/,
    },
  ],
});

describe('names', () => {
  const judge = (resource: string) =>
    check.evaluate(
      { website: null },
      {
        now: '2026-11-25T12:00:00Z',
        ...{ provider: 'aws', partition: 'aws', account: here.account, region: here.region },
        resource,
        settings: defaultSettings,
      },
    );
  test.each([
    ['abc', 'pass'],
    ['a'.repeat(63), 'pass'],
    ['1-2', 'pass'],
    ['acme--euw1-az1--x-s3', 'pass'],
    ['ab', 'fail'],
    ['a'.repeat(64), 'fail'],
    ['-acme', 'fail'],
    ['acme-', 'fail'],
    ['acme..data', 'fail'],
    ['acme.-data', 'fail'],
    ['192.168.5.4', 'fail'],
    ['bücher', 'fail'],
  ])('%s: %s', (name, verdict) => {
    expect(judge(name).verdict).toBe(verdict);
  });
  test('each fault has its words', () => {
    expect(judge('ab').because).toBe('The name has 2 characters, not 3 to 63.');
    expect(judge('acme..data').because).toMatch(/^The name is no name of DNS/);
  });
});
