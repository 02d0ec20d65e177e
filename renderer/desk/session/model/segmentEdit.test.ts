import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moved, playedSpan, stretched, withIn, withOut } from './segmentEdit.ts';

const durationMs = 600_000;
const span = fc
  .tuple(fc.nat(durationMs), fc.nat(durationMs))
  .map(([a, b]) => ({ startMs: Math.min(a, b), endMs: Math.max(a, b) }));
const instant = fc.nat(durationMs);
const step = fc.integer({ min: -durationMs, max: durationMs });

test('whatever is done to it, a segment stays forward and inside the recording', () => {
  fc.assert(
    fc.property(span, instant, step, (given, atMs, byMs) => {
      const edits = [
        withIn(given, atMs),
        withOut(given, atMs),
        moved(given, byMs, durationMs),
        stretched(given, byMs, durationMs),
        playedSpan(given, durationMs),
      ];
      for (const { startMs, endMs } of edits) {
        expect(startMs).toBeGreaterThanOrEqual(0);
        expect(endMs).toBeGreaterThanOrEqual(startMs);
        expect(endMs).toBeLessThanOrEqual(durationMs);
      }
    }),
  );
});

test('in and out land on the playhead; moving keeps the length', () => {
  fc.assert(
    fc.property(span, instant, step, (given, atMs, byMs) => {
      expect(withIn(given, atMs).startMs).toBe(atMs);
      expect(withOut(given, atMs).endMs).toBe(atMs);
      const after = moved(given, byMs, durationMs);
      expect(after.endMs - after.startMs).toBe(given.endMs - given.startMs);
    }),
  );
});

test('an in past the end makes a point there, as does an out before the start', () => {
  const given = { startMs: 1000, endMs: 2000 };
  expect(withIn(given, 3000)).toEqual({ startMs: 3000, endMs: 3000 });
  expect(withOut(given, 500)).toEqual({ startMs: 500, endMs: 500 });
});
