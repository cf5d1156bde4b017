import check from '../../src/checks/cors-no-wildcard-origin.ts';
import { testCheck } from '../test-check.ts';

const rule = (
  allowedOrigins: string[],
  allowedMethods: string[],
  allowedHeaders: string[] = [],
) => ({
  allowedOrigins,
  allowedMethods,
  allowedHeaders,
});

testCheck(check, {
  pass: [
    { name: 'no rules', facts: { cors: null }, because: 'The bucket has no CORS rules.' },
    {
      name: 'every origin may read',
      facts: { cors: [rule(['*'], ['GET', 'HEAD'])] },
      because: 'No CORS rule admits every origin for writes.',
    },
    {
      name: 'every origin may read with every header',
      facts: { cors: [rule(['https://acme.example'], ['PUT']), rule(['*'], ['GET'], ['*'])] },
      because:
        /Rule 2 admits every origin with every header for reading, which suits public content only\.$/,
    },
    {
      name: 'origins of one domain may write',
      facts: { cors: [rule(['https://*.acme.example'], ['PUT', 'POST', 'DELETE'], ['*'])] },
    },
  ],
  fail: [
    {
      name: 'every origin may write',
      facts: { cors: [rule(['https://acme.example'], ['GET']), rule(['*'], ['GET', 'PUT'])] },
      because: 'CORS rule 2 admits * for PUT.',
    },
    {
      name: 'every HTTPS origin may delete',
      facts: { cors: [rule(['https://*'], ['DELETE'])] },
    },
    {
      name: 'an origin without TLS may post',
      facts: { cors: [rule(['http://acme.example'], ['POST'])] },
      because: 'CORS rule 1 admits http://acme.example for POST.',
    },
  ],
  notAssessed: [
    { name: 'refused', facts: { tags: null }, because: /^The CORS rules could not be read/ },
  ],
});
