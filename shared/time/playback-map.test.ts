import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  coverage,
  type LogLine,
  playbackMap,
  talkAfterStops,
  toInterview,
  toSessionMs,
} from './playback-map.ts';
import { complement, coveredAtLeast, lengthMs, type Span, union } from './spans.ts';

const durationMs = 3_000_000;

type Doing = {
  what: 'play' | 'pause' | 'stop' | 'rate' | 'seek';
  waitMs: number;
  rate: number;
  toMs: number;
};

const doing = fc.record<Doing>({
  what: fc.constantFrom('play', 'pause', 'stop', 'rate', 'seek'),
  waitMs: fc.integer({ min: 0, max: 60_000 }),
  rate: fc.constantFrom(0.25, 0.5, 1, 1.5, 2, 3),
  toMs: fc.integer({ min: 0, max: durationMs }),
});

/** A player that does what it is told, and the log it would write; with what it truly played. */
function perform(doings: readonly Doing[]) {
  const log: LogLine[] = [];
  const played: Span[] = [];
  const truth: { interviewMs: number; sessionMs: number }[] = [];
  let interviewMs = 0;
  let sessionMs = 0;
  let rate = 1;
  let isPlaying = false;
  const pass = (waitMs: number) => {
    const movedMs = isPlaying ? Math.min(waitMs * rate, durationMs - sessionMs) : 0;
    // An instant at which it jumps has two answers; those between are asked.
    if (waitMs > 0)
      truth.push({
        interviewMs: interviewMs + waitMs / 2,
        sessionMs: sessionMs + Math.min((waitMs / 2) * (isPlaying ? rate : 0), movedMs),
      });
    if (movedMs > 0) played.push({ startMs: sessionMs, endMs: sessionMs + movedMs });
    // A player that reaches the end pauses there, and says so.
    if (isPlaying && movedMs < waitMs * rate) {
      log.push({ kind: 'pause', interviewMs: interviewMs + movedMs / rate, sessionMs: durationMs });
      isPlaying = false;
    }
    interviewMs += waitMs;
    sessionMs += movedMs;
  };
  for (const { what, waitMs, rate: next, toMs } of doings) {
    pass(waitMs);
    switch (what) {
      case 'play':
        isPlaying = true;
        log.push({ kind: 'play', interviewMs, sessionMs, rate });
        break;
      case 'rate':
        rate = next;
        log.push({ kind: 'rate', interviewMs, sessionMs, rate });
        break;
      case 'seek':
        log.push({ kind: 'seek', interviewMs, sessionMs, toMs });
        sessionMs = toMs;
        break;
      case 'pause':
      case 'stop':
        isPlaying = false;
        log.push({ kind: what, interviewMs, sessionMs });
        break;
    }
  }
  pass(1000);
  return { log, played, truth, untilMs: interviewMs };
}

const interviews = fc.array(doing, { minLength: 1, maxLength: 40 }).map(perform);
const mapOf = ({ log, untilMs }: ReturnType<typeof perform>) => playbackMap(log, { untilMs, durationMs });

describe('for any interview', () => {
  test('every instant of it has a place in the session, and it is where the player stood', () => {
    fc.assert(
      fc.property(interviews, (interview) => {
        const map = mapOf(interview);
        for (const { interviewMs, sessionMs } of interview.truth)
          expect(toSessionMs(map, interviewMs)).toBeCloseTo(sessionMs, 3);
        expect(toSessionMs(map, -1)).toBeNull();
        expect(toSessionMs(map, interview.untilMs + 1)).toBeNull();
      }),
    );
  });

  test('pieces follow one another without a gap, from the beginning to the end', () => {
    fc.assert(
      fc.property(interviews, (interview) => {
        const { pieces } = mapOf(interview);
        expect(pieces[0]?.interviewStartMs).toBe(0);
        for (const [index, piece] of pieces.entries()) {
          expect(piece.interviewEndMs).toBeGreaterThan(piece.interviewStartMs);
          if (piece.kind === 'standing') expect(piece.sessionEndMs).toBe(piece.sessionStartMs);
          expect(pieces[index + 1]?.interviewStartMs ?? interview.untilMs).toBe(piece.interviewEndMs);
        }
      }),
    );
  });

  test('forward and backward agree: an instant that was heard is among the encounters with what it is about', () => {
    fc.assert(
      fc.property(interviews, fc.double({ min: 0, max: 1, noNaN: true }), (interview, share) => {
        const map = mapOf(interview);
        const interviewMs = share * interview.untilMs;
        const sessionMs = toSessionMs(map, interviewMs);
        expect(sessionMs).not.toBeNull();
        const encounters = toInterview(map, sessionMs ?? Number.NaN, 0.001);
        const isMet = encounters.some(
          (one) => interviewMs >= one.startMs - 0.01 && interviewMs <= one.endMs + 0.01,
        );
        expect(isMet).toBe(true);
      }),
    );
  });

  test('encounters come in the order of the interview, and each leads back to the instant', () => {
    fc.assert(
      fc.property(interviews, fc.integer({ min: 0, max: durationMs }), (interview, sessionMs) => {
        const map = mapOf(interview);
        const encounters = toInterview(map, sessionMs);
        expect(encounters).toEqual(encounters.toSorted((a, b) => a.startMs - b.startMs));
        for (const one of encounters.filter((encounter) => encounter.kind === 'playing')) {
          const back = [one.startMs - 1e-6, one.startMs, one.startMs + 1e-6].map(
            (ms) => toSessionMs(map, ms) ?? Number.NaN,
          );
          expect(Math.min(...back.map((ms) => Math.abs(ms - sessionMs)))).toBeLessThan(0.01);
        }
      }),
    );
  });

  test('coverage is the union of what played; what was skipped is the rest', () => {
    fc.assert(
      fc.property(interviews, (interview) => {
        const { watched, skipped, replayed } = coverage(mapOf(interview), durationMs);
        expect(lengthMs(watched)).toBeCloseTo(lengthMs(union(interview.played)), 3);
        expect(lengthMs(watched) + lengthMs(skipped)).toBeCloseTo(durationMs, 3);
        expect(lengthMs(replayed)).toBeCloseTo(lengthMs(coveredAtLeast(interview.played, 2)), 3);
      }),
    );
  });
});

describe('one interview, by hand', () => {
  // Plays 10 s, a stop of 20 s, 3 s back, plays at double speed 5 s, pauses.
  const log: LogLine[] = [
    { kind: 'play', interviewMs: 1000, sessionMs: 60_000, rate: 1 },
    { kind: 'stop', interviewMs: 11_000, sessionMs: 70_000 },
    { kind: 'seek', interviewMs: 31_000, sessionMs: 70_000, toMs: 67_000 },
    { kind: 'play', interviewMs: 31_000, sessionMs: 67_000, rate: 1 },
    { kind: 'rate', interviewMs: 33_000, sessionMs: 69_000, rate: 2 },
    { kind: 'pause', interviewMs: 38_000, sessionMs: 79_000 },
  ];
  const map = playbackMap(log, { untilMs: 40_000, durationMs });

  test('the session stands still in the stop', () => {
    expect([11_000, 15_000, 30_999].map((ms) => toSessionMs(map, ms))).toEqual([70_000, 70_000, 70_000]);
  });

  test('what was replayed is met twice when heard, and once more in the talk', () => {
    expect(toInterview(map, 68_000)).toEqual([
      { kind: 'playing', startMs: 9000, endMs: 9000 },
      { kind: 'playing', startMs: 32_000, endMs: 32_000 },
    ]);
    expect(toInterview(map, 70_000).map((one) => one.kind)).toEqual(['playing', 'standing', 'playing']);
    expect(toInterview(map, 69_000, 1000).filter((one) => one.kind === 'standing')).toEqual([
      { kind: 'standing', startMs: 11_000, endMs: 31_000 },
    ]);
  });

  test('coverage and the talk after the stop', () => {
    expect(coverage(map, 100_000)).toEqual({
      watched: [{ startMs: 60_000, endMs: 79_000 }],
      skipped: [
        { startMs: 0, endMs: 60_000 },
        { startMs: 79_000, endMs: 100_000 },
      ],
      replayed: [{ startMs: 67_000, endMs: 70_000 }],
      standingMs: 23_000,
    });
    expect(talkAfterStops(map, [{ interviewMs: 11_000 }])).toEqual([20_000]);
  });

  test('a log that ends while it plays, as after a crash, goes on at its speed to the end of the interview or of the recording', () => {
    const cut = log.slice(0, 5);
    expect(toSessionMs(playbackMap(cut, { untilMs: 35_000, durationMs }), 35_000)).toBe(73_000);
    const short = playbackMap(cut, { untilMs: 60_000, durationMs: 75_000 });
    expect([36_000, 50_000].map((ms) => toSessionMs(short, ms))).toEqual([75_000, 75_000]);
  });

  test('a stall shows in the map: what was observed counts, not the nominal speed', () => {
    const stalled = playbackMap(
      [
        { kind: 'play', interviewMs: 0, sessionMs: 0, rate: 1 },
        { kind: 'pause', interviewMs: 10_000, sessionMs: 8000 },
      ],
      { untilMs: 10_000, durationMs },
    );
    expect(toSessionMs(stalled, 5000)).toBe(4000);
  });
});

test('spans: the complement of the complement is the union', () => {
  const spans = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }))
      .map(([a, b]) => ({ startMs: Math.min(a, b), endMs: Math.max(a, b) })),
  );
  fc.assert(
    fc.property(spans, (all) => {
      expect(complement(complement(all, 1000), 1000)).toEqual(union(all));
      expect(coveredAtLeast(all, 1)).toEqual(union(all));
    }),
  );
});
