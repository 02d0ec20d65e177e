import { expect, test } from 'vitest';
import type { RecordingId } from '../../../shared/model/ids.ts';
import type { Player, PlayerEvents } from '../../player/types.ts';
import { Emitter } from '../../timeline/emitter.ts';
import { createReel, type ReelNews } from './reel.ts';

const first = '01890a5d-ac96-774b-bcce-b30209900001' as RecordingId;
const second = '01890a5d-ac96-774b-bcce-b30209900002' as RecordingId;
const item = (key: string, recordingId: RecordingId | null, startMs = 0, endMs = startMs) => ({
  key,
  place: recordingId === null ? null : { recordingId, startMs, endMs, parts: [{ startMs, endMs }] },
});

/** A recording that plays when time is let go on: what of a player the reel needs. */
function fakePlayer() {
  const events = new Emitter<PlayerEvents>();
  const frames = new Emitter<{ frame: number }>();
  const begun: number[] = [];
  const state = { now: 0, isPlaying: false, media: { ended: false } };
  const player = {
    media: state.media,
    get isPlaying() {
      return state.isPlaying;
    },
    nowMs: () => state.now,
    play: () => {
      if (!state.isPlaying) {
        state.isPlaying = true;
        begun.push(state.now);
        events.emit('play', undefined);
      }
      return Promise.resolve(true);
    },
    pause: () => {
      if (!state.isPlaying) return;
      state.isPlaying = false;
      events.emit('pause', undefined);
    },
    seek: (ms: number) => {
      state.now = ms;
      if (state.isPlaying) begun.push(ms);
      frames.emit('frame', ms);
    },
    on: events.on,
    onFrame: (listener: (nowMs: number) => void) => frames.on('frame', listener),
  };
  return {
    player: player as unknown as Player,
    begun,
    state,
    playTo: (ms: number) => {
      state.now = ms;
      frames.emit('frame', ms);
    },
    end: () => {
      state.media.ended = true;
      state.isPlaying = false;
      events.emit('pause', undefined);
      events.emit('ended', undefined);
    },
  };
}

function setUp() {
  const news: ReelNews[] = [];
  const reel = createReel(
    (one) => news.push(one),
    () => 60_000,
  );
  const state = () => reel.store.getState();
  return { news, reel, state };
}

test('one result plays after another, across recordings, each from its beginning to its end', () => {
  const { reel, state, news } = setUp();
  reel.setItems([
    item('a', first, 1000, 2000),
    item('nowhere', null),
    item('b', first, 8000, 9000),
    item('c', second, 500, 500),
  ]);
  reel.toggle();
  expect(state()).toMatchObject({ index: 0, isPlaying: true, recordingId: first });
  const one = fakePlayer();
  reel.setPlayer(first, one.player);
  expect(one.begun).toEqual([1000]);
  one.playTo(1999);
  expect(state().index).toBe(0);
  one.playTo(2001);
  // What has no place is stepped over.
  expect([state().index, one.begun]).toEqual([2, [1000, 8000]]);
  one.playTo(9000);
  expect(state()).toMatchObject({ index: 3, isPlaying: true, recordingId: second });
  expect(one.state.isPlaying).toBe(false);
  const two = fakePlayer();
  reel.setPlayer(second, two.player);
  reel.setPlayer(first, null);
  // A point is played for three seconds, to be recognised.
  two.playTo(3499);
  expect([two.begun, state().isPlaying]).toEqual([[500], true]);
  two.playTo(3500);
  expect([state().isPlaying, two.state.isPlaying, news.at(-1)]).toEqual([false, false, { kind: 'end' }]);
  reel.toggle();
  expect([state().index, two.begun]).toEqual([3, [500, 500]]);
});

test('next and previous take playback along, pause does not; one alone stops at its end', () => {
  const { reel, state } = setUp();
  reel.setItems([item('a', first, 1000, 2000), item('b', first, 4000, 5000)]);
  reel.select(0);
  const { player, begun, state: at, playTo, end } = fakePlayer();
  reel.setPlayer(first, player);
  expect([at.now, at.isPlaying, reel.move(-1)]).toEqual([1000, false, false]);
  expect(reel.move(1)).toBe(true);
  expect([at.now, at.isPlaying]).toEqual([4000, false]);
  reel.toggle();
  reel.move(-1);
  expect([state().isPlaying, begun]).toEqual([true, [4000, 1000]]);
  reel.setGoingOn(false);
  playTo(2000);
  expect([state().index, state().isPlaying, at.isPlaying]).toEqual([0, false, false]);
  reel.setGoingOn(true);
  reel.play(1);
  end();
  expect([state().index, state().isPlaying]).toEqual([1, false]);
});

test('another list keeps the one at hand if it is there, and falls silent if it is not', () => {
  const { reel, state } = setUp();
  reel.setItems([item('a', first, 1000, 2000), item('b', first, 4000, 5000)]);
  reel.play(1);
  const { player, state: at } = fakePlayer();
  reel.setPlayer(first, player);
  reel.setItems([item('b', first, 4000, 5000), item('c', first, 0, 900)]);
  expect([state().index, state().isPlaying, at.isPlaying]).toEqual([0, true, true]);
  reel.setItems([item('c', first, 0, 900)]);
  expect([state().index, state().isPlaying, at.isPlaying]).toEqual([-1, false, false]);
});

test('what is in several parts plays them one after the other and nothing between, then the next result', () => {
  const { reel, state, news } = setUp();
  const parts = [
    { startMs: 1000, endMs: 2000 },
    { startMs: 5000, endMs: 5000 },
    { startMs: 50_000, endMs: 60_000 },
  ];
  const place = { recordingId: first, startMs: 1000, endMs: 60_000, parts };
  reel.setItems([{ key: 'a', place }, item('b', first, 30_000, 31_000)]);
  reel.play(0);
  const { player, begun, playTo, end, state: at } = fakePlayer();
  reel.setPlayer(first, player);
  playTo(1999);
  expect([state().part, begun]).toEqual([0, [1000]]);
  playTo(2010);
  expect([state().part, begun]).toEqual([1, [1000, 5000]]);
  // Stopped in a part and let go on it plays on from there.
  playTo(6000);
  reel.toggle();
  reel.toggle();
  expect([state().part, begun]).toEqual([1, [1000, 5000, 6000]]);
  // A point among the parts is given three seconds, as one alone is.
  playTo(8000);
  expect([state().part, begun.at(-1)]).toEqual([2, 50_000]);
  // Nobody is told of parts: it is one result.
  expect(news).toEqual([{ kind: 'at', index: 0 }]);
  end();
  expect([state().index, state().part, begun.at(-1), at.isPlaying]).toEqual([1, 0, 30_000, true]);
  // Gone back to, it begins with its first part; with fewer parts than the one at hand, it is the first again.
  reel.move(-1);
  playTo(2000);
  expect([state().part, at.now]).toEqual([1, 5000]);
  reel.setItems([item('a', first, 1000, 2000)]);
  expect(state()).toMatchObject({ index: 0, part: 0 });
});
