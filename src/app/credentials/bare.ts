import { draft, type Draft, put, type Reading } from './types.ts';
import { goesOn, isKeyId } from './value.ts';

const time = /^\d{4}-\d\d-\d\dT[\d:.]{5,20}(?:Z|[+-]\d\d:?\d\d)?$/;
const region = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

/**
 * Values without names, told apart by how they look: an access key ID begins with ASIA or AKIA, a secret access key
 * has 40 characters, a session token is long. Each access key ID begins a new set.
 */
export function readBare(text: string): Reading {
  const drafts: Draft[] = [];
  let one = draft();
  let tail = '';
  const isFull = () => one.fields.key !== undefined;
  for (const line of text.split('\n')) {
    const words = line.split(/[\s"'`,;|&<>(){}[\]]+/).filter((word) => word !== '');
    const alone = words.length === 1;
    for (const word of words) {
      if (tail !== '' && alone && goesOn(tail, word)) {
        one.fields.token += word;
        tail = word;
        continue;
      }
      tail = '';
      if (isKeyId(word)) {
        if (isFull() && one.fields.key !== word) {
          drafts.push(one);
          one = draft();
        }
        put(one, 'key', word);
      } else if (time.test(word)) put(one, 'expiry', word);
      else if (region.test(word)) put(one, 'region', word);
      else if (/^[A-Za-z0-9+/]{40}$/.test(word) && one.fields.secret === undefined)
        put(one, 'secret', word);
      else if (/^[A-Za-z0-9+/]{41,}={0,2}$/.test(word) && one.fields.token !== word) {
        put(one, 'token', word);
        tail = word;
      }
    }
  }
  drafts.push(one);
  const shape = /^CREDENTIALS\t/m.test(text)
    ? 'the text output of `aws sts`'
    : drafts.length > 1
      ? 'several sets of bare values'
      : 'bare values';
  return { shape, drafts, without: [] };
}

/** The line that granted's `assume` hands to the shell. https://github.com/common-fate/granted/blob/HEAD/scripts/assume */
export function readGranted(text: string): Reading | null {
  const line =
    /\bGrantedAssume\s+(\S+)\s+(\S+)\s+(\S+)(?:\s+(\S+))?(?:\s+(\S+))?(?:\s+(\S+))?/.exec(text);
  if (!line) return null;
  const [key, secret, token, profile, where, expiry] = line
    .slice(1)
    .map((word) => (word === undefined || word === 'None' ? '' : word));
  const one = draft(profile);
  put(one, 'key', key ?? '');
  put(one, 'secret', secret ?? '');
  put(one, 'token', token ?? '');
  if (region.test(where ?? '')) put(one, 'region', where ?? '');
  if (/^\d/.test(expiry ?? '')) put(one, 'expiry', expiry ?? '');
  return { shape: 'a `GrantedAssume` line', drafts: [one], without: [] };
}
