import type { Place } from '../../policy/world.ts';

/** The text of a policy, and the bucket it is stored at. */
export interface Stored {
  text: string;
  place: Place;
}

const actions = ['s3:GetObject', 's3:ListBucket', 's3:PutObject', 's3:DeleteObject', 's3:Get*'];
const regions = ['us-east-1', 'eu-west-1', 'ap-northeast-1'];

/** Names that differ from policy to policy: bucket, accounts, endpoint, organisation, prefix and actions. */
function namesOf(i: number) {
  const bucket = `acme-${regions[i % 3] as string}-${i.toString(36)}`;
  const arn = `arn:aws:s3:::${bucket}`;
  return {
    arn,
    account: String(111_122_223_333 + i * 7),
    friend: String(444_455_556_666 + i * 13),
    endpoint: `vpce-0aaa${(0x1111_0000 + i * 31).toString(16)}`,
    organisation: `o-k3v9${i.toString(36).padStart(6, '0')}`,
    both: i % 5 === 0 ? [arn, `${arn}/public/${i}/*`] : [arn, `${arn}/*`],
    calls: [actions[i % 5], actions[(i * 3 + 1) % 5]],
  };
}
type Names = ReturnType<typeof namesOf>;

const http = ({ arn }: Names) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [arn, `${arn}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const read = ({ both, calls }: Names, Principal: unknown, Condition?: object) => ({
  Effect: 'Allow',
  Principal,
  Action: calls,
  Resource: both,
  ...(Condition && { Condition }),
});
const root = (account: string) => `arn:aws:iam::${account}:root`;

/** One statement each: HTTPS only, open to everyone, another account, one VPC endpoint. */
const small: readonly ((names: Names) => object[])[] = [
  (names) => [http(names)],
  (names) => [read(names, '*')],
  (names) => [read(names, { AWS: root(names.friend) })],
  (names) => [read(names, '*', { StringEquals: { 'aws:SourceVpce': names.endpoint } })],
];
const usual = (names: Names) => [
  http(names),
  read(names, { AWS: [root(names.friend), `arn:aws:iam::${names.account}:role/app`] }),
  read(names, '*', { StringEquals: { 'aws:PrincipalOrgID': names.organisation } }),
  {
    ...read(names, { Service: 'cloudtrail.amazonaws.com' }),
    Action: 's3:PutObject',
    Condition: { StringEquals: { 'aws:SourceAccount': names.account } },
  },
];
const large = (names: Names) => [
  http(names),
  ...Array.from({ length: 40 }, (_, i) => ({
    ...read(names, { AWS: root(String(Number(names.friend) + i)) }),
    Resource: `${names.arn}/tenant-${i}/*`,
  })),
];

/** So many policies of each size, no two of them alike. The same number always gives the same ones. */
export function madeUpPolicies(count: number): Readonly<Record<string, readonly Stored[]>> {
  const of = (statements: (names: Names, i: number) => object[]): Stored[] =>
    Array.from({ length: count }, (_, i) => {
      const names = namesOf(i);
      return {
        text: JSON.stringify({ Version: '2012-10-17', Statement: statements(names, i) }),
        place: {
          arn: names.arn,
          account: names.account,
          owner: 'owner',
          now: '2026-11-25T12:00:00.000Z',
        },
      };
    });
  return {
    small: of((names, i) => (small[i % small.length] as (typeof small)[number])(names)),
    usual: of(usual),
    large: of(large),
  };
}
