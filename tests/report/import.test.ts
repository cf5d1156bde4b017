import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import * as registry from '../../src/checks/index.ts';
import { readingsOf } from '../../src/gather/readings.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { ImportError, type ImportLimits, readSnapshotFile } from '../../src/report/import.ts';
import { exportSnapshot } from '../../src/report/json.ts';
import { csvChunks } from '../../src/report/csv.ts';
import { hostileAccount, smallAccount } from './account.ts';
import { madeUpChecks } from './checks.ts';
import { everyFact } from './every-fact.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string, limits?: Partial<ImportLimits>) =>
  readSnapshotFile(bytesOf(text), limits);

/** Why a file is refused; fails where it is not, or where anything but an `ImportError` is thrown. */
async function refusal(file: string | Uint8Array, limits?: Partial<ImportLimits>): Promise<string> {
  const bytes = typeof file === 'string' ? bytesOf(file) : file;
  const error: unknown = await readSnapshotFile(bytes, limits).then(
    () => new Error('it was opened'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ImportError);
  return (error as ImportError).message;
}

type Loose = Record<string, unknown>;

/** The small account as a file with one thing changed. */
function changed(change: (file: Loose & { facts: Loose[] }) => void): string {
  const file = JSON.parse(exportSnapshot(smallAccount()));
  change(file);
  return JSON.stringify(file);
}

/** The small account with one fact of its second resource, a bucket, replaced. */
const withFact = (fact: string, evidence: unknown) =>
  changed(({ facts }) => {
    (facts[1]?.facts as Loose)[fact] = evidence;
  });
const read1 = (value: unknown) => ({
  known: true,
  value,
  from: 'file',
  at: '2026-11-24T09:30:00Z',
});

const reading = {
  tool: { name: 't', version: '1' },
  identity: 'arn:aws:sts::111122223333:assumed-role/Auditor/one',
  startedAt: '2026-11-19T09:30:00Z',
  endedAt: '2026-11-19T09:31:00Z',
  calls: [
    {
      ...{ service: 's3', operation: 'GetBucketAcl', region: 'eu-west-1', route: 'file', count: 2 },
      ...{ outcomes: { ok: 2, toString: 1 }, first: '2026-11-19T09:30:00Z' },
      last: '2026-11-19T09:31:00Z',
    },
  ],
};

describe('readings', () => {
  test('count for the log of calls, each once, whatever the file says of it', async () => {
    const other = { ...reading, identity: null, startedAt: '2026-11-18T09:30:00Z' };
    const found = await read(
      changed((file) => {
        file.readings = [reading, other, reading];
        (file.calls as Loose[])[0]!.count = 999;
      }),
    );
    expect(found.readings?.map(({ identity }) => identity)).toEqual([null, reading.identity]);
    expect(found.calls).toEqual([
      { ...reading.calls[0], count: 4, outcomes: { ok: 4, toString: 2 } },
    ]);
  });

  test('of before there were any are told by the head alone', async () => {
    const found = await read(exportSnapshot(smallAccount()));
    expect(found.readings).toBeUndefined();
    expect(readingsOf(found)).toHaveLength(1);
    expect(found.calls.every(({ first }) => first === undefined)).toBe(true);
  });
});

describe('a file made here', () => {
  test.each([
    ['the small account', smallAccount()],
    ['hostile names', hostileAccount()],
    ['every fact there is', everyFact()],
  ])('comes back as it was: %s', async (_, snapshot: Snapshot) => {
    expect(await read(exportSnapshot(snapshot))).toEqual(snapshot);
  });

  test('may be zipped, whatever its name', async () => {
    const zipped = gzipSync(exportSnapshot(smallAccount()));
    expect(await readSnapshotFile(zipped)).toEqual(smallAccount());
  });

  test('may have a byte order mark, or be UTF-16 as PowerShell writes it', async () => {
    expect(await read(`\uFEFF${exportSnapshot(hostileAccount())}`)).toEqual(hostileAccount());
    const wide = Buffer.from(`\uFEFF${exportSnapshot(hostileAccount())}`, 'utf16le');
    expect(await readSnapshotFile(wide)).toEqual(hostileAccount());
  });

  test('with findings in it opens without them: they are drawn anew', async () => {
    const snapshot = smallAccount();
    const findings = audit(snapshot, madeUpChecks);
    const file = exportSnapshot(snapshot, { findings, checks: madeUpChecks });
    expect(JSON.parse(file).findings.items).toEqual([...audit(snapshot, madeUpChecks)]);
    expect(JSON.parse(file).findings.rules).toMatch(/^6-[0-9a-f]{8}$/);
    expect(await read(file)).toEqual(snapshot);
  });

  test('with fields of a later version of the same format opens without them', async () => {
    const file = changed((it) => {
      it.extra = { more: [1, 2] };
      (it.facts[1] as Loose).note = 'later';
    });
    expect(await read(file)).toEqual(smallAccount());
  });
});

describe('the message names the field by its path, and the cure', () => {
  const cure = /Make the file again with the collector/;
  const grants = (grant: unknown) => read1({ owner: 'me', grants: [grant] });
  test.each([
    [
      'facts[1].facts.acl.value.grants[0].permission should be text.',
      withFact('acl', grants({ type: 'Group', grantee: 'x', permission: 7 })),
    ],
    [
      'facts[1].facts.acl.value.grants[0].type should be one of CanonicalUser',
      withFact('acl', grants({ type: 'Everyone', grantee: 'x', permission: 'READ' })),
    ],
    [
      'facts[1].facts.acl.value.grants[0].grantee is missing.',
      withFact('acl', grants({ type: 'Group', permission: 'READ' })),
    ],
    ['facts[1].facts.policy.value should be text.', withFact('policy', read1({ Statement: [] }))],
    [
      'facts[1].facts.policyStatus.value.isPublic should be true or false.',
      withFact('policyStatus', read1({ isPublic: 'false' })),
    ],
    ['facts[1].facts.versioning.value should be an object.', withFact('versioning', read1(null))],
    ['facts[1].facts.cors.value should be a list.', withFact('cors', read1({}))],
    ['facts[1].facts.policy.known should be true or false.', withFact('policy', { value: null })],
    ['facts[1].facts.policy should be an object.', withFact('policy', null)],
    [
      'facts[1].facts.policy.at should be a time in UTC',
      withFact('policy', { ...read1(null), at: '24/11/2026' }),
    ],
    [
      'facts[1].facts.policy.at should be a time in UTC',
      withFact('policy', { ...read1(null), at: '2026-13-45T99:00:00Z' }),
    ],
    [
      'facts[1].facts.policy.gap should be one of denied',
      withFact('policy', { known: false, gap: 'shy', actions: [], tried: [], detail: '' }),
    ],
    [
      'facts[1].facts.policy.from should be one of direct',
      withFact('policy', { ...read1(null), from: 'post' }),
    ],
    [
      'facts[1].facts.notification.value.topics should be a whole number from 0.',
      withFact('notification', read1({ topics: -1, queues: 0, functions: 0, eventBridge: true })),
    ],
    ['facts[1].resource should be a name', changed(({ facts }) => (facts[1]!.resource = ''))],
    [
      'facts[1].resource should be a name',
      changed(({ facts }) => (facts[1]!.resource = 'two\nlines')),
    ],
    ['facts[1].type should be one of', changed(({ facts }) => (facts[1]!.type = 'table'))],
    ['facts[1].facts should be an object', changed(({ facts }) => (facts[1]!.facts = []))],
    ['facts[0].resource should be the account', changed(({ facts }) => (facts[0]!.resource = '9'))],
    ['facts should be a list', changed((file) => (file.facts = {} as never))],
    ['account is missing', changed((file) => delete file.account)],
    ['provider should be one of aws, other', changed((file) => (file.provider = 'azure'))],
    ['sample should be true or false', changed((file) => (file.sample = 'yes'))],
    ['endedAt should be a time', changed((file) => (file.endedAt = 0))],
    [
      'calls[0].count should be a whole',
      changed((file) => ((file.calls as Loose[])[0]!.count = 1.5)),
    ],
    [
      'calls[0].outcomes should be counts',
      changed((file) => ((file.calls as Loose[])[0]!.outcomes = { 'not ok': 1 })),
    ],
    [
      'calls[0].first should be a time in UTC',
      changed((file) => ((file.calls as Loose[])[0]!.first = 'yesterday')),
    ],
    ['readings should be a list', changed((file) => (file.readings = {}))],
    [
      'readings[0].identity should be a name',
      changed((file) => (file.readings = [{ ...reading, identity: 'two\nlines' }])),
    ],
    ['readings[0].tool is missing', changed((file) => (file.readings = [{}]))],
    [
      'coverage.ended should be one of complete',
      changed((file) => ((file.coverage as Loose).ended = 'soon')),
    ],
    [
      'coverage.scope.buckets should be a list',
      changed(
        (file) => ((file.coverage as Loose).scope = { checks: null, buckets: 'a', regions: null }),
      ),
    ],
    ['coverage.scope.checks is missing', changed((file) => ((file.coverage as Loose).scope = {}))],
  ])('%s', async (words, file) => {
    const message = await refusal(file);
    expect(message).toContain(words);
    expect(message).toMatch(cure);
  });

  test('a fact under the wrong kind of resource', async () => {
    const file = withFact('accountPublicAccessBlock', read1(null));
    expect(await refusal(file)).toContain('does not belong to a resource of type bucket');
  });

  test('a fact of another version', async () => {
    expect(await refusal(withFact('metadataTable', read1(null)))).toContain(
      'a fact "metadataTable" that this version does not know',
    );
  });

  test('the same resource twice', async () => {
    const twice = changed(({ facts }) => facts.push({ ...facts[1], region: 'eu-west-1' }));
    expect(await refusal(twice)).toContain('facts[7] is the same bucket as facts[1].');
    const accounts = changed(({ facts }) => facts.push({ ...facts[0], region: 'eu-west-1' }));
    expect(await refusal(accounts)).toContain('facts[7] is the same account as facts[0].');
  });

  test('the same access point name in another Region is another access point', async () => {
    const file = changed(({ facts }) => facts.push({ ...facts[6], region: 'us-east-1' }));
    expect((await read(file)).facts).toHaveLength(8);
  });
});

describe('versions', () => {
  test('a newer one is refused, and both are named', async () => {
    const message = await refusal(
      changed((file) => {
        file.version = 3;
        file.tool = { name: 'bucketproof-collector', version: '9.1.0' };
      }),
    );
    expect(message).toContain('format version 3 (it was made by bucketproof-collector 9.1.0)');
    expect(message).toContain('reads up to version 1');
    expect(message).toContain('newer version of this page');
  });

  test.each([0, -1, 1.5, '1', null, true, [1]])('%j is not a version', async (version) => {
    expect(await refusal(changed((file) => (file.version = version)))).toContain(
      'version should be 1',
    );
  });
});

describe('something else, by mistake', () => {
  const csv = [...csvChunks(audit(smallAccount(), madeUpChecks), smallAccount(), madeUpChecks)];
  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'empty'],
    ['blanks', ' \n\t', 'empty'],
    ['gzip of nothing', gzipSync(''), 'empty'],
    ['our PDF', '%PDF-1.7\n%\u00ff', 'This is a PDF'],
    ['our CSV', csv.join(''), 'a CSV that was exported here'],
    ['a CSV', 'name,region,public,owner\na,b,c,d', 'looks like a CSV'],
    ["Prowler's CSV", 'AUTH_METHOD;TIMESTAMP;ACCOUNT_UID;X\nprofile;;;', 'CSV of Prowler'],
    ["Prowler's JSON", '[{"metadata":{},"finding_info":{"uid":"x"}}]', 'format of Prowler'],
    ['ASFF', '[{"SchemaVersion":"2018-10-08","ProductArn":"arn"}]', 'Security Hub'],
    ["ScoutSuite's file", 'scoutsuite_results =\n{"services":{}}', 'ScoutSuite'],
    ["ScoutSuite's JSON", '{"provider_code":"aws","services":{}}', 'ScoutSuite'],
    ['AWS Config', '{"fileVersion":"1.0","configurationItems":[]}', 'AWS Config'],
    ['AWS CLI', '{"Buckets":[],"Owner":{}}', 'AWS CLI'],
    ['a policy', '{"Version":"2012-10-17","Statement":[]}', 'This is a policy'],
    ['HTML', '<!doctype html><title>Sign in</title>', 'web page'],
    ['a ZIP file', 'PK\x03\x04....', 'ZIP'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'picture'],
    ['keys', '[default]\naws_secret_access_key = x', 'keys or credentials'],
    ['bytes', new Uint8Array([1, 2, 0xc3, 0x28, 5]), 'not text'],
    ['prose', 'Hello there', 'not JSON'],
    ['other JSON', '{"format":"something"}', 'JSON but not a snapshot'],
    ['a number', '7', 'not a snapshot'],
    ['null', 'null', 'not a snapshot'],
    ['a list', '[]', 'not a snapshot'],
  ])('%s', async (_, file, words) => {
    expect(await refusal(file)).toContain(words);
  });

  test('a message never quotes a file of keys', async () => {
    const message = await refusal('aws_secret_access_key = wJalrXUtnFEMI');
    expect(message).not.toContain('wJalr');
  });
});

describe('damage and malice', () => {
  const file = exportSnapshot(smallAccount());
  test('a file cut short', async () => {
    expect(await refusal(file.slice(0, 3000))).toContain('ends in the middle');
  });

  test('a zipped file cut short, or damaged', async () => {
    const zipped = gzipSync(file);
    expect(await refusal(zipped.subarray(0, zipped.length - 20))).toContain('ends too early');
    const damaged = Uint8Array.from(zipped);
    damaged.fill(0xff, 200, 260);
    expect(await refusal(damaged)).toContain('damaged');
  });

  test('a small file that unpacks into a large one is given up at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refusal(bomb, { textBytes: 1_000_000 })).toContain('more than 976.6 kB');
  });

  test('a file that is too large', async () => {
    expect(await refusal(file, { fileBytes: 1024 })).toContain('opens at most 1 kB');
    expect(await refusal(file, { textBytes: 1024 })).toContain('more than 1 kB');
  });

  test.each([40, 100_000])('%i levels of nesting', async (levels) => {
    const deep = `${'['.repeat(levels)}${']'.repeat(levels)}`;
    expect(await refusal(deep)).toMatch(/objects and lists within each other|not JSON/);
    const within = file.replace('"facts":[', `"deep":${deep},"facts":[`);
    expect(await refusal(within)).toMatch(/objects and lists within each other|not JSON/);
  });

  test('a huge text, anywhere', async () => {
    expect(await refusal(withFact('policy', read1('x'.repeat(1_000_001))))).toContain(
      'a text of 1000001 characters',
    );
    expect(await refusal(changed((it) => (it['y'.repeat(1_000_001)] = 1)))).toContain('characters');
  });

  test.each(['__proto__', 'constructor', 'prototype'])('a field named %s', async (key) => {
    for (const evil of [
      file.replace('"facts":[', `"${key}":{"sample":true},"facts":[`),
      file.replace('"facts":{', `"facts":{"${key}":{"known":true},`),
      file.replace('"outcomes":{', `"outcomes":{"${key}":1,`),
    ]) {
      expect(evil).not.toBe(file);
      expect(await refusal(evil)).toContain(`named "${key}"`);
    }
    expect(({} as Loose).sample).toBeUndefined();
  });

  test('a bucket may be named constructor, which is a value', async () => {
    const { facts } = await read(exportSnapshot(hostileAccount()));
    expect(facts.some(({ resource }) => resource === 'constructor')).toBe(true);
  });
});

describe('settings in a file', () => {
  const settings = {
    ...defaultSettings,
    trustedAccounts: [{ id: '444455556666', label: 'Log archive' }],
    referencePolicy:
      '{"Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"arn:aws:s3:::{{bucket}}"}]}',
  };

  test('come back as they went out, and judge the same', async () => {
    const sent = { ...smallAccount(), settings };
    const back = await read(exportSnapshot(sent));
    expect(back).toEqual(sent);
    const judged = (one: Snapshot) => [...audit(one, Object.values(registry))];
    expect(judged(back)).toEqual(judged(sent));
    expect(judged(back)).not.toEqual(judged(smallAccount()));
  });

  test('as shipped are left out; what a file does not set is as shipped', async () => {
    expect(await read(changed((file) => (file['settings'] = defaultSettings)))).toEqual(
      smallAccount(),
    );
    const some = changed((file) => (file['settings'] = { judgeBucketNames: true, other: 1 }));
    expect((await read(some)).settings).toEqual({ ...defaultSettings, judgeBucketNames: true });
  });

  test.each<[unknown, RegExp]>([
    ['x', /^settings should be an object/],
    [{ trustedAccounts: ['444455556666'] }, /^settings\.trustedAccounts\[0\] should be an object/],
    [
      { trustedAccounts: [{ id: '1', label: '' }] },
      /^settings\.trustedAccounts\[0\] cannot be used\. This is no account id/,
    ],
    [{ publicApprovalTag: '' }, /^settings\.publicApprovalTag cannot be used/],
    [
      { referencePolicy: '{' },
      /^settings\.referencePolicy cannot be used\. This is not valid JSON: see line 1, column 2/,
    ],
    [{ referencePolicy: '{"Statement":{"Effect":"Maybe"}}' }, /Statement 1 has no Effect/],
    [
      { referencePolicy: '{"Statement":[],"Id":"{{name}}"}' },
      /There is no placeholder \{\{name\}\}/,
    ],
    [{ judgeBucketNames: 'yes' }, /^settings\.judgeBucketNames should be true or false/],
  ])('%j is refused', async (value, says) => {
    expect(await refusal(changed((file) => (file['settings'] = value)))).toMatch(says);
  });

  test('stand in the CSV beside what depends on them', () => {
    const sent = { ...smallAccount(), settings };
    const all = Object.values(registry);
    const text = [...csvChunks(audit(sent, all), sent, all)].join('');
    expect(text).toContain('Trusted accounts: Log archive (444455556666)');
    expect(text).toMatch(/Reference policy: set, \d+ characters/);
  });
});
