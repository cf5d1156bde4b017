import { allOff, allOn, type Account } from './accounts/account.ts';
import type { Front } from './front.ts';
import { auditor } from './identity.ts';
import { introduce, seed } from './seed.ts';
import type { Moto } from './moto.ts';

const open = (name: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'EveryoneReads',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::${name}/*`,
      },
    ],
  });

/**
 * Accounts of an organisation: `web` has a public bucket of three, `ledger` two closed ones, `quiet` none and nothing
 * recorded, `broken` one, of which tests make the reading fail.
 */
export const members = {
  web: {
    id: '222222222222',
    publicAccessBlock: allOff,
    buckets: [
      { name: 'org-web-site', publicAccessBlock: allOff, policy: open('org-web-site') },
      { name: 'org-web-assets', region: 'eu-west-1' },
      { name: 'org-web-logs', versioning: 'Enabled' },
    ],
  },
  ledger: {
    id: '333333333333',
    publicAccessBlock: allOn,
    buckets: [{ name: 'org-ledger-a' }, { name: 'org-ledger-b', region: 'eu-west-1' }],
  },
  quiet: { id: '444444444444', buckets: [] },
  broken: { id: '555555555555', publicAccessBlock: allOn, buckets: [{ name: 'org-broken' }] },
} as const satisfies Record<string, Account>;

export const aggregator = { name: 'whole-firm', region: 'eu-west-1' } as const;

/** Puts the accounts into moto. Reads do not change them, so that once is enough for many tests. */
export async function seedOrganisation(moto: Moto, front: Front): Promise<void> {
  for (const account of Object.values(members)) await seed(account, { moto, front });
}

/** Tells the front, made new, of the accounts, of what is recorded of them, and of the aggregator that has them all. */
export function introduceOrganisation(front: Front): void {
  for (const account of Object.values(members)) {
    introduce(account, front);
    front.config.record({
      account: account.id,
      regions: ['us-east-1', 'eu-west-1'],
      ...(account === members.quiet && { types: [] }),
    });
  }
  front.config.aggregate({
    ...aggregator,
    owner: auditor.account,
    accounts: Object.values(members).map(({ id }) => id),
    failing: [
      {
        account: members.broken.id,
        region: 'eu-west-1',
        status: 'FAILED',
        code: 'AccessDeniedException',
      },
    ],
  });
}
