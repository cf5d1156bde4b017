import check from '../../src/checks/acl-grants-known-accounts-only.ts';
import { allUsers, logDelivery } from '../../src/policy/groups.ts';
import { cloudFrontLogs } from '../../src/policy/aws-accounts.ts';
import { acl, blockAll, grant, here } from '../samples.ts';
import { testCheck } from '../test-check.ts';

const live = { ownership: null, accountPublicAccessBlock: null, publicAccessBlock: null };
const to = (grantee: string) => ({ type: 'CanonicalUser', grantee, permission: 'READ' }) as const;

testCheck(check, {
  pass: [
    { name: 'the owner alone', facts: { ...live, acl: acl() } },
    { name: 'logs of CloudFront', facts: { ...live, acl: acl(to(cloudFrontLogs)) } },
    {
      name: 'an account that is trusted',
      facts: { ...live, acl: acl(to('partner')) },
      settings: { trustedAccounts: [{ id: 'partner', label: '' }] },
    },
    {
      name: 'a public grant that is ignored',
      facts: { ...live, publicAccessBlock: blockAll, acl: acl(grant(allUsers, 'READ')) },
    },
    {
      name: 'log delivery on a log target',
      facts: { ...live, acl: acl(grant(logDelivery, 'WRITE')) },
      others: [
        {
          name: 'acme-site',
          facts: { logging: { targetBucket: here.bucket, targetPrefix: '' } },
        },
      ],
    },
  ],
  fail: [
    {
      name: 'a foreign canonical id',
      facts: { ...live, acl: acl(to('partner')) },
      because: 'The ACL grants READ (list the objects) to partner.',
    },
    { name: 'T26: everyone', facts: { ...live, acl: acl(grant(allUsers, 'READ')) } },
    {
      name: 'log delivery where nothing logs',
      facts: { ...live, acl: acl(grant(logDelivery, 'WRITE')), logging: null },
    },
  ],
  notApplicable: [
    {
      name: 'T26: ACLs disabled',
      facts: { ownership: { objectOwnership: 'BucketOwnerEnforced' } },
    },
  ],
  notAssessed: [
    {
      name: 'the ACL is refused',
      facts: { ...live },
      because: /^The bucket ACL could not be read/,
    },
    {
      name: 'everyone, and the account block is refused',
      facts: { ownership: null, publicAccessBlock: null, acl: acl(grant(allUsers, 'READ')) },
    },
  ],
});
