import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatTime, parseTime } from './timecode.ts';

const instant = fc.integer({ min: 0, max: 359_999_999 });

test('a time that was written is read back to the millisecond', () => {
  fc.assert(fc.property(instant, (ms) => parseTime(formatTime(ms)) === ms));
});

test('fewer decimals never name a later instant', () => {
  fc.assert(
    fc.property(instant, (ms) => {
      const read = parseTime(formatTime(ms, 1));
      expect(read).not.toBeNull();
      expect(ms - (read ?? Number.NaN)).toBeGreaterThanOrEqual(0);
      expect(ms - (read ?? Number.NaN)).toBeLessThan(100);
    }),
  );
});

test.each([
  ['1:02:03.456', 3_723_456],
  ['62:03', 3_723_000],
  ['3.5', 3500],
  ['3,5', 3500],
  ['90', 90_000],
  [' 0:00:00.0004 ', 0],
  ['0:59.9996', 60_000],
])('%s is %i ms', (text, ms) => {
  expect(parseTime(text)).toBe(ms);
});

test.each(['', 'now', '1:60', '1:60:00', '-3', '1:2:3:4', '1e3'])('“%s” is no time', (text) => {
  expect(parseTime(text)).toBeNull();
});
