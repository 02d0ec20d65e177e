import { expect, test } from 'vitest';
import type { PlayerEvents } from '../player/types.ts';
import { Emitter } from '../timeline/emitter.ts';
import { type Told, tellPlayback } from './telling.ts';

/** A player whose time is moved by hand; wall and monotonic clock are the same here. */
function setUp() {
  const emitter = new Emitter<PlayerEvents>();
  const frames = new Emitter<{ frame: number }>();
  const state = { isPlaying: false, rate: 1, atMs: 5000 };
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
  let now = 0;
  let told: Told[] = [];
  tellPlayback(player, { send: (one) => told.push(one), wallMs: () => now, monotonicMs: () => now });
  return {
    take: () => told.splice(0).map(({ isPlaying, sessionMs, at }) => [isPlaying, sessionMs, at]),
    play() {
      state.isPlaying = true;
      emitter.emit('play', undefined);
    },
    pause() {
      state.isPlaying = false;
      emitter.emit('pause', undefined);
    },
    seek(atMs: number) {
      const fromMs = state.atMs;
      state.atMs = atMs;
      emitter.emit('seek', { fromMs, atMs });
    },
    pass(ms: number, movedMs: number) {
      now += ms;
      state.atMs += movedMs;
      frames.emit('frame', state.atMs);
    },
    forget: () => {
      told = [];
    },
  };
}

test('a start is told with the instant at which it is likely to be, then often, then every second', () => {
  const { take, play, pass, pause } = setUp();
  expect(take()).toEqual([[false, 5000, 0]]);
  play();
  expect(take()).toEqual([[true, 5000, 90]]);
  pass(120, 10);
  for (let frame = 0; frame < 16; frame += 1) pass(60, 60);
  const lively = take();
  expect(lively[0]).toEqual([true, 5010, 120]);
  expect(lively.length).toBeGreaterThan(12);
  for (let frame = 0; frame < 100; frame += 1) pass(20, 20);
  expect(take()).toHaveLength(2);
  pause();
  expect(take()).toEqual([[false, 7970, 3080]]);
});

test('that it waits for data is told again and again, and how long a start takes is learnt', () => {
  const { take, play, pass, pause, seek } = setUp();
  play();
  take();
  for (let frame = 0; frame < 25; frame += 1) pass(20, 0);
  expect(take()).toEqual([
    [true, 5000, 400],
    [true, 5000, 600],
  ]);
  for (let frame = 0; frame < 50; frame += 1) pass(20, 20);
  pause();
  take();
  seek(9000);
  play();
  // Half way from what it was taken for to what it took.
  const startMs = (90 + 500) / 2;
  expect(take()).toEqual([
    [false, 9000, 1500],
    [true, 9000, 1500 + startMs],
  ]);
});
