/** Two digits. */
function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}

/**
 * Integer milliseconds as `h:mm:ss.mmm`, or with fewer decimals, cut and not rounded: 59 999 ms shown as 1:00.0 would
 * name an instant that is not there yet.
 */
export function formatTime(ms: number, decimals: 0 | 1 | 3 = 3): string {
  const sign = ms < 0 ? '-' : '';
  const whole = Math.abs(Math.trunc(ms));
  const hours = Math.floor(whole / 3_600_000);
  const minutes = Math.floor(whole / 60_000) % 60;
  const seconds = Math.floor(whole / 1000) % 60;
  const fraction = decimals === 0 ? '' : `.${pad(whole % 1000, 3).slice(0, decimals)}`;
  return `${sign}${hours}:${pad(minutes)}:${pad(seconds)}${fraction}`;
}

/**
 * Reads what people type for a time: `1:02:03.456`, `62:03`, `3.5`, `3,5`; the leftmost part may be over 59. Answers
 * integer milliseconds (nearest), or null when it is no time.
 */
export function parseTime(text: string): number | null {
  const parts = /^\s*(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,6})(?:[.,](\d{1,9}))?\s*$/.exec(text);
  if (parts === null) return null;
  const [, hours, minutes, seconds, fraction] = parts;
  if (hours !== undefined && Number(minutes) > 59) return null;
  if (minutes !== undefined && Number(seconds) > 59) return null;
  const wholeMs = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds)) * 1000;
  return wholeMs + Math.round(Number(`0.${fraction ?? 0}`) * 1000);
}
