/** An expiry as tools write it, as milliseconds of the epoch: ISO 8601, or seconds or milliseconds. Null for no time. */
export function expiryOf(text: string): number | null {
  const plain = text.trim().replace(/^["']|["']$/g, '');
  if (/^\d{9,10}(\.\d+)?$/.test(plain)) return Number(plain) * 1000;
  if (/^\d{12,14}$/.test(plain)) return Number(plain);
  // `2026-01-01 00:00:00 +0000 UTC`, as Go prints it, and times without a zone, which are UTC.
  const iso = plain
    .slice(0, 60)
    .replace(/\s*(UTC|GMT|[A-Z]{3,4})?$/, '')
    .replace(/^(\d{4}-\d\d-\d\d)[ T]+/, '$1T')
    .replace(/\s+(?=[+-]\d)/, '')
    .replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
  const zoned = /(Z|[+-]\d\d:\d\d)$/.test(iso) ? iso : `${iso}Z`;
  const at = /^\d{4}-\d\d-\d\dT/.test(zoned) ? Date.parse(zoned) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** How long, roughly: `12 minutes`, `3 hours`, `2 days`. */
export function span(ms: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000));
  const say = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;
  if (minutes < 120) return say(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? say(hours, 'hour') : say(Math.round(hours / 24), 'day');
}
