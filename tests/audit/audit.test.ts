import { describe, expect, test } from 'vitest';
import { audit, resourcesOf } from '../../src/audit/audit.ts';
import * as registry from '../../src/checks/index.ts';
import { type Check, check, pass } from '../../src/model/check.ts';
import { complete, type Evidence } from '../../src/model/evidence.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import type { ResourceFacts, Snapshot } from '../../src/model/snapshot.ts';
import { bucketEntry, here } from '../samples.ts';

const at = '2026-11-24T12:00:00.000Z';
const known = <T>(value: T): Evidence<T> => ({ known: true, value, from: 'direct', at });
const bucket = (resource: string, facts: ResourceFacts['facts'] = {}): ResourceFacts => ({
  type: 'bucket',
  region: here.region,
  resource,
  facts,
});
const snapshotOf = (...facts: ResourceFacts[]): Snapshot => ({
  format: 'bucketproof/snapshot',
  version: 1,
  tool: { name: 'test', version: '0' },
  account: here.account,
  partition: 'aws',
  provider: 'aws',
  identity: null,
  startedAt: at,
  endedAt: at,
  sample: false,
  facts,
  // With a reference there is something to compare policies with.
  settings: { ...defaultSettings, referencePolicy: '{"Statement":[]}' },
  calls: [],
  coverage: {
    bucketsListed: null,
    bucketsRead: 0,
    regions: [],
    everyRegion: false,
    skippedRegions: [],
    ended: 'complete',
    note: '',
  },
});
const account = (...names: string[]): ResourceFacts => ({
  type: 'account',
  region: '',
  resource: here.account,
  facts: { buckets: known(complete(names.map((name) => bucketEntry(name)))) },
});
/** Every check that rests on something that is read. Names, which two of them judge, are known without reading. */
const every = (Object.values(registry) as unknown as Check[]).filter(
  ({ id, needs }) => needs.length > 0 && id !== 'dns-compliant-name',
);
const perBucket = every.filter((one) => one.per === 'bucket').length;
const perAccount = every.filter((one) => one.per === 'account').length;

describe('the resources that are asked about', () => {
  test('the account first, buckets in order, those never read, access points last', () => {
    const point: ResourceFacts = { ...bucket('acme-point'), type: 'accessPoint' };
    const region: ResourceFacts = { ...bucket(here.region), type: 'region' };
    const snapshot = snapshotOf(point, bucket('b'), region, bucket('a'), account('a', 'b', 'c'));
    expect(resourcesOf(snapshot).map(({ type, resource }) => [type, resource])).toEqual([
      ['account', here.account],
      ['bucket', 'b'],
      ['bucket', 'a'],
      ['bucket', 'c'],
      ['accessPoint', 'acme-point'],
    ]);
  });

  test('the account itself, even if nothing of it was read', () => {
    expect(resourcesOf(snapshotOf())).toEqual([
      { type: 'account', region: '', resource: here.account, facts: {} },
    ]);
  });

  test('a bucket that is called like something objects inherit', () => {
    const names = ['constructor', '__proto__', 'toString'];
    const snapshot = snapshotOf(account(...names), bucket('constructor'));
    expect(
      resourcesOf(snapshot)
        .map(({ resource }) => resource)
        .slice(1),
    ).toEqual(names);
    expect([...audit(snapshot, every)].filter((f) => f.resource === '__proto__')).toHaveLength(
      perBucket,
    );
  });
});

describe('an audit', () => {
  test('T10: has a row for each check on each bucket, also for one that was refused or never read', () => {
    const names = Array.from({ length: 300 }, (_, i) => `acme-${i}`);
    const snapshot = snapshotOf(
      account(...names),
      ...names
        .slice(0, 299)
        .map((name) =>
          bucket(
            name,
            name === 'acme-7' ? {} : { versioning: known({ status: null, mfaDelete: false }) },
          ),
        ),
    );
    const findings = [...audit(snapshot, every)];
    expect(findings).toHaveLength(300 * perBucket + perAccount);
    expect(new Set(findings.map(({ key }) => key)).size).toBe(findings.length);
    for (const name of ['acme-7', 'acme-299'])
      for (const finding of findings.filter(({ resource }) => resource === name)) {
        expect(finding.verdict).toBe('notAssessed');
        // At objects nobody looks unless asked to, so that nothing is missing.
        if (finding.check !== 'objects-encrypted')
          expect(finding.missing.length).toBeGreaterThan(0);
      }
    expect([...audit(snapshot, every)]).toEqual(findings);
  });

  test('goes on after a check that crashes', () => {
    const words = {
      topic: 'Encryption',
      severity: 'low',
      per: 'bucket',
      frameworks: {},
      needs: [],
      why: '',
      fix: { text: '' },
      source: '',
    } as const;
    const crash = check({
      ...words,
      id: 'crash',
      title: '',
      evaluate: () => {
        throw new Error();
      },
    });
    const fine = check({ ...words, id: 'fine', title: '', evaluate: () => pass('Fine.') });
    const verdicts = [...audit(snapshotOf(bucket('a'), bucket('b')), [crash, fine])].map(
      ({ check: id, verdict }) => [id, verdict],
    );
    expect(verdicts).toEqual([
      ['crash', 'notAssessed'],
      ['fine', 'pass'],
      ['crash', 'notAssessed'],
      ['fine', 'pass'],
    ]);
  });

  test('passes nothing of an account of which nothing is known', () => {
    const snapshot = snapshotOf(account('a'), bucket('a'));
    expect(new Set([...audit(snapshot, every)].map(({ verdict }) => verdict))).toEqual(
      new Set(['notAssessed']),
    );
  });

  test('asks on another endpoint only what has a meaning there', () => {
    const snapshot = {
      ...snapshotOf(account('a')),
      provider: 'other',
      partition: 'other',
    } as const;
    const found = [...audit(snapshot, every)].filter(({ verdict }) => verdict === 'notApplicable');
    expect(found.map(({ check: id }) => id).toSorted()).toEqual(
      every.filter(({ awsOnly }) => awsOnly).map(({ id }) => id),
    );
  });

  test('gives its findings one by one, so that a caller can stop', () => {
    const asked: string[] = [];
    const spy = check({
      id: 'spy',
      title: '',
      topic: 'Encryption',
      severity: 'low',
      per: 'bucket',
      frameworks: {},
      needs: [],
      why: '',
      fix: { text: '' },
      source: '',
      evaluate: (_, { resource }) => {
        asked.push(resource);
        return pass('');
      },
    });
    const findings = audit(snapshotOf(bucket('a'), bucket('b'), bucket('c')), [spy]);
    findings.next();
    expect(asked).toEqual(['a']);
  });
});
