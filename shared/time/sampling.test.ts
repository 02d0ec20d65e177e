import fc from 'fast-check';
import { expect, test } from 'vitest';
import { intervalStops, randomClips, seededRandom } from './sampling.ts';

test('the same seed draws the same clips; they lie inside, in order, without overlap, and as many as fit', () => {
  const clip = fc.integer({ min: 5000, max: 300_000 });
  const seed = fc.integer({ min: 0, max: 0xffff_ffff });
  const duration = fc.integer({ min: 1000, max: 10_800_000 });
  fc.assert(
    fc.property(
      clip,
      fc.integer({ min: 1, max: 50 }),
      seed,
      duration,
      (clipMs, count, seedValue, durationMs) => {
        const clips = randomClips(clipMs, count, seedValue, durationMs);
        expect(clips).toEqual(randomClips(clipMs, count, seedValue, durationMs));
        expect(clips).toHaveLength(Math.min(count, Math.floor(durationMs / clipMs)));
        for (const [index, { startMs, endMs }] of clips.entries()) {
          expect(startMs).toBeGreaterThanOrEqual(clips[index - 1]?.endMs ?? 0);
          expect(endMs).toBeLessThanOrEqual(durationMs);
        }
      },
    ),
  );
});

test('random numbers are spread evenly over 0 to 1', () => {
  const random = seededRandom(7);
  const tenths = new Array<number>(10).fill(0);
  for (let index = 0; index < 10_000; index += 1) {
    const tenth = Math.floor(random() * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  expect(Math.min(...tenths)).toBeGreaterThan(900);
  expect(Math.max(...tenths)).toBeLessThan(1100);
});

test('a stop every five minutes of a session of 51 minutes is ten stops, and none at its very end', () => {
  expect(intervalStops(300_000, 51 * 60_000)).toHaveLength(10);
  expect(intervalStops(300_000, 600_000)).toEqual([300_000]);
  expect(intervalStops(300_000, 1000)).toEqual([]);
});
