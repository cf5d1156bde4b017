import type { Draft, Field } from './types.ts';

const title: Readonly<Partial<Record<Field, string>>> = {
  key: 'access key IDs',
  secret: 'secret access keys',
  token: 'session tokens',
};

/** How to get temporary credentials, to end a sentence with. */
const cure =
  'Get temporary ones: from the AWS access portal, or with `aws sts get-session-token` or `aws configure export-credentials`.';

/** What is wrong with a set of values, in one sentence; empty where nothing is. `store`: they are for an S3-compatible store. */
export function problemOf({ fields, conflict }: Draft, store: boolean): string {
  const { key = '', secret = '', token = '' } = fields;
  if (conflict !== null)
    return `The text holds two different ${title[conflict]} for one set of credentials. Copy the block again, whole and once.`;
  if ([key, secret, token].some((value) => value.includes('***')))
    return 'Parts of these credentials are hidden behind asterisks. Copy them with the copy button of where they are shown.';
  if (key === '' && secret === '' && token !== '')
    return 'There is a session token, but neither an access key ID nor a secret access key. Copy the whole block.';
  if (key === '')
    return 'There is a secret access key, but no access key ID. Copy the whole block.';
  if (/^A[RIGNB][A-Z]A[A-Z0-9]{12,}$/.test(key) && !/^A[SK]IA/.test(key))
    return 'What stands where the access key ID belongs is the ID of a role, a user or a group. An access key ID begins with ASIA or AKIA.';
  if (secret === '')
    return token === ''
      ? 'There is an access key ID, but no secret access key. Copy the whole block: key, secret and session token.'
      : 'There is an access key ID and a session token, but no secret access key. Copy the whole block.';
  if (token === '' && key.startsWith('ASIA'))
    return 'The session token is missing: keys that begin with ASIA work only with theirs. Copy the whole block; the token is its longest value.';
  if (token === '' && !store)
    return key.startsWith('AKIA')
      ? `This is a long-term key: it has no session token and never expires, so it does not belong in a web page. ${cure} For an S3-compatible store, enter its endpoint first.`
      : `There is no session token, so these are not temporary credentials of AWS. ${cure} For an S3-compatible store, enter its endpoint first.`;
  return '';
}
