import fc from 'fast-check';
import { expect, test } from 'vitest';
import { correct, type Playback, targetMs } from './follower.ts';

const durationMs = 600_000;
const playing: Playback = { isPlaying: true, sessionMs: 10_000, rate: 1.5, at: 1000 };
const follower = (atMs: number, nowMs = 1000) => ({ atMs, nowMs, durationMs, leadMs: 50 });

test('where it should be: on from the last word by the rate, not past the end, and standing where it stands', () => {
  expect([
    targetMs(playing, 3000, durationMs),
    targetMs({ ...playing, isPlaying: false }, 3000, durationMs),
    targetMs({ ...playing, sessionMs: durationMs - 100 }, 3000, durationMs),
  ]).toEqual([13_000, 10_000, durationMs]);
});

test('far off it jumps, ahead by what jumping takes; what stands is put on the very frame', () => {
  expect(correct(playing, follower(9900))).toEqual({ do: 'seek', toMs: 10_075 });
  expect(correct({ ...playing, isPlaying: false }, follower(9980))).toEqual({ do: 'seek', toMs: 10_000 });
  expect(correct({ ...playing, isPlaying: false }, follower(9990))).toEqual({ do: 'nothing' });
});

test('from any small drift it glides to within a few milliseconds in two and a half seconds', () => {
  fc.assert(
    fc.property(fc.integer({ min: -79, max: 79 }), fc.constantFrom(0.5, 1, 1.5, 2), (driftMs, rate) => {
      const state = { ...playing, rate };
      let atMs = state.sessionMs + driftMs;
      for (let nowMs = 1000; nowMs < 3480; nowMs += 40) {
        const correction = correct(state, follower(atMs, nowMs));
        if (correction.do !== 'rate') throw new Error(correction.do);
        atMs += 40 * correction.rate;
      }
      expect(Math.abs(atMs - targetMs(state, 3480, durationMs))).toBeLessThan(12);
    }),
  );
});
