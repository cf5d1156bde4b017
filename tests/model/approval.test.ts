import { expect, test } from 'vitest';
import { approvalIn } from '../../src/model/approval.ts';
import { defaultSettings } from '../../src/model/settings.ts';

const valued = (value: string, wanted = '') =>
  approvalIn({ ...defaultSettings, publicApprovalValue: wanted }, [
    { key: 'PublicAccessApproved', value },
  ]) !== null;

test.each(['', ' ', 'no', 'No ', ' FALSE', '\tfalse\n'])('%j approves of nothing', (value) => {
  expect(valued(value)).toBe(false);
});

test.each(['true', 'yes', 'north', 'ticket 12'])('%j approves', (value) => {
  expect(valued(value)).toBe(true);
});

test('where a value is asked for, that value alone approves', () => {
  expect([valued('until-2027', 'until-2027'), valued('true', 'until-2027')]).toEqual([true, false]);
  expect(approvalIn(defaultSettings, null)).toBe(null);
});
