const dayMs = 86_400_000;

/** The day, as an ISO date, that it was here at this instant of the wall clock: in the time zone of this machine. */
export function localDate(wallMs: number): string {
  const date = new Date(wallMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Whole days from one ISO date to another; negative when it is before. */
export function daysBetween(fromDate: string, toDate: string): number {
  return Math.round((Date.parse(toDate) - Date.parse(fromDate)) / dayMs);
}
