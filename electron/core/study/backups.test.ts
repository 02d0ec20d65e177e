import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backupsToKeep } from './backups.ts';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 22, 12);

test('of two months of hourly backups there stay 10 recent, 7 days and 4 weeks', () => {
  const times = Array.from({ length: 24 * 60 }, (_, index) => now - index * hour);
  const kept = [...backupsToKeep(times)].sort((a, b) => b - a);
  expect(kept.slice(0, 10)).toEqual(times.slice(0, 10));
  const ageInDays = kept.map((time) => Math.floor(now / (24 * hour)) - Math.floor(time / (24 * hour)));
  expect(ageInDays.slice(10)).toEqual(expect.arrayContaining([1, 2, 3, 4, 5, 6]));
  expect(Math.max(...ageInDays)).toBeGreaterThanOrEqual(15);
  expect(kept.length).toBeLessThanOrEqual(21);
});

test('the newest is always kept, nothing is invented, and keeping is settled: what was kept once is kept again', () => {
  const times = fc.array(fc.integer({ min: 0, max: now }), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(times, (all) => {
      const kept = backupsToKeep(all);
      const again = backupsToKeep([...kept]);
      return (
        kept.has(Math.max(...all)) &&
        [...kept].every((time) => all.includes(time)) &&
        again.size === kept.size
      );
    }),
  );
});
