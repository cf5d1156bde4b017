import check from '../../src/checks/static-website-disabled.ts';
import { testCheck } from '../test-check.ts';

const website = { indexDocument: 'index.html', errorDocument: null, redirectHost: null };

testCheck(check, {
  pass: [{ name: 'off', facts: { website: null } }],
  fail: [
    {
      name: 'on, with the tag that approves of it',
      facts: { website, tags: [{ key: 'PublicAccessApproved', value: 'yes' }] },
      because:
        'Static website hosting is on, and its endpoint speaks plain HTTP only. The bucket carries the tag PublicAccessApproved=yes, which approves of its being public.',
    },
    {
      name: 'on, with a tag of that name that says no',
      facts: { website, tags: [{ key: 'PublicAccessApproved', value: 'No ' }] },
      because: /speaks plain HTTP only\.$/,
    },
    {
      name: 'T32: on',
      facts: { website },
      because: 'Static website hosting is on, and its endpoint speaks plain HTTP only.',
    },
    {
      name: 'T31: it only redirects',
      facts: { website: { ...website, indexDocument: null, redirectHost: 'www.acme.example' } },
      because: /redirects every request to www\.acme\.example/,
    },
  ],
  notAssessed: [
    {
      name: 'refused',
      facts: { tags: null },
      because: /^The static website hosting could not be read/,
    },
  ],
});
