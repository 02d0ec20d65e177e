import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { logOf } from '../../shared/interchange/interview-summary.ts';
import * as ids from '../../shared/model/ids.ts';
import { playbackMap, toSessionMs } from '../../shared/time/playback-map.ts';
import type { PlayerEvents } from '../player/types.ts';
import { Emitter } from '../timeline/emitter.ts';
import type { PlaybackLine } from './ledger.ts';
import { createLogger } from './logger.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What the core adds to a line. */
const row = (index: number) => ({
  id: ids.logLineId.parse(`0199aaaa-0000-7000-8000-${String(index).padStart(12, '0')}`),
  interviewId: ids.interviewId.parse('0199aaaa-0000-7000-8000-ffffffffffff'),
});

/** A player whose time is moved by hand, with the events of a real one. */
function setUp() {
  const emitter = new Emitter<PlayerEvents>();
  const frames = new Emitter<{ frame: number }>();
  const lines: PlaybackLine[] = [];
  const clock = { ms: 1000 };
  const state = { isPlaying: false, rate: 1, atMs: 0 };
  const player = {
    get isPlaying() {
      return state.isPlaying;
    },
    get rate() {
      return state.rate;
    },
    nowMs: () => state.atMs,
    on: emitter.on,
    onFrame: (listener: (atMs: number) => void) => frames.on('frame', listener),
  };
  const logger = createLogger(player, {
    clock: { nowMs: () => clock.ms },
    write: (line) => lines.push(line),
    wallMs: () => 0,
  });
  return {
    logger,
    lines,
    clock,
    state,
    short: () =>
      lines.map(({ kind, interviewMs, sessionMs, toMs, rate }) =>
        [kind, interviewMs, sessionMs, toMs ?? rate].filter((part) => part !== null),
      ),
    play() {
      state.isPlaying = true;
      emitter.emit('play', undefined);
    },
    pause() {
      state.isPlaying = false;
      emitter.emit('pause', undefined);
    },
    seek(toMs: number) {
      const fromMs = state.atMs;
      state.atMs = toMs;
      emitter.emit('seek', { fromMs, atMs: toMs });
    },
    setRate(rate: number) {
      state.rate = rate;
      emitter.emit('rate', { rate });
    },
    /** Time goes by; playback moves by `movedMs`. */
    pass(ms: number, movedMs = state.isPlaying ? ms * state.rate : 0) {
      clock.ms += ms;
      state.atMs += movedMs;
      frames.emit('frame', state.atMs);
    },
  };
}

test('play is written when the media moves, and a pause where it stands', () => {
  const { short, play, pass, pause } = setUp();
  play();
  pass(80, 0);
  pass(20, 15);
  pass(1000);
  pause();
  expect(short()).toEqual([
    ['play', 1100, 15, 1],
    ['pause', 2100, 1015],
  ]);
});

test('a stop writes no pause of its own, and is none when nothing plays', () => {
  const { logger, short, play, pass, pause } = setUp();
  expect(logger.stop(0)).toBeNull();
  play();
  pass(20);
  pass(1000);
  expect(logger.stop(0)).toEqual({ sessionMs: 1020, interviewMs: 2020 });
  pause();
  expect(logger.stop(0)).toBeNull();
  expect(short()).toEqual([['play', 1020, 20, 1]]);
});

test('a stop pressed in another window counts from when it was pressed', () => {
  const { logger, play, pass, setRate } = setUp();
  play();
  pass(20);
  setRate(2);
  pass(1000);
  expect(logger.stop(40)).toEqual({ sessionMs: 2020 - 80, interviewMs: 1980 });
});

test('a seek while it plays is pinned when playback has moved on from there', () => {
  const { short, play, pass, seek } = setUp();
  play();
  pass(20);
  pass(500);
  seek(9000);
  pass(60, 0);
  pass(20);
  expect(short()).toEqual([
    ['play', 1020, 20, 1],
    ['seek', 1520, 520, 9000],
    ['rate', 1600, 9020, 1],
  ]);
});

test('dragging the playhead while it stands is one seek, written before what comes next', () => {
  const { short, play, pass, seek } = setUp();
  seek(100);
  seek(200);
  pass(10);
  seek(300);
  play();
  pass(20);
  expect(short()).toEqual([
    ['seek', 1010, 0, 300],
    ['play', 1030, 320, 1],
  ]);
});

test('the instant is pinned every two seconds, so that a killed app costs no more', () => {
  const { short, play, pass } = setUp();
  play();
  for (let second = 0; second < 6; second += 1) pass(1000);
  expect(short()).toEqual([
    ['play', 2000, 1000, 1],
    ['rate', 4000, 3000, 1],
    ['rate', 6000, 5000, 1],
  ]);
});

test('for any hanging and sleeping while it plays, the map says where it stood meanwhile', () => {
  const doing = fc.record({
    playMs: fc.integer({ min: 100, max: 5000 }),
    hangMs: fc.integer({ min: 1600, max: 90_000 }),
    /** A little is played after the last frame that was seen, and before the first one after it. */
    unseenMs: fc.integer({ min: 0, max: 60 }),
    rate: fc.constantFrom(0.5, 1, 2),
  });
  fc.assert(
    fc.property(fc.array(doing, { minLength: 1, maxLength: 6 }), (doings) => {
      const { lines, clock, state, play, pass, setRate } = setUp();
      const truth: { interviewMs: number; sessionMs: number }[] = [];
      const playFor = (ms: number): void => {
        for (let leftMs = ms; leftMs > 0; leftMs -= 50) {
          truth.push({ interviewMs: clock.ms, sessionMs: state.atMs });
          pass(Math.min(50, leftMs));
        }
      };
      play();
      pass(20);
      for (const { playMs, hangMs, unseenMs, rate } of doings) {
        setRate(rate);
        playFor(playMs);
        truth.push({ interviewMs: clock.ms + hangMs / 2, sessionMs: state.atMs });
        pass(hangMs + unseenMs, unseenMs * rate);
        playFor(200);
      }
      const log = logOf({ logLines: lines.map((line, index) => ({ ...line, ...row(index) })) });
      const map = playbackMap(log, { untilMs: clock.ms, durationMs: 1e9 });
      for (const { interviewMs, sessionMs } of truth)
        expect(Math.abs((toSessionMs(map, interviewMs) ?? -1) - sessionMs)).toBeLessThan(1);
    }),
  );
});

test('a page that hung while the sound went on has played it', () => {
  const { short, play, pass } = setUp();
  play();
  pass(20);
  pass(50_000);
  pass(20);
  expect(short()).toEqual([
    ['play', 1020, 20, 1],
    ['rate', 51_020, 50_020, 1],
  ]);
});

test('a stop pressed in the first instant after a sleep is where it stood', () => {
  const { logger, short, play, pass, clock } = setUp();
  play();
  pass(20);
  pass(500);
  clock.ms += 60_000;
  expect(logger.stop(0)).toEqual({ sessionMs: 520, interviewMs: 61_520 });
  expect(short()).toEqual([
    ['play', 1020, 20, 1],
    ['pause', 1520, 520],
    ['play', 61_520, 520, 1],
  ]);
});

test('what still plays when it ends is written as paused', () => {
  const { logger, short, play, pass } = setUp();
  play();
  pass(20);
  pass(500);
  logger.dispose();
  logger.dispose();
  expect(short()).toEqual([
    ['play', 1020, 20, 1],
    ['pause', 1520, 520],
  ]);
});
