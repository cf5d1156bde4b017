import { allOff, type Account, type Bucket } from './account.ts';

/** Texts that try to become markup, a formula or a broken layout wherever they are shown. */
export const hostileTexts = {
  markup: '<img src=x onerror=alert(1)>',
  formula: '=HYPERLINK("http://evil","x")',
  command: "@SUM(1+1)*cmd|' /C calc'!A0",
  rightToLeft: 'مرحبا \u202Egnp.exe',
  japanese: '顧客データの保管庫',
  quotes: `"'\`\\;--`,
} as const;

const { markup, formula, command, rightToLeft, japanese, quotes } = hostileTexts;

// AWS allows letters, digits, space and + - = . _ : / @ in tags of most services, but S3 stores
// whatever UTF-8 it is given: https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-managing.html
const fiftyTags = Object.fromEntries(
  Array.from({ length: 50 }, (_, i) => [
    `tag-${String(i + 1).padStart(2, '0')}`,
    'x'.repeat(i * 5),
  ]),
);

/** Names that JavaScript objects already have, as far as S3 lets buckets be called so. */
const inherited: readonly Bucket[] = [
  'constructor',
  'hasownproperty',
  'prototype',
  'tostring',
  'valueof',
  // Made before 2018 in us-east-1, where underscores were still allowed.
  '__proto__',
].map((name) => ({ name, publicAccessBlock: null, ownership: null, encryption: null }));

/** Everything in the account that a user can name carries text which must be shown as text. */
export const hostile: Account = {
  id: '123456789012',
  publicAccessBlock: null,
  buckets: [
    ...inherited,
    {
      name: 'hostile-tags',
      tags: {
        [markup]: formula,
        owner: markup,
        note: command,
        [rightToLeft]: rightToLeft,
        [japanese]: japanese,
        quotes,
        // An own property of that name, which `{ __proto__: … }` would not make.
        ['__proto__']: 'polluted',
      },
    },
    { name: 'hostile-fifty-tags', tags: fiftyTags },
    {
      name: 'hostile-policy',
      publicAccessBlock: allOff,
      policy: {
        Version: '2012-10-17',
        Id: formula,
        Statement: [
          {
            Sid: markup,
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::hostile-policy/${markup}/*`,
          },
          {
            Sid: `${rightToLeft} ${japanese}`,
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: ['arn:aws:s3:::hostile-policy', 'arn:aws:s3:::hostile-policy/*'],
            Condition: { StringNotEquals: { 'aws:UserAgent': formula } },
          },
        ],
      },
    },
    {
      name: 'hostile-website',
      website: { index: '<script>alert(1)</script>.html', error: `${japanese}.html` },
      cors: [
        { origins: ['*'], methods: ['PUT', 'DELETE'], headers: ['*'], expose: [markup] },
        { origins: ['http://*.evil.example'], methods: ['POST'] },
      ],
    },
    {
      name: 'hostile-lifecycle',
      lifecycle: [
        { id: markup, prefix: formula, expireAfter: 1 },
        { id: formula, tag: { key: japanese, value: rightToLeft }, expireAfter: 3650 },
        { id: quotes, prefix: '../../etc/', abortUploadsAfter: 7, enabled: false },
      ],
      logging: { bucket: 'hostile.dotted.name', prefix: `${markup}/${formula}/` },
    },
    {
      name: 'hostile.dotted.name',
      region: 'us-east-1',
      tags: { [japanese]: 'ドット付きの名前' },
    },
    { name: `hostile-${'long-name-'.repeat(5)}63x12`, region: 'eu-central-1' },
    { name: '000', region: 'ap-northeast-1' },
    {
      name: 'hostile-broken-policy',
      region: 'ap-northeast-1',
      // S3 refuses such a text today; a program that reads policies must not fall over it.
      policy: `{"Version":"2012-10-17","Statement":${'['.repeat(40)}"${markup}"${']'.repeat(40)}}`,
      policyIsPublic: false,
    },
  ],
};
