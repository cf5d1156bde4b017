import fc from 'fast-check';

/** A small world of names, in which policies are made and requests are enumerated. */
export const own = '111122223333';
const friend = '444455556666';
const stranger = '999900001111';
export const bucket = 'arn:aws:s3:::acme-data';
const role = `arn:aws:iam::${friend}:role/reader`;

const value = <T>(...items: T[]) => fc.constantFrom(...items);
const one = <T>(item: fc.Arbitrary<T>) =>
  fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 2 }));

const principal = fc.oneof(
  fc.constant<unknown>('*'),
  one(value('*', friend, `arn:aws:iam::${friend}:root`, role, own)).map((AWS) => ({ AWS })),
);
export const actionNames = [
  's3:ListBucket',
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:PutBucketPolicy',
];
const actions = one(value('s3:*', '*', 's3:Get*', 's3:Put*', ...actionNames));
export const keys = ['a', 'a/1', 'b/2', 'zz'];
const resources = one(
  value(
    bucket,
    `${bucket}/*`,
    `${bucket}/a/*`,
    `${bucket}/b/?`,
    `${bucket}*`,
    'arn:aws:s3:::acme-x/*',
  ),
);

const text = (key: string, ...values: string[]) =>
  fc
    .tuple(
      value(
        'StringEquals',
        'StringNotEquals',
        'StringLike',
        'StringNotLike',
        'StringEqualsIfExists',
        'StringNotEqualsIfExists',
      ),
      one(value(...values)),
    )
    .map(([operator, of]) => ({ [operator]: { [key]: of } }));
const condition = fc.oneof(
  text('aws:SourceVpce', 'vpce-1', 'vpce-2', 'vpce-*'),
  text('aws:PrincipalAccount', friend, own, '9999*'),
  text('aws:PrincipalOrgID', 'o-acme', 'o-other', 'o-*'),
  text('aws:Referer', 'https://acme.example/*', 'x'),
  fc
    .tuple(
      value('IpAddress', 'NotIpAddress'),
      one(value('203.0.113.0/24', '198.51.100.0/25', '0.0.0.0/0')),
    )
    .map(([operator, of]) => ({ [operator]: { 'aws:SourceIp': of } })),
  fc
    .tuple(value('Bool', 'BoolIfExists'), one(value('true', 'false')))
    .map(([operator, of]) => ({ [operator]: { 'aws:SecureTransport': of } })),
  fc
    .tuple(value('aws:SourceVpce', 'aws:PrincipalOrgID', 'aws:Referer'), value('true', 'false'))
    .map(([key, of]) => ({ Null: { [key]: of } })),
);
const conditions = fc.array(condition, { maxLength: 2 }).map((list) => {
  const merged: Record<string, Record<string, unknown>> = {};
  for (const one of list)
    for (const [operator, of] of Object.entries(one))
      merged[operator] = { ...merged[operator], ...of };
  return merged;
});

/** One statement of the small world. */
export const statement = (effect: 'Allow' | 'Deny') =>
  fc
    .record({
      who: fc.tuple(
        value(
          'Principal',
          'Principal',
          'Principal',
          effect === 'Deny' ? 'NotPrincipal' : 'Principal',
        ),
        principal,
      ),
      what: fc.tuple(value('Action', 'Action', 'NotAction'), actions),
      on: fc.tuple(value('Resource', 'Resource', 'Resource', 'NotResource'), resources),
      Condition: conditions,
    })
    .map(({ who, what, on, Condition }): Readonly<Record<string, unknown>> => ({
      Effect: effect,
      [who[0]]: who[1],
      [what[0]]: what[1],
      [on[0]]: on[1],
      ...(Object.keys(Condition).length > 0 && { Condition }),
    }));

export const statements = fc
  .tuple(
    fc.array(statement('Allow'), { minLength: 1, maxLength: 2 }),
    fc.array(statement('Deny'), { maxLength: 2 }),
  )
  .map(([allows, denies]) => [...allows, ...denies]);

/** Contexts of requests without a caller's own keys: from here or there, over TLS or not, through an endpoint or not. */
export const contexts: readonly Readonly<Record<string, string>>[] = [
  ...['203.0.113.9', '198.51.100.9', '198.51.100.200', '8.8.8.8'].map((ip) => ({
    'aws:sourceip': ip,
  })),
  ...['vpce-1', 'vpce-2', 'vpce-9'].map((id) => ({ 'aws:sourcevpce': id })),
].flatMap((net) =>
  ['true', 'false'].flatMap((tls) =>
    [undefined, 'https://acme.example/x', 'x', 'y'].map((referer) => ({
      ...net,
      'aws:securetransport': tls,
      ...(referer !== undefined && { 'aws:referer': referer }),
    })),
  ),
);
/** Callers outside, with the keys that say who they are. */
export const callers = {
  anonymous: { account: null, arn: null, orgs: [undefined], as: 'anonymous' },
  stranger: {
    account: stranger,
    arn: `arn:aws:iam::${stranger}:role/x`,
    orgs: [undefined, 'o-zzz'],
    as: stranger,
  },
  friend: {
    account: friend,
    arn: `arn:aws:iam::${friend}:role/y`,
    orgs: [undefined, 'o-zzz', 'o-acme', 'o-other'],
    as: friend,
  },
  role: { account: friend, arn: role, orgs: [undefined, 'o-zzz', 'o-acme', 'o-other'], as: friend },
} as const;
