import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFollower, type Playback, targetMs } from './follower.ts';

const durationMs = 600_000;
const playing: Playback = { isPlaying: true, sessionMs: 10_000, rate: 1.5, at: 1000 };

test('where it should be: on from the last word by the rate, not past the end, and standing where it stands', () => {
  expect([
    targetMs(playing, 3000, durationMs),
    targetMs({ ...playing, isPlaying: false }, 3000, durationMs),
    targetMs({ ...playing, sessionMs: durationMs - 100 }, 3000, durationMs),
    // About to begin, and long without a word.
    targetMs(playing, 900, durationMs),
    targetMs(playing, 61_000, durationMs),
  ]).toEqual([13_000, 10_000, durationMs, 10_000, 13_750]);
});

test('what stands is put on the very frame and stays; what nobody has told of for long stands', () => {
  const follower = createFollower();
  const standing = { ...playing, isPlaying: false };
  const seen = { nowMs: 1000, durationMs, isPaused: true, isSeeking: false };
  expect(follower.look(standing, { ...seen, atMs: 9980 })).toEqual({ do: 'seek', toMs: 10_000 });
  expect(follower.look(standing, { ...seen, atMs: 9990 })).toEqual({ do: 'nothing' });
  expect(follower.look(standing, { ...seen, atMs: 9990, isPaused: false })).toEqual({ do: 'pause' });
  const long = { ...seen, nowMs: 61_000, atMs: 12_000, isPaused: false };
  expect(follower.look(playing, long)).toEqual({ do: 'pause' });
});

/** An element as Chromium's behave: another speed shows after a while, and a jump takes its time. */
function createElement({ deadMs, seekMs, atMs }: { deadMs: number; seekMs: number; atMs: number }) {
  const state = { atMs, isPaused: false, isSeeking: false };
  let rates: { fromMs: number; rate: number }[] = [{ fromMs: 0, rate: 1 }];
  let landsAt = 0;
  return {
    state,
    setRate: (rate: number, nowMs: number) => rates.push({ fromMs: nowMs + deadMs, rate }),
    seek(toMs: number, nowMs: number) {
      state.atMs = toMs;
      state.isSeeking = true;
      landsAt = nowMs + seekMs;
      rates = [{ fromMs: 0, rate: rates.at(-1)?.rate ?? 1 }];
    },
    pass(ms: number, nowMs: number) {
      if (state.isSeeking && nowMs >= landsAt) state.isSeeking = false;
      if (state.isPaused || state.isSeeking) return;
      state.atMs += ms * (rates.findLast(({ fromMs }) => fromMs <= nowMs)?.rate ?? 1);
    },
  };
}

test('from wherever it is, it is within 20 ms in a second and a half, and stays there without swinging', () => {
  fc.assert(
    fc.property(
      fc.record({
        offMs: fc.integer({ min: -3000, max: 3000 }),
        deadMs: fc.integer({ min: 40, max: 120 }),
        seekMs: fc.integer({ min: 20, max: 120 }),
        rate: fc.constantFrom(0.5, 1, 1.25, 2),
        noise: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 50, maxLength: 50 }),
      }),
      ({ offMs, deadMs, seekMs, rate, noise }) => {
        const follower = createFollower();
        const playback = (nowMs: number): Playback => {
          const at = Math.floor(nowMs / 1000) * 1000;
          return { isPlaying: true, rate, sessionMs: 100_000 + at * rate, at };
        };
        const element = createElement({ deadMs, seekMs, atMs: 100_000 + offMs });
        element.setRate(rate, -1000);
        let worstMs = 0;
        for (let nowMs = 0; nowMs < 6000; nowMs += 20) {
          element.pass(20, nowMs);
          const heard = playback(nowMs);
          const off = element.state.atMs - targetMs(heard, nowMs, durationMs);
          if (nowMs > 1500) worstMs = Math.max(worstMs, Math.abs(off));
          if (nowMs % 40 !== 0) continue;
          const seen = { nowMs, durationMs, ...element.state };
          const atMs = seen.atMs + (noise[(nowMs / 40) % noise.length] ?? 0);
          const correction = follower.look(heard, { ...seen, atMs });
          if (correction.do === 'seek') element.seek(correction.toMs, nowMs);
          else if (correction.do === 'rate') element.setRate(correction.rate, nowMs);
        }
        expect(worstMs).toBeLessThan(20);
      },
    ),
  );
});
