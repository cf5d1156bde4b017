import { expect, test } from 'vitest';
import { readSchedule } from '../../src/access/backup-schedule.ts';

test.each([
  ['cron(0 5 ? * * *)', 'daily at 05:00 UTC', 24],
  ['cron(0 5 * * ? *)', 'daily at 05:00 UTC', 24],
  ['cron(15 * ? * * *)', 'every hour', 1],
  ['cron(0 0/12 * * ? *)', 'every 12 hours', 12],
  ['cron(0 */8 ? * * *)', 'every 8 hours', 8],
  ['cron(0 6,18 ? * * *)', 'every 12 hours', 12],
  ['cron(0 6,12 ? * * *)', '2 times a day', 18],
  ['cron(0,30 * ? * * *)', 'every 30 minutes', 0.5],
  ['cron(0 3 ? * SUN *)', 'weekly on Sunday at 03:00 UTC', 168],
  ['cron(0 3 ? * 7 *)', 'weekly on Saturday at 03:00 UTC', 168],
  ['cron(0 3 ? * MON-FRI *)', 'with up to 3 days between (cron(0 3 ? * MON-FRI *))', 72],
  ['cron(0 3 1 * ? *)', 'monthly on day 1 at 03:00 UTC', 744],
  ['cron(0 3 L * ? *)', 'monthly on the last day at 03:00 UTC', 744],
  ['cron(0 3 1 1 ? *)', 'with up to 366 days between (cron(0 3 1 1 ? *))', 8784],
  ['rate(1 day)', 'daily', 24],
  ['rate(12 hours)', 'every 12 hours', 12],
  ['rate(30 minutes)', 'every 30 minutes', 0.5],
  ['rate(7 days)', 'every 7 days', 168],
  ['cron(0 5 ? * 2#1 *)', 'by cron(0 5 ? * 2#1 *)', null],
  ['cron(0 5 15W * ? *)', 'by cron(0 5 15W * ? *)', null],
  ['cron(0 5 ? * * 2027)', 'by cron(0 5 ? * * 2027)', null],
  ['cron(0 25 ? * * *)', 'by cron(0 25 ? * * *)', null],
  ['cron(0 5 ? * XYZ *)', 'by cron(0 5 ? * XYZ *)', null],
  ['cron(0 5 31 2 ? *)', 'by cron(0 5 31 2 ? *)', null],
  ['rate(0 days)', 'by rate(0 days)', null],
  ['daily', 'by daily', null],
  ['', 'by an empty schedule', null],
])('%s', (expression, says, hours) => {
  expect(readSchedule(expression, 'Etc/UTC')).toEqual({ says, hours });
});

test('a time zone is named', () => {
  expect(readSchedule('cron(30 1 * * ? *)', 'Asia/Tokyo').says).toBe(
    'daily at 01:30 in Asia/Tokyo',
  );
});

test('a hostile expression takes no time', () => {
  const long = `cron(${'0,'.repeat(20_000)}0 * * * ? *)`;
  const before = performance.now();
  expect(readSchedule(long, 'Etc/UTC').hours).toBe(1);
  expect(performance.now() - before).toBeLessThan(1000);
});
