import fc from 'fast-check';
import { expect, test } from 'vitest';
import { takeApart } from '../../src/report/pdf/because.ts';

test.each([
  [
    'The bucket is public. S3 says so. Nothing blocks it.',
    ['S3 says so.', 'Nothing blocks it.'],
    { lead: 'The bucket is public.', steps: ['S3 says so.', 'Nothing blocks it.'], more: [] },
  ],
  [
    'S3 says so. Nothing blocks it.',
    ['S3 says so.', 'Nothing blocks it.', 'A block of the account is off.'],
    {
      lead: '',
      steps: ['S3 says so.', 'Nothing blocks it.'],
      more: ['A block of the account is off.'],
    },
  ],
  [
    'The bucket is public. S3 says so.',
    ['S3 says so.'],
    { lead: 'The bucket is public. S3 says so.', steps: [], more: [] },
  ],
  [
    'Its policy is public and nothing blocks it.',
    ['nothing blocks it.', 'Its policy is public and nothing blocks it.'],
    { lead: 'Its policy is public and nothing blocks it.', steps: [], more: [] },
  ],
  ['Off.', ['Never set.'], { lead: 'Off.', steps: [], more: ['Never set.'] }],
])('%s', (because, proof, expected) => expect(takeApart(because, proof)).toEqual(expected));

test('no word of a reason is lost', () => {
  const sentence = fc.stringMatching(/^[A-Z$&][a-z ]{1,12}\.$/);
  const words = (text: string) => text.split(/\s+/).filter(Boolean).sort();
  fc.assert(
    fc.property(fc.array(sentence), fc.array(sentence, { maxLength: 4 }), (said, proof) => {
      const because = [...said, ...proof].join(' ');
      const { lead, steps } = takeApart(because, proof);
      const back = [lead, ...steps].join(' ');
      expect(words(back).join('')).toHaveLength(words(because).join('').length);
    }),
  );
});
