import type { Reading } from '../model/snapshot.ts';

/** Texts to copy that find one reading in CloudTrail. All of them count, as the log of calls does. */
export interface TrailQueries {
  /** A shell command: events of the last 90 days, in each Region of the reading. */
  lookup: string;
  /** SQL for the table that AWS's guide has one make over a trail's files. */
  athena: string;
  /** SQL for CloudTrail Lake; the id of the event data store is left to fill in. */
  lake: string;
}

/** Clocks differ, and connecting comes before the scan. Milliseconds. */
const marginMs = 5 * 60_000;

/**
 * What finds a reading: who called, and when. Null where the identity is unknown or is no ARN as AWS makes them; what
 * it holds is quoted for each language, because a file may name any identity.
 */
export function trailQueries({
  identity,
  startedAt,
  endedAt,
  calls,
}: Pick<Reading, 'identity' | 'startedAt' | 'endedAt' | 'calls'>): TrailQueries | null {
  const user = identity === null ? null : userOf(identity);
  const from = secondsOf(startedAt, -marginMs);
  const to = secondsOf(endedAt, marginMs);
  if (identity === null || user === null || from === null || to === null) return null;
  const regions = [...new Set(calls.map(({ region }) => region))].filter((region) =>
    /^[a-z0-9-]{1,40}$/.test(region),
  );
  return {
    lookup: lookupOf(user, from, to, regions.sort()),
    athena: sqlOf({
      columns: 'eventsource, eventname, awsregion, errorcode, sourceipaddress, useragent',
      time: 'eventtime',
      table: 'cloudtrail_logs',
      who: `useridentity.arn = ${sqlText(identity)}`,
      between: [from, to],
    }),
    lake: sqlOf({
      columns: 'eventSource, eventName, awsRegion, errorCode, sourceIPAddress, userAgent',
      time: 'eventTime',
      table: 'EVENT_DATA_STORE_ID',
      who: `userIdentity.arn = ${sqlText(identity)}`,
      between: [from, to].map((at) => at.replace('T', ' ').replace('Z', '')),
    }),
  };
}

/**
 * The user name that CloudTrail's event history goes by: of a role, that of its session.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
function userOf(arn: string): string | null {
  const found = /^arn:[a-z0-9-]{3,30}:(?:iam|sts)::\d{12}:([\x21-\x7e]{1,1500})$/.exec(arn);
  if (!found?.[1]) return null;
  return found[1].split('/').at(-1) || null;
}

/** An ISO time moved and without parts of a second; null for what is none. */
function secondsOf(iso: string, moved: number): string | null {
  const time = Date.parse(iso) + moved;
  return Number.isNaN(time) ? null : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const shellText = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

interface Sql {
  columns: string;
  time: string;
  table: string;
  who: string;
  between: readonly string[];
}
const sqlOf = ({ columns, time, table, who, between }: Sql): string =>
  [
    `SELECT ${columns},`,
    `       count(*) AS calls, min(${time}) AS firstcall, max(${time}) AS lastcall`,
    `FROM ${table}`,
    `WHERE ${who}`,
    `  AND ${time} BETWEEN ${between.map(sqlText).join(' AND ')}`,
    'GROUP BY 1, 2, 3, 4, 5, 6',
    'ORDER BY 1, 2, 3',
  ].join('\n');

const lookupOf = (user: string, from: string, to: string, regions: readonly string[]): string =>
  [
    `for region in ${regions.length > 0 ? regions.join(' ') : 'us-east-1'}; do`,
    '  echo "$region"',
    '  aws cloudtrail lookup-events --region "$region" \\',
    `    --lookup-attributes ${shellText(JSON.stringify([{ AttributeKey: 'Username', AttributeValue: user }]))} \\`,
    `    --start-time ${from} --end-time ${to} \\`,
    "    --query 'Events[].[EventSource,EventName]' --output text | sort | uniq -c",
    'done',
  ].join('\n');
