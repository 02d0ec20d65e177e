/** Dates, sizes and lists as people write them. In one place, so that another language changes one place. */
const locale = 'en-GB';

const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const dayAndTime = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const instant = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

/** `wallMs` since 1970. */
export const formatDayAndTime = (wallMs: number): string => dayAndTime.format(wallMs);

/** To the second, in figures that stand below one another. */
export const formatInstant = (wallMs: number): string => instant.format(wallMs);

/** An ISO date (`2026-03-14`) of no time zone, as a session's `heldOn` is. */
export function formatIsoDate(isoDate: string): string {
  const [year, month, date] = isoDate.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return isoDate;
  return day.format(new Date(year, month - 1, date));
}

/** "2 minutes ago", "yesterday", and a plain date from a month on. */
export function formatAgo(wallMs: number, nowMs: number): string {
  const minutes = Math.round((wallMs - nowMs) / 60_000);
  if (minutes > -1) return relative.format(0, 'minute');
  if (minutes > -60) return relative.format(minutes, 'minute');
  if (minutes > -60 * 24) return relative.format(Math.round(minutes / 60), 'hour');
  if (minutes > -60 * 24 * 30) return relative.format(Math.round(minutes / (60 * 24)), 'day');
  return day.format(wallMs);
}

/** Decimal units, as disks and file managers count. */
export function formatBytes(byteCount: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
  let value = byteCount;
  let unit: (typeof units)[number] = 'B';
  for (const next of units.slice(1)) {
    if (value < 1000) break;
    value /= 1000;
    unit = next;
  }
  const digits = unit === 'B' || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${unit}`;
}
