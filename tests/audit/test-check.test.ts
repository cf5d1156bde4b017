import { describe, expect, test } from 'vitest';
import blockCheck from '../../src/checks/bucket-public-access-block.ts';
import publicCheck from '../../src/checks/bucket-not-public.ts';
import logCheck from '../../src/checks/server-access-logging.ts';
import { type Check, check, fail, type Need, pass } from '../../src/model/check.ts';
import { allUsers } from '../../src/policy/groups.ts';
import { acl, allow, block, blockAll, grant, here, policy } from '../samples.ts';
import { type Case, dishonesties, idleFacts } from '../test-check.ts';
import { given, type Judge, judgeOf, slotsOf } from './case.ts';

const words = {
  title: 'A check made up for a test',
  topic: 'Governance and hygiene',
  severity: 'low',
  per: 'bucket',
  frameworks: {},
  why: '',
  fix: { text: '' },
  source: '',
} as const;

const unblocked = { accountPublicAccessBlock: null, publicAccessBlock: null };
const publicAcl: Case = {
  name: 'a public ACL',
  facts: {
    ...unblocked,
    ownership: null,
    policy: null,
    policyStatus: null,
    acl: acl(grant(allUsers, 'READ')),
  },
};
const blocked: Case = {
  name: 'blocked by the account',
  facts: { accountPublicAccessBlock: blockAll, publicAccessBlock: null },
};

/** A judge that answers like the check, but this where the check withdraws. */
const instead =
  <N extends Need>(of: Check<N>, verdict: 'pass' | 'fail'): Judge =>
  (slots, world, one) => {
    const finding = judgeOf(of)(slots, world, one);
    return finding.verdict === 'notAssessed' ? { ...finding, verdict } : finding;
  };

describe('the test of honesty', () => {
  test.each([
    { one: publicAcl, of: publicCheck },
    { one: blocked, of: blockCheck },
  ])('finds no fault with an honest check: $one.name', ({ one, of }) => {
    expect(dishonesties(of as Check, one)).toEqual([]);
  });

  test('finds a refusal that is taken for nothing configured', () => {
    const found = dishonesties(publicCheck, publicAcl, instead(publicCheck, 'pass'));
    expect(found).toContain(`With acl of ${here.bucket} hidden, fail becomes pass.`);
  });

  test('finds a refusal that is taken for the worst', () => {
    const found = dishonesties(blockCheck, blocked, instead(blockCheck, 'fail'));
    expect(found).toContain(
      `With accountPublicAccessBlock of ${here.account} hidden, pass becomes fail.`,
    );
  });

  test('finds a gap swallowed before anything is hidden', () => {
    const one: Case = {
      name: 'ACL refused',
      facts: { ...unblocked, policy: null, ownership: null },
    };
    const found = dishonesties(publicCheck, one, instead(publicCheck, 'pass'));
    expect(found.join(' ')).toContain('With nothing hidden it says pass, but fail if');
  });

  test('finds a check that withdraws as soon as anything is unread', () => {
    const faint: Judge = (slots, world, one) => {
      const finding = judgeOf(blockCheck)(slots, world, one);
      return world.includes(-1) ? { ...finding, verdict: 'notAssessed' } : finding;
    };
    expect(dishonesties(blockCheck, blocked, faint)).toEqual([
      `With publicAccessBlock of ${here.bucket} hidden it is withdrawn, but pass whatever they say.`,
    ]);
  });

  test('finds a check that always withdraws', () => {
    const mute: Judge = (...world) => ({
      ...judgeOf(blockCheck)(...world),
      verdict: 'notAssessed',
    });
    const table = [blocked];
    // It cannot be caught by comparing it with itself, so the table catches it: its cases want a pass.
    expect(dishonesties(blockCheck, blocked, mute)).toEqual([]);
    expect(idleFacts(blockCheck, table, mute)).toEqual([
      'accountPublicAccessBlock',
      'publicAccessBlock',
    ]);
  });

  test('finds a check that reads in an order in which less decisive facts stop it', () => {
    const hasty = check({
      ...words,
      id: 'hasty',
      needs: ['accountPublicAccessBlock', 'publicAccessBlock'],
      evaluate: ({ accountPublicAccessBlock: account, publicAccessBlock: bucket }) =>
        (account ?? bucket)?.restrictPublicBuckets || bucket?.restrictPublicBuckets
          ? pass('On.')
          : fail('Off.'),
    });
    const one: Case = {
      name: 'on for the bucket',
      facts: { accountPublicAccessBlock: null, publicAccessBlock: blockAll },
    };
    expect(dishonesties(hasty, one)).toContain(
      `With accountPublicAccessBlock of ${here.account} hidden it is withdrawn, but pass whatever they say.`,
    );
  });

  test('finds a fact that a check claims to need and ignores', () => {
    const blind = check({
      ...words,
      id: 'blind',
      needs: ['publicAccessBlock', 'accountPublicAccessBlock'],
      evaluate: (facts) => (facts.publicAccessBlock ? pass('Set.') : fail('Unset.')),
    });
    expect(idleFacts(blind, [blocked])).toEqual(['accountPublicAccessBlock']);
    expect(idleFacts(blockCheck, [blocked, { name: 'off', facts: unblocked }])).toEqual([]);
  });

  test('finds a neighbour that was overlooked', () => {
    const one: Case = {
      name: 'a target of logs',
      facts: { logging: null },
      others: [
        { name: 'acme-web', facts: { logging: { targetBucket: here.bucket, targetPrefix: '' } } },
      ],
    };
    expect(dishonesties(logCheck, one)).toEqual([]);
    const found = dishonesties(logCheck, one, instead(logCheck, 'fail'));
    expect(found).toContain('With logging of acme-web hidden, notApplicable becomes fail.');
  });

  test('refuses a case that AWS cannot be in', () => {
    const facts = { policy: policy(allow('s3:GetObject')), policyStatus: { isPublic: false } };
    expect(dishonesties(publicCheck, { name: 'contradiction', facts })).toEqual([
      'AWS cannot be in the state of this case.',
    ]);
  });

  test('goes through singles and pairs where there are many facts', () => {
    const names = [
      'tags',
      'cors',
      'website',
      'logging',
      'acceleration',
      'lifecycle',
      'encryption',
      'replication',
      'objectLock',
    ] as const;
    const last = check({
      ...words,
      id: 'pairs',
      needs: names,
      evaluate: (facts) =>
        names.every((name) => facts[name] === null) ? pass('Bare.') : fail('Set.'),
    });
    const one: Case = {
      name: 'bare',
      facts: Object.fromEntries(names.map((name) => [name, null])),
    };
    expect(dishonesties(last, one)).toEqual([]);
    const found = dishonesties(last, one, instead(last, 'pass'));
    expect(found.filter((line) => line.includes(' and '))).toHaveLength(36);
  });

  test('puts every fact where it belongs', () => {
    const slots = slotsOf(publicCheck, {
      name: '',
      facts: { publicAccessBlock: block(), accountPublicAccessBlock: null },
      others: [{ name: 'acme-web', facts: { logging: null } }],
    });
    expect(slots.filter((slot) => slot.given).map(({ owner, fact }) => [owner, fact])).toEqual([
      [here.bucket, 'publicAccessBlock'],
      [here.account, 'accountPublicAccessBlock'],
      ['acme-web', 'logging'],
    ]);
    expect(given(slots).filter((value) => value === 0)).toHaveLength(3);
  });
});
