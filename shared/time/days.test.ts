import { expect, test } from 'vitest';
import { daysBetween, localDate } from './days.ts';

test('the day of an instant is the day here, from midnight to midnight', () => {
  const midnight = new Date(2026, 9, 25).getTime();
  expect([midnight, midnight - 1].map(localDate)).toEqual(['2026-10-25', '2026-10-24']);
});

test('days are counted by the calendar, over the change to winter time too', () => {
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
  expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
});
