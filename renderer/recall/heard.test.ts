import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Playback, targetMs } from './follower.ts';
import { createHeard } from './heard.ts';

const durationMs = 10_000_000;
const readEveryMs = 40;
/** Half a look before the sleep and half a look after it, and what a word is under way. */
const smallMs = 100;

type Night = {
  /** When it falls asleep, ms of being awake. */
  readonly fallsAtMs: number;
  readonly sleepMs: number;
  /** Whether the monotonic clock runs on meanwhile, as on Windows, or stands, as on Linux and macOS. */
  readonly runsOn: boolean;
  /** From when a word is told every second, and how long each is on its way, ms of being awake. */
  readonly wordFromMs: number;
  readonly onItsWayMs: number;
  readonly rate: number;
};

/** Ten seconds of being awake, with a sleep among them. Answers how far ahead of the player it stood at each look. */
function live({ fallsAtMs, sleepMs, runsOn, wordFromMs, onItsWayMs, rate }: Night): number[] {
  let awakeMs = 0;
  const hasSlept = (atMs: number): boolean => atMs >= fallsAtMs;
  const wallAt = (atMs: number): number => 1_700_000_000_000 + atMs + (hasSlept(atMs) ? sleepMs : 0);
  const monotonicAt = (atMs: number): number => atMs + (runsOn && hasSlept(atMs) ? sleepMs : 0);
  const playedAt = (atMs: number): number => 5000 + atMs * rate;
  const heard = createHeard<Playback>({
    wallMs: () => wallAt(awakeMs),
    monotonicMs: () => monotonicAt(awakeMs),
  });
  const aheadMs: number[] = [];
  const told: number[] = [];
  for (let atMs = wordFromMs; atMs < 10_000; atMs += 1000) told.push(atMs);
  for (awakeMs = 0; awakeMs < 10_000; awakeMs += 1) {
    if (told[0] !== undefined && told[0] + onItsWayMs <= awakeMs) {
      const toldMs = told.shift() ?? 0;
      heard.take({ isPlaying: true, rate, sessionMs: playedAt(toldMs), at: wallAt(toldMs) });
    }
    if (awakeMs % readEveryMs !== 0) continue;
    const word = heard.read();
    if (word !== null)
      aheadMs.push((targetMs(word, monotonicAt(awakeMs), durationMs) - playedAt(awakeMs)) / rate);
  }
  return aheadMs;
}

const night = fc.record({
  fallsAtMs: fc.integer({ min: 1500, max: 8000 }),
  sleepMs: fc.oneof(fc.integer({ min: 2000, max: 10_000 }), fc.integer({ min: 10_000, max: 8 * 3_600_000 })),
  runsOn: fc.boolean(),
  wordFromMs: fc.integer({ min: 0, max: 999 }),
  onItsWayMs: fc.integer({ min: 0, max: 60 }),
  rate: fc.constantFrom(0.5, 1, 1.25, 2),
});

test('however long the machine sleeps, and whichever clocks stand meanwhile, it is never away from the player', () => {
  fc.assert(
    fc.property(night, (each) => {
      const aheadMs = live(each);
      expect(aheadMs.length).toBeGreaterThan(200);
      expect(Math.max(...aheadMs.map(Math.abs))).toBeLessThanOrEqual(smallMs);
    }),
    {
      numRuns: 300,
      // A word on its way as it falls asleep: told half a second before, and heard after it.
      examples: [true, false].map((runsOn) => [
        { fallsAtMs: 3020, sleepMs: 60_000, runsOn, wordFromMs: 0, onItsWayMs: 50, rate: 1 },
      ]),
    },
  );
});

test('a wall clock that is set, forward or back, moves nothing', () => {
  fc.assert(
    fc.property(night, fc.integer({ min: -3_600_000, max: 3_600_000 }), (each, setMs) => {
      const aheadMs = live({ ...each, runsOn: false, sleepMs: setMs });
      expect(Math.max(...aheadMs.map(Math.abs))).toBeLessThanOrEqual(
        Math.max(smallMs, Math.min(250, Math.abs(setMs))),
      );
    }),
  );
});

test('a word that is old when one comes to it is old, and what this window did itself is known at once', () => {
  let nowMs = 0;
  const heard = createHeard<Playback>({ wallMs: () => 100_000 + nowMs, monotonicMs: () => nowMs });
  expect(heard.read()).toBeNull();
  heard.take({ isPlaying: true, rate: 1, sessionMs: 7000, at: 40_000 });
  expect(heard.read()).toEqual({ isPlaying: true, rate: 1, sessionMs: 7000, at: -5000 });
  nowMs = 1000;
  heard.change({ isPlaying: false, at: nowMs });
  expect(heard.read()).toEqual({ isPlaying: false, rate: 1, sessionMs: 7000, at: 1000 });
  heard.take(null);
  expect(heard.read()).toBeNull();
});
