import encryption from '../../../src/gather/s3/encryption.ts';
import logging from '../../../src/gather/s3/logging.ts';
import objectLock from '../../../src/gather/s3/object-lock.ts';
import replication from '../../../src/gather/s3/replication.ts';
import versioning from '../../../src/gather/s3/versioning.ts';
import { target, testReads } from '../wire.ts';

const key = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const rules = (...list: string[]) =>
  '<ServerSideEncryptionConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">' +
  `${list.map((one) => `<Rule>${one}</Rule>`).join('')}</ServerSideEncryptionConfiguration>`;
const byDefault = (inner: string) =>
  `<ApplyServerSideEncryptionByDefault>${inner}</ApplyServerSideEncryptionByDefault>`;
const blocked = (type: string) =>
  `<BlockedEncryptionTypes><EncryptionType>${type}</EncryptionType></BlockedEncryptionTypes>`;
const plain = {
  algorithm: 'AES256',
  kmsKeyId: null,
  bucketKeyEnabled: false,
  blockedTypes: [] as string[],
};

testReads(encryption, {
  read: {
    'a new bucket': [
      rules(
        byDefault('<SSEAlgorithm>AES256</SSEAlgorithm>') +
          `<BucketKeyEnabled>false</BucketKeyEnabled>${blocked('SSE-C')}`,
      ),
      [{ ...plain, blockedTypes: ['SSE-C'] }],
    ],
    'a key of the customer with a bucket key': [
      rules(
        byDefault(`<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>${key}</KMSMasterKeyID>`) +
          '<BucketKeyEnabled>true</BucketKeyEnabled>',
      ),
      [{ algorithm: 'aws:kms', kmsKeyId: key, bucketKeyEnabled: true, blockedTypes: [] }],
    ],
    'a key id that is empty is none': [
      rules(byDefault('<SSEAlgorithm>aws:kms:dsse</SSEAlgorithm><KMSMasterKeyID/>')),
      [{ ...plain, algorithm: 'aws:kms:dsse' }],
    ],
    'NONE blocks nothing': [
      rules(byDefault('<SSEAlgorithm>AES256</SSEAlgorithm>') + blocked('NONE')),
      [plain],
    ],
    'an algorithm of tomorrow is kept': [
      rules(byDefault('<SSEAlgorithm>aws:pqc</SSEAlgorithm>')),
      [{ ...plain, algorithm: 'aws:pqc' }],
    ],
    'only a block leaves the base of every bucket': [
      rules(blocked('SSE-C')),
      [{ ...plain, blockedTypes: ['SSE-C'] }],
    ],
  },
  unread: {
    'no rule': rules(),
    'an empty rule': rules(''),
    'a default without algorithm': rules(byDefault(`<KMSMasterKeyID>${key}</KMSMasterKeyID>`)),
    'an empty answer': '',
  },
});
testReads(encryption, {
  at: { ...target, partition: 'other', ownerKnown: false },
  read: {
    'another store, named': [rules(byDefault('<SSEAlgorithm>AES256</SSEAlgorithm>')), [plain]],
  },
  unread: { 'another store has no base of its own': rules(blocked('SSE-C')) },
});

const versions = (inner: string) =>
  `<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</VersioningConfiguration>`;
testReads(versioning, {
  read: {
    'never enabled': [versions(''), { status: null, mfaDelete: false }],
    enabled: [versions('<Status>Enabled</Status>'), { status: 'Enabled', mfaDelete: false }],
    'with MFA delete': [
      versions('<Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>'),
      { status: 'Enabled', mfaDelete: true },
    ],
    'suspended, MFA delete off': [
      versions('<Status>Suspended</Status><MfaDelete>Disabled</MfaDelete>'),
      { status: 'Suspended', mfaDelete: false },
    ],
  },
  unread: {
    'a status that nobody knows': versions('<Status>Paused</Status>'),
    'an MFA delete that nobody knows': versions(
      '<Status>Enabled</Status><MfaDelete>Maybe</MfaDelete>',
    ),
  },
});

const log = (inner: string) =>
  `<BucketLoggingStatus xmlns="http://doc.s3.amazonaws.com/2006-03-01">${inner}</BucketLoggingStatus>`;
testReads(logging, {
  read: {
    off: [log(''), null],
    on: [
      log(
        '<LoggingEnabled><TargetBucket>logs</TargetBucket><TargetPrefix>ログ/</TargetPrefix></LoggingEnabled>',
      ),
      { targetBucket: 'logs', targetPrefix: 'ログ/' },
    ],
    'without a prefix': [
      log('<LoggingEnabled><TargetBucket>logs</TargetBucket><TargetPrefix/></LoggingEnabled>'),
      { targetBucket: 'logs', targetPrefix: '' },
    ],
  },
  unread: {
    'on without a target': log('<LoggingEnabled><TargetPrefix>x</TargetPrefix></LoggingEnabled>'),
  },
});

const copies = (...list: string[]) =>
  '<ReplicationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Role>arn:aws:iam::111122223333:role/r</Role>' +
  `${list.map((one) => `<Rule>${one}</Rule>`).join('')}</ReplicationConfiguration>`;
const to = (name: string, more = '') =>
  `<Destination><Bucket>arn:aws:s3:::${name}</Bucket>${more}</Destination>`;
testReads(replication, {
  read: {
    'two rules, one to another account and off': [
      copies(
        `<ID>all</ID><Priority>1</Priority><Filter><Prefix/></Filter><Status>Enabled</Status>${to('copy')}` +
          '<DeleteMarkerReplication><Status>Enabled</Status></DeleteMarkerReplication>',
        `<ID>away</ID><Priority>2</Priority><Filter/><Status>Disabled</Status>${to('vault', '<Account>444455556666</Account>')}` +
          '<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>',
      ),
      [
        {
          id: 'all',
          enabled: true,
          destinationBucketArn: 'arn:aws:s3:::copy',
          destinationAccount: null,
          deleteMarkers: true,
          wholeBucket: true,
        },
        {
          id: 'away',
          enabled: false,
          destinationBucketArn: 'arn:aws:s3:::vault',
          destinationAccount: '444455556666',
          deleteMarkers: false,
          wholeBucket: true,
        },
      ],
    ],
    'a filter without a word on delete markers': [
      copies(`<ID>a</ID><Filter/><Status>Enabled</Status>${to('copy')}`),
      [
        {
          id: 'a',
          enabled: true,
          destinationBucketArn: 'arn:aws:s3:::copy',
          destinationAccount: null,
          deleteMarkers: false,
          wholeBucket: true,
        },
      ],
    ],
    'filters narrow a rule, by prefix, by tag, by both': [
      copies(
        ...[
          '<Prefix>in/</Prefix>',
          '<Filter><Prefix>in/</Prefix></Filter>',
          '<Filter><Tag><Key>k</Key><Value/></Tag></Filter>',
          '<Filter><And><Prefix/><Tag><Key>k</Key><Value/></Tag></And></Filter>',
          '<Filter><And><Prefix>in/</Prefix></And></Filter>',
        ].map(
          (filter) =>
            `<ID>a</ID>${filter}<Status>Enabled</Status>${to('copy')}` +
            '<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>',
        ),
      ),
      Array.from({ length: 5 }, () => ({
        id: 'a',
        enabled: true,
        destinationBucketArn: 'arn:aws:s3:::copy',
        destinationAccount: null,
        deleteMarkers: false,
        wholeBucket: false,
      })),
    ],
    'the first version of the format copies delete markers': [
      copies(`<ID>old</ID><Prefix/><Status>Enabled</Status>${to('copy')}`),
      [
        {
          id: 'old',
          enabled: true,
          destinationBucketArn: 'arn:aws:s3:::copy',
          destinationAccount: null,
          deleteMarkers: true,
          wholeBucket: true,
        },
      ],
    ],
  },
  unread: {
    'no rule': copies(),
    'a rule without a destination': copies('<ID>a</ID><Filter/><Status>Enabled</Status>'),
    'a status that nobody knows': copies(`<ID>a</ID><Filter/><Status>Paused</Status>${to('copy')}`),
    'a rule without a status': copies(`<ID>a</ID><Filter/>${to('copy')}`),
    'an empty answer': '',
  },
});

const lock = (retention: string) =>
  '<ObjectLockConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><ObjectLockEnabled>Enabled</ObjectLockEnabled>' +
  (retention && `<Rule><DefaultRetention>${retention}</DefaultRetention></Rule>`) +
  '</ObjectLockConfiguration>';
testReads(objectLock, {
  read: {
    'without a default': [lock(''), { enabled: true, defaultRetention: null }],
    'for days': [
      lock('<Mode>GOVERNANCE</Mode><Days>30</Days>'),
      { enabled: true, defaultRetention: { mode: 'GOVERNANCE', days: 30, years: null } },
    ],
    'for years': [
      lock('<Mode>COMPLIANCE</Mode><Years>7</Years>'),
      { enabled: true, defaultRetention: { mode: 'COMPLIANCE', days: null, years: 7 } },
    ],
    'both units, one of them 0': [
      lock('<Mode>COMPLIANCE</Mode><Days>0</Days><Years>7</Years>'),
      { enabled: true, defaultRetention: { mode: 'COMPLIANCE', days: null, years: 7 } },
    ],
    'a hold until an event is no retention': [
      lock('<DefaultEventHold><Days>30</Days></DefaultEventHold>'),
      { enabled: true, defaultRetention: null },
    ],
    'no word on being enabled': [
      '<ObjectLockConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>',
      { enabled: false, defaultRetention: null },
    ],
  },
  unread: {
    'a mode without a length': lock('<Mode>COMPLIANCE</Mode>'),
    'a length of 0': lock('<Mode>COMPLIANCE</Mode><Days>0</Days><Years>0</Years>'),
    'a length that is no number': lock('<Mode>COMPLIANCE</Mode><Days>many</Days>'),
    'a length without a mode': lock('<Days>30</Days>'),
    'a state that nobody knows': lock('').replace('>Enabled<', '>Perhaps<'),
    'an empty answer': '',
  },
});
