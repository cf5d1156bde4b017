import { expect, test } from 'vitest';
import { everyRead } from '../../src/access/every-read.ts';
import { unasked } from '../../src/model/evidence.ts';
import { type FactName, type Facts, factsOf } from '../../src/model/facts.ts';
import { here, samples } from '../samples.ts';
import { view } from './views.ts';

/** A bucket of which all was read but for these: left out by choice, or refused. */
function bucket(unchosen: readonly FactName[], denied: readonly FactName[] = []) {
  const facts = Object.fromEntries(
    factsOf('bucket')
      .filter((fact) => !denied.includes(fact))
      .map((fact) => [fact, samples[fact](here.bucket)[0]]),
  ) as Partial<Facts>;
  const whole = view({ facts });
  return everyRead({
    ...whole,
    see: (fact) =>
      unchosen.includes(fact) ? unasked([`s3:Get-${fact}`], 'NotChosen') : whole.see(fact),
  });
}

test('what was not chosen is nobody’s refusal', () => {
  const answer = bucket(['tags', 'cors']);
  expect(answer).toMatchObject({
    known: false,
    because:
      'Only the settings that the chosen checks need were to be read, and all of those were.',
  });
});

test('beside a refusal, what was not chosen is not blamed', () => {
  const answer = bucket(['tags', 'cors'], ['acl']);
  expect(answer).toMatchObject({ known: false, missing: [{ fact: 'acl', gap: 'denied' }] });
  expect(answer.known ? '' : answer.because).toMatch(/^One of the 18 settings/);
});

test('with nothing left out it is known', () => {
  expect(bucket([])).toMatchObject({ known: true });
});
