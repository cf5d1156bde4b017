import { expect, test } from 'vitest';
import { prose } from '../../src/report/pdf/prose.ts';

test('names in backticks are set as names; other backticks stay', () => {
  expect(prose('Statement `Open` allows it.')).toEqual([
    { text: 'Statement ' },
    { text: 'Open', style: 'mono' },
    { text: ' allows it.' },
  ]);
  expect(prose('a ` b ` c', '#fff')).toEqual([{ text: 'a ` b ` c', colour: '#fff' }]);
  expect(prose('')).toEqual([]);
});
