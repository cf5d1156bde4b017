import { describe, expect, test } from 'vitest';
import { sentenceFor } from '../../src/audit/sentence.ts';
import type { MissingFact } from '../../src/model/derived.ts';
import { gaps } from '../../src/model/evidence.ts';
import { gapTitle } from '../../src/model/words.ts';

const acl: MissingFact = {
  fact: 'acl',
  gap: 'denied',
  actions: ['s3:GetBucketAcl'],
  tried: [],
  detail: 'AccessDenied',
};
const policy: MissingFact = { ...acl, fact: 'policy', actions: ['s3:GetBucketPolicy'] };
const logging: MissingFact = {
  ...acl,
  fact: 'logging',
  resource: 'acme-x',
  actions: [],
  detail: '',
};

describe('why a question stayed open', () => {
  test.each([
    [[], 'A fact that decides this was not collected.'],
    [
      [acl],
      'The bucket ACL could not be read: access was denied (AccessDenied). Allow s3:GetBucketAcl.',
    ],
    [
      [acl, policy],
      'The bucket ACL could not be read: access was denied (AccessDenied); nor could the bucket policy. Allow s3:GetBucketAcl, s3:GetBucketPolicy.',
    ],
    [
      [{ ...acl, detail: 'InvalidToken' }],
      'The bucket ACL could not be read: the session was not accepted there (InvalidToken). See that the Region is enabled, and use credentials that a Regional endpoint of STS gave.',
    ],
    [
      [{ ...acl, detail: 'ExpiredToken' }, policy],
      'The bucket ACL could not be read: the session was not accepted there (ExpiredToken); nor could the bucket policy. See that the Region is enabled, and use credentials that a Regional endpoint of STS gave. Allow s3:GetBucketPolicy.',
    ],
    [[logging], 'The server access logging of acme-x could not be read: access was denied.'],
    [
      [acl, logging, policy],
      'The bucket ACL could not be read: access was denied (AccessDenied); nor could 2 other facts. Allow s3:GetBucketAcl, s3:GetBucketPolicy.',
    ],
    [
      [{ ...acl, actions: ['a:A', 'a:B', 'a:C', 'a:D', 'a:A'] }],
      'The bucket ACL could not be read: access was denied (AccessDenied). Allow a:A, a:B, a:C and 1 more.',
    ],
    [
      [{ ...acl, gap: 'network' as const, detail: '' }],
      'The bucket ACL could not be read: the service stopped answering.',
    ],
    [
      [{ ...acl, gap: 'skipped' as const, detail: 'OutOfScope' }],
      'The bucket ACL could not be read: the bucket is outside the scope that was chosen for the scan.',
    ],
    [
      [{ ...acl, gap: 'skipped' as const, detail: 'NotChosen' }],
      'The bucket ACL could not be read: no check that was chosen for the scan needs it.',
    ],
  ])('%j', (missing, sentence) => {
    expect(sentenceFor(missing)).toBe(sentence);
  });

  test.each(gaps)(
    '%s has words of its own, and asks for a permission only if one is lacking',
    (gap) => {
      const sentence = sentenceFor([{ ...acl, gap }]);
      expect(sentence).toContain(gapTitle[gap]);
      expect(sentence.includes('Allow')).toBe(gap === 'denied');
    },
  );
});
