import { createStore, type StoreApi } from 'zustand';
import type { Place } from '../../../shared/contract/search.ts';
import type { RecordingId } from '../../../shared/model/ids.ts';
import type { Span } from '../../../shared/time/spans.ts';
import type { Player } from '../../player/types.ts';
import { playedSpan } from '../session/model/segmentEdit.ts';

/** Something that can be played; without a place it is stepped over. */
export type ReelItem = { readonly key: string; readonly place: Place | null };

export type ReelState = {
  readonly items: readonly ReelItem[];
  /** The one at hand; -1: none. */
  readonly index: number;
  /** Which part of its place, from 0. */
  readonly part: number;
  /** Wanted: also while the next recording is still being loaded. */
  readonly isPlaying: boolean;
  /** Whether the next one follows by itself. */
  readonly isGoingOn: boolean;
  /** The recording that is to be at hand. */
  readonly recordingId: RecordingId | null;
};

/** `at`: one was gone to; `end`: the last one has been played. */
export type ReelNews = { readonly kind: 'at'; readonly index: number } | { readonly kind: 'end' };

/**
 * Plays places of recordings one after another, those in several parts as their parts one after the other and nothing
 * between them, outside React. The view mounts a player for `recordingId` and hands it
 * over; whatever was asked for meanwhile begins when it is there.
 */
export type Reel = {
  readonly store: StoreApi<ReelState>;
  /** Another list: the one at hand stays so if it is still in it. */
  setItems(items: readonly ReelItem[]): void;
  setPlayer(recordingId: RecordingId, player: Player | null): void;
  setGoingOn(isGoingOn: boolean): void;
  /** Goes to one; what is playing plays on from there. */
  select(index: number): void;
  /** Goes `by` places on or back; false when there is none. */
  move(by: number): boolean;
  play(index: number): void;
  toggle(): void;
  pause(): void;
  nowMs(): number;
};

export function createReel(tell: (news: ReelNews) => void, durationOf: (id: RecordingId) => number): Reel {
  const store = createStore<ReelState>(() => ({
    items: [],
    index: -1,
    part: 0,
    isPlaying: false,
    isGoingOn: true,
    recordingId: null,
  }));
  let player: Player | null = null;
  /** Which recording the player is of. */
  let playerOf: RecordingId | null = null;
  let endings: (() => void)[] = [];
  /** Where it is to begin as soon as its recording is there. */
  let waitingMs: number | null = null;

  const at = (index: number): Place | null => store.getState().items[index]?.place ?? null;
  const partNow = (place: Place): Span => place.parts[store.getState().part] ?? place;
  const endMsOf = (place: Place): number => playedSpan(partNow(place), durationOf(place.recordingId)).endMs;

  const isPlayedOut = (place: Place, nowMs: number): boolean =>
    store.getState().part >= place.parts.length - 1 && nowMs >= endMsOf(place);

  function letGo(): void {
    for (const end of endings) end();
    endings = [];
    player?.pause();
    player = null;
    playerOf = null;
  }

  function start(): void {
    void player?.play().then((isBegun) => {
      if (!isBegun) store.setState({ isPlaying: false });
    });
  }

  function cue(index: number, isPlaying: boolean): void {
    const place = at(index);
    store.setState({ index, part: 0, isPlaying: isPlaying && place !== null });
    tell({ kind: 'at', index });
    if (place === null) {
      player?.pause();
      return;
    }
    if (player === null || playerOf !== place.recordingId) {
      if (playerOf !== place.recordingId) letGo();
      waitingMs = partNow(place).startMs;
      store.setState({ recordingId: place.recordingId });
      return;
    }
    player.seek(partNow(place).startMs);
    if (isPlaying) start();
    else player.pause();
  }

  /** The next one that can be played, from `index` on. */
  function playableFrom(index: number): number {
    return store.getState().items.findIndex(({ place }, each) => each >= index && place !== null);
  }

  /** The part that plays is over: on to the next, or to the next result. */
  function finish(): void {
    const { index, isGoingOn, part } = store.getState();
    const following = at(index)?.parts[part + 1];
    if (following !== undefined) {
      store.setState({ part: part + 1 });
      player?.seek(following.startMs);
      // At the recording's end it has stopped by itself, and a part of it may begin before another.
      start();
      return;
    }
    const next = isGoingOn ? playableFrom(index + 1) : -1;
    if (next !== -1) {
      cue(next, true);
      return;
    }
    store.setState({ isPlaying: false });
    player?.pause();
    tell({ kind: 'end' });
  }

  return {
    store,
    setItems(items) {
      const { items: before, index } = store.getState();
      const key = before[index]?.key;
      const now = key === undefined ? -1 : items.findIndex((item) => item.key === key);
      if (now === -1 && store.getState().isPlaying) player?.pause();
      const count = items[now]?.place?.parts.length ?? 0;
      const part = store.getState().part < count ? store.getState().part : 0;
      store.setState({ items, index: now, part, ...(now === -1 ? { isPlaying: false } : {}) });
    },
    setPlayer(recordingId, made) {
      if (made === null) {
        if (playerOf === recordingId) letGo();
        return;
      }
      letGo();
      player = made;
      playerOf = recordingId;
      endings = [
        made.onFrame((nowMs) => {
          const { index, isPlaying } = store.getState();
          const place = at(index);
          if (isPlaying && made.isPlaying && place?.recordingId === playerOf && nowMs >= endMsOf(place))
            finish();
        }),
        made.on('ended', () => {
          if (store.getState().isPlaying) finish();
        }),
        // Somebody's media key, or the system: `ended` says for itself what it is.
        made.on('pause', () => {
          if (!made.media.ended) store.setState({ isPlaying: made.isPlaying });
        }),
        made.on('play', () => store.setState({ isPlaying: true })),
        made.on('error', () => store.setState({ isPlaying: false })),
      ];
      if (waitingMs === null) return;
      made.seek(waitingMs);
      waitingMs = null;
      if (store.getState().isPlaying) start();
    },
    setGoingOn: (isGoingOn) => store.setState({ isGoingOn }),
    select: (index) => cue(index, store.getState().isPlaying),
    move(by) {
      const { items, index, isPlaying } = store.getState();
      const next = index === -1 ? 0 : Math.min(items.length - 1, Math.max(0, index + by));
      if (items.length === 0 || next === index) return false;
      cue(next, isPlaying);
      return true;
    },
    play: (index) => cue(index, true),
    toggle() {
      const { index, isPlaying, items } = store.getState();
      const place = at(index);
      if (isPlaying) {
        // Asked for while its recording is not there yet: it comes and stands.
        store.setState({ isPlaying: false });
        player?.pause();
      } else if (place === null) {
        const next = playableFrom(Math.max(0, index));
        if (items.length > 0 && next !== -1) cue(next, true);
      } else if (player === null || playerOf !== place.recordingId || isPlayedOut(place, player.nowMs()))
        cue(index, true);
      else {
        store.setState({ isPlaying: true });
        start();
      }
    },
    pause() {
      store.setState({ isPlaying: false });
      player?.pause();
    },
    nowMs: () => player?.nowMs() ?? 0,
  };
}
