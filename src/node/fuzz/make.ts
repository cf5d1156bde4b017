/** A source of chance that gives the same numbers for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
type Chance = () => number;

const pick = <T>(random: Chance, items: readonly T[]): T =>
  items[Math.floor(random() * items.length)] as T;
const many = <T>(random: Chance, most: number, make: () => T): T[] =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, make);

const arn = 'arn:aws:s3:::acme-data';
const wild = [
  '*',
  '?',
  '**',
  '*?*',
  '${aws:username}',
  '${',
  '',
  '__proto__',
  'constructor',
  '\u0001',
  '😀',
  '*a*a*a*a*b',
];
const principals = [
  '*',
  '111122223333',
  '444455556666',
  'arn:aws:iam::444455556666:root',
  'arn:aws:iam::444455556666:role/x',
  'AROAEXAMPLEEXAMPLE12',
  'arn:aws:iam::cloudfront:user/X',
  'arn:aws:sts::444455556666:assumed-role/x/y',
];
const actions = [
  '*',
  's3:*',
  's3:Get*',
  's3:GetObject',
  's3:PutObject',
  's3:ListBucket',
  'S3:DELETE*',
  'iam:*',
  's3:?*',
];
const resources = [
  '*',
  arn,
  `${arn}/*`,
  `${arn}/a/*`,
  `${arn}*`,
  `${arn}/*/x/*/y`,
  'arn:aws:s3:::other/*',
  'arn:*',
];
const operators =
  'StringEquals StringNotEquals StringLike StringNotLike StringEqualsIgnoreCase ArnLike ArnEquals ArnNotLike NumericLessThan NumericGreaterThanEquals DateLessThan DateGreaterThan Bool Null IpAddress NotIpAddress BinaryEquals Nonsense'.split(
    ' ',
  );
const keys =
  'aws:SourceIp aws:SourceVpc aws:SourceVpce aws:PrincipalOrgID aws:PrincipalOrgPaths aws:PrincipalAccount aws:PrincipalArn aws:SourceArn aws:SourceAccount aws:userid aws:SecureTransport s3:TlsVersion aws:CurrentTime aws:Referer s3:prefix s3:x-amz-server-side-encryption s3:x-amz-server-side-encryption-aws-kms-key-id s3:DataAccessPointArn s3:DataAccessPointAccount aws:PrincipalTag/team aws:PrincipalIsAWSService aws:VpcSourceIp __proto__'.split(
    ' ',
  );
const values = [
  'true',
  'false',
  '0.0.0.0/0',
  '203.0.113.0/24',
  '::/0',
  '2001:db8::/32',
  '999.1.1.1/99',
  '111122223333',
  '444455556666',
  'o-acme',
  'vpce-1',
  'vpce-*',
  '1.2',
  'NaN',
  '2020-01-01T00:00:00Z',
  '99999999999999999999',
  'arn:aws:iam::444455556666:role/*',
  'arn:aws:s3:us-east-1:111122223333:accesspoint/*',
  'AROAX:*',
  'aws:kms',
  'AES256',
];

const text = (random: Chance, from: readonly string[]) =>
  random() < 0.08
    ? pick(random, wild)
    : random() < 0.03
      ? pick(random, from) + pick(random, wild)
      : pick(random, from);
const oneOrMany = (random: Chance, from: readonly string[], most: number): unknown =>
  random() < 0.5 ? text(random, from) : many(random, most, () => text(random, from));

function value(random: Chance): unknown {
  const kind = random();
  if (kind < 0.04) return random() < 0.5;
  if (kind < 0.08) return Math.round(random() * 1e6) / 100;
  return text(random, values);
}

function statement(random: Chance, size: number): unknown {
  if (random() < 0.01) return pick(random, [null, 7, [], 'x', {}]);
  const name = (plain: string) =>
    random() < 0.12 ? `Not${plain}` : random() < 0.05 ? plain.toUpperCase() : plain;
  const condition: Record<string, Record<string, unknown>> = {};
  for (let n = Math.floor(random() * 4 * size); n > 0; n--) {
    const prefix = random() < 0.1 ? pick(random, ['ForAllValues:', 'ForAnyValue:']) : '';
    const operator = prefix + pick(random, operators) + (random() < 0.15 ? 'IfExists' : '');
    condition[operator] = {
      ...condition[operator],
      [pick(random, keys)]:
        random() < 0.6 ? value(random) : many(random, 3 * size, () => value(random)),
    };
  }
  return {
    ...(random() < 0.3 && { Sid: pick(random, wild) }),
    Effect: random() < 0.6 ? 'Allow' : random() < 0.97 ? 'Deny' : 'deny',
    [name('Principal')]:
      random() < 0.4
        ? '*'
        : random() < 0.8
          ? { AWS: oneOrMany(random, principals, 3 * size) }
          : {
              [pick(random, ['Service', 'Federated', 'CanonicalUser', 'Other'])]: oneOrMany(
                random,
                ['cloudtrail.amazonaws.com', 'accounts.google.com', 'abc'],
                2,
              ),
            },
    [name('Action')]: oneOrMany(random, actions, 4 * size),
    [name('Resource')]: oneOrMany(random, resources, 4 * size),
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

/** The text of a policy: mostly well-formed, sometimes huge, deep or broken. At most 20 kB, as S3 stores them. */
export function madeUpPolicy(random: Chance): string {
  const kind = random();
  if (kind < 0.002) return `{"Statement":${'['.repeat(9000)}${']'.repeat(9000)}}`;
  if (kind < 0.004)
    return `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"${'*a'.repeat(4000)}b","Resource":"${'*a'.repeat(4000)}"}}`;
  const size = kind < 0.97 ? 1 : 6;
  const made = JSON.stringify({
    Version: random() < 0.9 ? '2012-10-17' : '2008-10-17',
    Statement:
      random() < 0.1
        ? statement(random, size)
        : many(random, kind < 0.99 ? 4 : 40, () => statement(random, size)),
  });
  const cut = made.slice(0, 20_480);
  return random() < 0.01 ? cut.slice(0, Math.floor(random() * cut.length)) : cut;
}

/** An ACL in the shape in which S3 hands it out. */
export function madeUpAcl(random: Chance) {
  const groups = ['AllUsers', 'AuthenticatedUsers'].map(
    (name) => `http://acs.amazonaws.com/groups/global/${name}`,
  );
  return {
    Owner: { ID: 'owner' },
    Grants: many(random, 3, () => ({
      Grantee:
        random() < 0.5
          ? { Type: 'Group', URI: pick(random, [...groups, '__proto__']) }
          : { Type: 'CanonicalUser', ID: pick(random, ['owner', 'other', '']) },
      Permission: pick(random, [
        'READ',
        'WRITE',
        'READ_ACP',
        'WRITE_ACP',
        'FULL_CONTROL',
        'constructor',
      ]),
    })),
  };
}
