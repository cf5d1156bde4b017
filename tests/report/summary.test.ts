import { describe, expect, test } from 'vitest';
import { shareOut } from '../../src/report/pdf/overview.ts';
import { summarise } from '../../src/report/summary.ts';
import { hostileAccount, madeUpAccount, smallAccount } from './account.ts';
import { inputFor } from './make-pdf.ts';
import { madeUpChecks } from './checks.ts';

describe('the lead', () => {
  const leadOf = (...args: Parameters<typeof inputFor>) => summarise(inputFor(...args)).lead;

  test('says how many buckets are open, and for how many nobody knows', () => {
    expect(leadOf(smallAccount())).toBe(
      'The public can reach 1 of 5 buckets. For 1 more that could not be settled. 6 of 16 answers are fails: 1 critical, 1 high, 2 medium, 1 low and 1 info.',
    );
  });

  test('does not call an account closed where a bucket could not be judged', () => {
    const lead = leadOf(madeUpAccount([{ name: 'a', denied: ['policyStatus'] }, { name: 'b' }]));
    expect(lead).toContain(
      'No bucket was found open to the public, but for 1 of 2 buckets that could not be settled.',
    );
  });

  test('says that the public reaches none only where all were judged', () => {
    expect(leadOf(madeUpAccount([{ name: 'a' }]))).toContain(
      'The public can reach none of the 1 bucket.',
    );
  });

  test('tells an empty account from one whose list could not be read', () => {
    expect(leadOf(madeUpAccount([]))).toContain('The account has no buckets.');
    const unlisted = madeUpAccount([]);
    const coverage = { ...unlisted.coverage, bucketsListed: null };
    expect(leadOf({ ...unlisted, coverage })).toContain('The list of buckets could not be read.');
  });

  test('claims nothing about exposure where no check asks', () => {
    const others = madeUpChecks.filter(({ id }) => id !== 'bucket-not-public');
    expect(leadOf(smallAccount(), others)).toContain('5 buckets were looked at.');
    expect(summarise(inputFor(smallAccount(), others)).exposed.says).toContain('was not asked');
  });

  test('says so where nothing fails', () => {
    const fine = madeUpChecks.filter(({ id }) => id === 'bucket-not-public');
    expect(leadOf(madeUpAccount([{ name: 'a' }]), fine)).toContain(
      'Nothing that could be assessed fails.',
    );
  });
});

describe('the answers', () => {
  test('what is exposed names each open bucket with its reason', () => {
    const { exposed } = summarise(inputFor(smallAccount()));
    expect(exposed.points).toEqual([
      {
        name: 'acme-website-assets',
        says: 'Anyone can read acme-website-assets: its policy is public and Restrict Public Buckets is off.',
      },
    ]);
  });

  test('what is wrong begins with the gravest and leaves exposure to the answer above', () => {
    const { wrong } = summarise(inputFor(smallAccount()));
    expect(wrong.points.map(({ severity }) => severity)).toEqual([
      'high',
      'medium',
      'medium',
      'low',
      'info',
    ]);
    expect(wrong.points[0]?.says).toBe('Block Public Access is fully on for the account: fails.');
  });

  test('what could not be seen gives reasons, and how the scan ended', () => {
    const account = smallAccount();
    const coverage = { ...account.coverage, note: 'The credentials expired.' };
    const { unseen } = summarise(inputFor({ ...account, coverage }));
    expect(unseen.says).toBe('2 questions were not assessed. None of them counts as a pass.');
    expect(unseen.points.map(({ says }) => says)).toEqual([
      'The credentials expired.',
      'Policy status: access was denied. 1 question about 1 resource.',
      'Tags: access was denied. 1 question about 1 resource.',
    ]);
  });

  test('what is good counts only what was assessed everywhere', () => {
    const denied = madeUpAccount([{ name: 'a', denied: ['versioning'] }, { name: 'b' }]);
    const { good } = summarise(inputFor(denied));
    expect(good.points.map(({ says }) => says)).not.toContainEqual(
      expect.stringContaining('Versioning'),
    );
    expect(good.says).toContain('1 bucket passes everything that applies.');
  });

  test('coverage counts questions that could have an answer', () => {
    expect(summarise(inputFor(smallAccount())).coverage).toBe(
      '16 of 18 questions assessed; 2 could not be.',
    );
    expect(summarise(inputFor(hostileAccount())).coverage).toMatch(
      /^31 of 31 questions assessed\.$/,
    );
  });
});

test('room is shared so that who needs little gets it whole', () => {
  expect(shareOut(100, [10, 200, 20])).toEqual([10, 70, 20]);
  expect(shareOut(90, [200, 200, 200])).toEqual([30, 30, 30]);
  expect(shareOut(100, [10, 10])).toEqual([10, 10]);
});
