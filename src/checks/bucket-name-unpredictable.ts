import { check, fail, notApplicable, pass } from '../model/check.ts';

/**
 * Whether a name has a part that looks as if it was drawn by chance. A guess about a guess, which would fail nearly
 * every account: so it is advice, and off unless the settings ask for it. The name alone decides; no fact is needed.
 */
export default check({
  id: 'bucket-name-unpredictable',
  title: 'The bucket name cannot be guessed',
  topic: 'Public access and sharing',
  severity: 'info',
  per: 'bucket',
  ofDirectoryBuckets: true,
  frameworks: { iso_27001_2022: ['A.5.15', 'A.8.3', 'A.8.12'] },
  needs: [],
  settings: ['judgeBucketNames'],

  why: 'Names are public knowledge once they are guessed: strangers try common ones, and requests that are refused can still cost.',
  fix: {
    text: 'A name cannot be changed. Give new buckets a random part, such as a GUID, and rely on permissions, never on the name.',
    cli: 'aws s3api create-bucket --bucket PREFIX-$(uuidgen)',
    console: 'S3 > Create bucket',
    terraform: 'aws_s3_bucket.bucket_prefix',
  },
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
  evaluate(_facts, { resource, account, settings }) {
    if (!settings.judgeBucketNames)
      return notApplicable('Advice on bucket names is switched off in the settings of the audit.');
    const part = resource.split(/[-._]/).find((one) => isRandom(one.toLowerCase(), account));
    return part === undefined
      ? fail('The name has no part that looks random: words, dates and numbers only.')
      : pass(`The name has a part that looks random: ${part}.`);
  },
});

/** Text of eight characters or more that is no word, no date, no version and not the account id. */
function isRandom(part: string, account: string): boolean {
  if (part.length < 8 || part === account) return false;
  if (/^\d+$/.test(part)) return part.length > 8 && part !== account && !isDate(part);
  if (/^[a-z]+$/.test(part)) return !isWordLike(part);
  if (/^[a-z]+\d{1,6}$|^\d{1,6}[a-z]+$/.test(part)) return false;
  const changes = [...part].filter(
    (one, at) => at > 0 && isDigit(one) !== isDigit(part[at - 1]),
  ).length;
  return changes >= 3;
}

const isDigit = (one: string | undefined): boolean => one !== undefined && /\d/.test(one);
/** Such as 20261125, or 20261125103000. */
const isDate = (digits: string): boolean =>
  /^(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])/.test(digits);
/** Words have vowels, and no long runs without one. */
const isWordLike = (text: string): boolean =>
  !/[bcdfghjklmnpqrstvwxz]{6,}/.test(text) &&
  (text.match(/[aeiouy]/g)?.length ?? 0) * 5 >= text.length;
