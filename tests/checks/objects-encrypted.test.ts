import check from '../../src/checks/objects-encrypted.ts';
import { defaultSettings } from '../../src/model/settings.ts';
import type { Part } from '../../src/model/evidence.ts';
import type { EncryptionLook } from '../../src/model/objects.ts';
import { objectLook, read } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const ours = 'arn:aws:kms:eu-west-1:111122223333:key/ours';
const theirs = 'arn:aws:kms:eu-west-1:444455556666:key/theirs';
const expecting = { ...defaultSettings, expectedKeys: [ours] };
const by = (algorithm: string, key: string | null = null, count = 10) =>
  read({ read: count, unread: [], by: [{ algorithm, key, count, example: 'a.csv' }] });
const looks = (change: Parameters<typeof objectLook>[0] = {}) => [objectLook(change)];
const look = (encryption: Part<EncryptionLook>, change = {}) => ({
  objects: looks({ encryption, ...change }),
});

testCheck(check, {
  pass: [
    {
      name: 'every object has SSE-S3, and no key is expected',
      facts: look(by('AES256')),
      because: 'All 10 object versions were looked at: 10 object versions with AES256.',
    },
    {
      name: 'every object has the expected key',
      settings: expecting,
      facts: look(by('aws:kms', ours)),
    },
    { name: 'dual-layer encryption counts as well', facts: look(by('aws:kms:dsse', theirs)) },
    {
      name: 'a whole inventory report lists encrypted objects alone',
      facts: look(by('aws:kms'), { by: 'inventory' }),
    },
  ],
  fail: [
    {
      name: 'an old object is not encrypted',
      facts: look(by('none'), { all: false, listed: 5000 }),
      because:
        'A sample of 10 of at least 5,000 object versions was looked at. 10 object versions are not encrypted, for example `a.csv`.',
    },
    {
      name: 'an object has a key that its owner keeps',
      facts: look(by('SSE-C', null, 10), { by: 'inventory' }),
      because: /\(SSE-C\), for example `a\.csv`\.$/,
    },
    {
      name: 'another key than the expected one',
      settings: expecting,
      facts: look(by('aws:kms', theirs)),
      because: /by the key \S+theirs, which is not among the expected ones/,
    },
    { name: 'SSE-S3 where a key is expected', settings: expecting, facts: look(by('AES256')) },
  ],
  notApplicable: [
    {
      name: 'the bucket is empty',
      facts: look(read({ read: 0, unread: [], by: [] }), { listed: 0, looked: 0 }),
    },
  ],
  notAssessed: [
    {
      name: 'the objects could not be listed',
      facts: {},
      because: /^The sample of the objects could not be read/,
    },
    {
      name: 'a clean sample is no pass',
      facts: look(by('AES256'), { all: false, listed: 5000 }),
      because:
        'A sample of 10 of at least 5,000 object versions was looked at: 10 object versions with AES256.',
    },
    {
      name: 'S3 refused to tell of some',
      facts: look(
        read({
          read: 8,
          unread: [{ detail: 'Http400', count: 2 }],
          by: [{ algorithm: 'AES256', key: null, count: 8, example: 'a.csv' }],
        }),
      ),
      because:
        /Of 2 more the encryption could not be read \(Http400 2\)\. S3 answers Http400 where/,
    },
    {
      name: 'a report names no key, and one is expected',
      settings: expecting,
      facts: look(by('aws:kms'), { by: 'inventory' }),
    },
    {
      name: 'the ACLs alone were looked at',
      facts: {
        objects: looks({
          encryption: { known: false, gap: 'skipped', actions: ['s3:GetObject'], detail: '' },
        }),
      },
    },
    {
      name: 'a report without the field',
      facts: {
        objects: looks({
          by: 'inventory',
          encryption: { known: false, gap: 'skipped', actions: [], detail: 'NoSuchField' },
        }),
      },
    },
  ],
});
