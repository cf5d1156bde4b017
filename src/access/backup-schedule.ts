/** A schedule in words, and its longest gap. */
export interface Schedule {
  says: string;
  /** Hours between two backups at most; null where the expression is not understood. */
  hours: number | null;
}

const seen = new Map<string, Schedule>();

/**
 * Reads a schedule of AWS Backup: `cron(minutes hours day month weekday year)` or `rate(n unit)`. An expression that is
 * not understood is said as it is. Hours that clocks are moved by do not count.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html
 */
export function readSchedule(expression: string, timezone: string): Schedule {
  const key = `${expression} ${timezone}`;
  const before = seen.get(key);
  if (before) return before;
  const text = expression.trim();
  const cron = /^cron\(\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*\)$/i.exec(text);
  const found =
    (cron ? ofCron(cron.slice(1) as Fields, placeOf(timezone)) : ofRate(text)) ??
    ({ says: `by ${text === '' ? 'an empty schedule' : text}`, hours: null } as const);
  // Expressions come from plans; whoever writes thousands of them shall not fill the memory.
  if (seen.size > 1000) seen.clear();
  seen.set(key, found);
  return found;
}

type Fields = [
  minutes: string,
  hours: string,
  day: string,
  month: string,
  weekday: string,
  year: string,
];

const placeOf = (timezone: string) => (/^(Etc\/)?UTC$/.test(timezone) ? 'UTC' : `in ${timezone}`);

function ofRate(text: string): Schedule | null {
  const rate = /^rate\(\s*(\d{1,6})\s+(minute|hour|day)s?\s*\)$/i.exec(text);
  if (!rate || Number(rate[1]) === 0) return null;
  const hours =
    Number(rate[1]) * { minute: 1 / 60, hour: 1, day: 24 }[rate[2]?.toLowerCase() as 'hour'];
  return { says: everyHours(hours), hours };
}

function everyHours(hours: number): string {
  if (hours === 24) return 'daily';
  if (hours === 1) return 'every hour';
  if (hours < 1) return `every ${Math.round(hours * 60)} minutes`;
  if (hours % 24 === 0) return `every ${hours / 24} days`;
  return Number.isInteger(hours)
    ? `every ${hours} hours`
    : `every ${Math.round(hours * 60)} minutes`;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const anyOf = (field: string) => field === '*' || field === '?';

function ofCron(fields: Fields, zone: string): Schedule | null {
  const [minute, hour, day, month, weekday, year] = fields.map((field) =>
    field.toUpperCase(),
  ) as Fields;
  const minutes = valuesOf(minute, 0, 59);
  const hours = valuesOf(hour, 0, 23);
  const inMonth = day === 'L' ? [] : valuesOf(day, 1, 31);
  const inYear = valuesOf(month, 1, 12, months);
  const inWeek = valuesOf(weekday, 1, 7, weekdays);
  if (!minutes || !hours || !inMonth || !inYear || !inWeek || !anyOf(year)) return null;
  const times = hours.flatMap((at) => minutes.map((past) => at * 60 + past));
  const first = times[0] as number;
  const last = times.at(-1) as number;
  const within = Math.max(0, ...times.slice(1).map((time, at) => time - (times[at] as number)));
  const gap = longestDays((date) => {
    const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0));
    return (
      inYear.includes(date.getUTCMonth() + 1) &&
      (anyOf(weekday) || inWeek.includes(date.getUTCDay() + 1)) &&
      (anyOf(day) ||
        (day === 'L'
          ? date.getUTCDate() === lastOfMonth.getUTCDate()
          : inMonth.includes(date.getUTCDate())))
    );
  });
  if (gap === null) return null;
  const longest = Math.max(within, gap * 1440 + first - last) / 60;
  const clock = `at ${two(Math.floor(first / 60))}:${two(first % 60)} ${zone}`;
  const isOnce = times.length === 1;
  const isEven = within * 60 * times.length === 1440 * 60 && longest * 60 === within;
  const says =
    gap === 1
      ? isOnce
        ? `daily ${clock}`
        : isEven
          ? everyHours(longest)
          : `${times.length} times a day`
      : anyOf(day) && anyOf(month) && inWeek.length === 1
        ? `weekly on ${weekdayNames[(inWeek[0] as number) - 1] ?? ''} ${clock}`
        : anyOf(weekday) && anyOf(month) && (day === 'L' || inMonth.length === 1)
          ? `monthly on ${day === 'L' ? 'the last day' : `day ${inMonth[0]}`} ${clock}`
          : `with up to ${Math.ceil(gap)} days between (cron(${fields.join(' ')}))`;
  return { says, hours: longest };
}

const two = (value: number) => String(value).padStart(2, '0');

/** Days from one day that fits to the next, at most; null where hardly any does. Eight years hold every pattern but 29 February’s. */
function longestDays(fits: (date: Date) => boolean): number | null {
  let before: number | null = null;
  let longest: number | null = null;
  for (let day = 0; day < 2922; day++) {
    if (!fits(new Date(Date.UTC(2024, 0, 1 + day)))) continue;
    if (before !== null) longest = Math.max(longest ?? 0, day - before);
    before = day;
  }
  return longest;
}

/** The values that a field takes, in order; null where it is not understood. */
function valuesOf(
  field: string,
  from: number,
  to: number,
  names: readonly string[] = [],
): number[] | null {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(\*|\?|[A-Z]{3}|\d{1,2})(?:-([A-Z]{3}|\d{1,2}))?(?:\/(\d{1,2}))?$/.exec(part);
    if (!match) return null;
    const [, begin = '', end, step] = match;
    const number = (text: string) => (/^\d/.test(text) ? Number(text) : names.indexOf(text) + from);
    const isAny = anyOf(begin);
    if (isAny && end !== undefined) return null;
    const low = isAny ? from : number(begin);
    const high = isAny || (end === undefined && step !== undefined) ? to : number(end ?? begin);
    const by = step === undefined ? 1 : Number(step);
    if (low < from || high > to || by === 0 || low > high) return null;
    if (!isAny && !/^\d/.test(begin) && !names.includes(begin)) return null;
    if (end !== undefined && !/^\d/.test(end) && !names.includes(end)) return null;
    for (let value = low; value <= high; value += by) found.add(value);
  }
  return [...found].sort((a, b) => a - b);
}
