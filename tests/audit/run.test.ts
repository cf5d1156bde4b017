import { describe, expect, test } from 'vitest';
import { indexAccount } from '../../src/access/index-account.ts';
import { viewOf } from '../../src/access/view.ts';
import { runCheck } from '../../src/audit/run.ts';
import { check, fail, notApplicable, pass } from '../../src/model/check.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import type { FactSet, ResourceFacts, Snapshot } from '../../src/model/snapshot.ts';
import { blockAll, here } from '../samples.ts';

const early = '2026-11-24T10:00:00.000Z';
const late = '2026-11-24T11:00:00.000Z';
const now = '2026-11-24T12:00:00.000Z';
const known = <T>(value: T, at = early): Evidence<T> => ({
  known: true,
  value,
  from: 'direct',
  at,
});
const denied = (action: string) => ({
  known: false as const,
  gap: 'denied' as const,
  actions: [action],
  tried: [{ route: 'direct' as const, gap: 'denied' as const, detail: 'AccessDenied' }],
  detail: 'AccessDenied',
});

const words = {
  id: 'made-up',
  title: 'A check made up for a test',
  topic: 'Governance and hygiene',
  severity: 'low',
  per: 'bucket',
  frameworks: {},
  why: '',
  fix: { text: '' },
  source: '',
} as const;

function viewWith(
  facts: FactSet,
  account: FactSet = {},
  more: Partial<Snapshot> = {},
  name: string = here.bucket,
) {
  const bucket: ResourceFacts = {
    type: 'bucket',
    region: here.region,
    resource: name,
    facts,
  };
  const snapshot = {
    account: here.account,
    partition: 'aws',
    provider: 'aws',
    facts: [{ type: 'account', region: '', resource: here.account, facts: account }, bucket],
    ...more,
  } as Snapshot;
  return viewOf(bucket, indexAccount(snapshot));
}

const bothRead = check({
  ...words,
  needs: ['website', 'cors', 'tags'],
  evaluate(facts) {
    if (facts.website) return fail('A website.', [{ says: 'It is on.', fact: 'website' }]);
    return facts.cors ? notApplicable('CORS.') : pass('Neither.');
  },
});

describe('a finding', () => {
  test('names the resource, the check and all that it rests on, in the order of reading', () => {
    const view = viewWith({
      cors: known(null, early),
      website: known(null, late),
      tags: known([]),
    });
    expect(runCheck(bothRead, view, now)).toEqual({
      key: 'aws/111122223333/eu-west-1/bucket/acme-data/made-up',
      partition: 'aws',
      account: '111122223333',
      region: 'eu-west-1',
      resourceType: 'bucket',
      resource: 'acme-data',
      check: 'made-up',
      severity: 'low',
      verdict: 'pass',
      because: 'Neither.',
      proof: [],
      read: ['website', 'cors'],
      missing: [],
      at: early,
    });
  });

  test('leaves out what the check did not come to read, and does not mind that it is unread', () => {
    const website = { indexDocument: 'i', errorDocument: null, redirectHost: null };
    const finding = runCheck(bothRead, viewWith({ website: known(website, late) }), now);
    expect(finding).toMatchObject({
      verdict: 'fail',
      read: ['website'],
      at: late,
      proof: [{ says: 'It is on.', fact: 'website' }],
    });
  });

  test('names the facts behind a conclusion', () => {
    const blocks = check({
      ...words,
      needs: ['effectiveBlock'],
      evaluate: (facts) => pass(facts.effectiveBlock.ignorePublicAcls ?? 'none'),
    });
    const account = { accountPublicAccessBlock: known(blockAll, late) };
    const finding = runCheck(blocks, viewWith({ publicAccessBlock: known(null) }, account), now);
    expect(finding).toMatchObject({ because: 'account', at: early });
    expect(finding.read.toSorted()).toEqual(['accountPublicAccessBlock', 'publicAccessBlock']);
  });

  test('that rests on nothing is as old as the snapshot', () => {
    const idle = check({ ...words, needs: [], evaluate: () => pass('Always.') });
    expect(runCheck(idle, viewWith({}), now)).toMatchObject({ verdict: 'pass', read: [], at: now });
  });

  test('is not applicable where the question has no meaning, before anything is read', () => {
    const asked = { ...bothRead, awsOnly: true };
    const finding = runCheck(asked, viewWith({}, {}, { provider: 'other' }), now);
    expect(finding).toMatchObject({ verdict: 'notApplicable', read: [], missing: [] });
    expect(runCheck(asked, viewWith({}), now).verdict).toBe('notAssessed');
  });
});

describe('an unread fact', () => {
  test('ends the check, with the fact, its gap and what was read before it', () => {
    const finding = runCheck(
      bothRead,
      viewWith({ website: known(null), cors: denied('s3:GetBucketCORS') }),
      now,
    );
    expect(finding).toMatchObject({
      verdict: 'notAssessed',
      because:
        'The CORS rules could not be read: access was denied (AccessDenied). Allow s3:GetBucketCORS.',
      read: ['website'],
      missing: [{ fact: 'cors', gap: 'denied', actions: ['s3:GetBucketCORS'] }],
    });
  });

  test('that nobody asked for is unread as well', () => {
    expect(runCheck(bothRead, viewWith({}), now)).toMatchObject({
      verdict: 'notAssessed',
      because: 'The static website hosting could not be read: the scan did not ask.',
      missing: [{ fact: 'website', gap: 'skipped' }],
    });
  });

  test('cannot be swallowed by the check', () => {
    const swallows = check({
      ...words,
      needs: ['acl'],
      evaluate(facts) {
        try {
          return facts.acl.grants.length > 1 ? fail('Grants.') : pass('None.');
        } catch {
          return pass('None that we know of.');
        }
      },
    });
    const finding = runCheck(swallows, viewWith({ acl: denied('s3:GetBucketAcl') }), now);
    expect(finding).toMatchObject({ verdict: 'notAssessed', missing: [{ fact: 'acl' }] });
  });

  test('named like something that objects inherit is no fact', () => {
    const view = viewWith(JSON.parse('{"__proto__":{"acl":{"known":true,"value":{"grants":[]}}}}'));
    expect(view.see('acl').known).toBe(false);
  });
});

describe('a crash of the check', () => {
  const crashing = (crash: () => never) =>
    runCheck(check({ ...words, needs: ['tags'], evaluate: crash }), viewWith({}), now);

  test('is not assessed, in words that take the blame and carry no text of the error', () => {
    const finding = crashing(() => {
      throw new RangeError('secret-token-in-here');
    });
    expect(finding).toMatchObject({
      verdict: 'notAssessed',
      because: 'This check failed by a fault of ours (RangeError). Please report it.',
      missing: [],
    });
    expect(JSON.stringify(finding)).not.toContain('secret-token');
  });

  test('with something that is no error', () => {
    expect(
      crashing(() => {
        throw 'a text';
      }),
    ).toMatchObject({ because: 'This check failed by a fault of ours (error). Please report it.' });
  });

  test('after an unread fact is still our fault', () => {
    const clumsy = check({
      ...words,
      needs: ['tags'],
      evaluate(facts) {
        try {
          return pass(String(facts.tags));
        } catch {
          throw new TypeError('clumsy');
        }
      },
    });
    expect(runCheck(clumsy, viewWith({}), now).because).toContain('a fault of ours (TypeError)');
  });
});

describe('a directory bucket', () => {
  const directory = 'logs--use1-az4--x-s3';
  const read = { website: known(null), cors: known(null), tags: known([]) };

  test('is asked only what it has', () => {
    const view = viewWith(read, {}, {}, directory);
    expect(runCheck(bothRead, view, now)).toMatchObject({
      verdict: 'notApplicable',
      because: expect.stringContaining('directory bucket'),
      read: [],
    });
    const asked = { ...bothRead, ofDirectoryBuckets: true };
    expect(runCheck(asked, view, now).verdict).toBe('pass');
  });

  test('is told by its name on AWS alone', () => {
    const elsewhere = viewWith(read, {}, { provider: 'other' }, directory);
    expect(runCheck(bothRead, elsewhere, now).verdict).toBe('pass');
    expect(runCheck(bothRead, viewWith(read), now).verdict).toBe('pass');
  });
});
