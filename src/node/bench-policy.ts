import { judgeEveryone } from '../policy/fixed.ts';
import { parsePolicy } from '../policy/parse.ts';
import { openings } from '../policy/reach.ts';
import { readTls } from '../policy/tls.ts';

// `npm run bench:policy`: judgements per second on one core, on policies as they are found.

const arn = 'arn:aws:s3:::acme-data';
const place = { arn, account: '111122223333', owner: 'owner', now: '2026-11-25T12:00:00.000Z' };
const both = [arn, `${arn}/*`];
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const http = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: both,
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const read = (Principal: unknown, Condition?: object) => ({
  Effect: 'Allow',
  Principal,
  Action: ['s3:GetObject', 's3:ListBucket'],
  Resource: both,
  ...(Condition && { Condition }),
});

const small = [
  policy(http),
  policy(read('*')),
  policy(read({ AWS: 'arn:aws:iam::444455556666:root' })),
  policy(read('*', { StringEquals: { 'aws:SourceVpce': 'vpce-0aaa1111bbbb22223' } })),
];
const usual = [
  policy(
    http,
    read({ AWS: ['arn:aws:iam::444455556666:root', 'arn:aws:iam::111122223333:role/app'] }),
    read('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-k3v9x2m7qa' } }),
    {
      ...read({ Service: 'cloudtrail.amazonaws.com' }),
      Action: 's3:PutObject',
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    },
  ),
];
const large = [
  policy(
    http,
    ...Array.from({ length: 40 }, (_, i) => ({
      ...read({ AWS: `arn:aws:iam::${String(200_000_000_000 + i)}:root` }),
      Resource: `${arn}/tenant-${i}/*`,
    })),
  ),
];

const questions = {
  'public in S3’s sense': (text: string) => {
    const parsed = parsePolicy(text);
    if (parsed.ok) judgeEveryone(parsed.statements);
  },
  'plain HTTP': (text: string) => {
    const parsed = parsePolicy(text);
    if (parsed.ok) readTls(parsed.statements, place);
  },
  'who gets in': (text: string) => {
    const parsed = parsePolicy(text);
    if (parsed.ok) openings(parsed.statements, place);
  },
} as const;

const seconds = 1;
for (const [size, texts] of Object.entries({ small, usual, large })) {
  const length = Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length);
  for (const [question, judge] of Object.entries(questions)) {
    for (let run = 0; run < 500; run++) judge(texts[run % texts.length] as string);
    let count = 0;
    const start = process.cpuUsage();
    const spent = () => {
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1e6;
    };
    while (spent() < seconds)
      for (let run = 0; run < 100; run++, count++) judge(texts[count % texts.length] as string);
    console.log(
      `${size} policies (${length} characters), ${question}: ${Math.round(count / spent()).toLocaleString('en')} a second`,
    );
  }
}
