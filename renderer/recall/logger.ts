import type { Player } from '../player/types.ts';
import type { InterviewClock } from './clock.ts';
import type { PlaybackLine } from './ledger.ts';

export type Initiator = PlaybackLine['initiator'];

/** What of a player the log needs. */
export type LoggedPlayer = Pick<Player, 'isPlaying' | 'rate' | 'nowMs' | 'on' | 'onFrame'>;

export type LoggerOptions = {
  readonly clock: InterviewClock;
  readonly write: (line: PlaybackLine) => void;
  readonly wallMs?: () => number;
};

export type Logger = {
  /** Whether the log says that it plays: sound has begun, and has not been stopped. */
  readonly isPlaying: boolean;
  /** Whose doing what comes next is, until said otherwise. */
  by(initiator: Initiator): void;
  /**
   * Playback is stopped now, or was `agoMs` ago: answers where it stood. The stop writes its own line, so the pause that
   * follows is not written. Null when it does not play.
   */
  stop(agoMs: number): { sessionMs: number; interviewMs: number } | null;
  /** Writes what is held back. */
  flush(): void;
  /** Ends the log here: what still plays is written as paused. */
  dispose(): void;
};

/** A killed app costs the map no more than this: lines with the rate as it was pin both clocks while it plays. */
const pinEveryMs = 2000;
/** Dragging the playhead while it stands is one seek. */
const scrubRestMs = 250;
/** Longer without a frame, and further behind than this after it: nothing was played meanwhile. */
const hungAfterMs = 1000;
const hungBehindMs = 500;

/**
 * Writes a line for everything that playback does. `play` is written when the media has really moved on, not when it was
 * asked to: loading takes a tenth of a second, which would otherwise be in the map. After a seek or a stall the next
 * movement is pinned by a `rate` line for the same reason.
 */
export function createLogger(player: LoggedPlayer, options: LoggerOptions): Logger {
  const { clock, write, wallMs = Date.now } = options;
  let initiator: Initiator = 'inquirer';
  /** `starting`: told to play, and not moved yet. */
  let state: 'standing' | 'starting' | 'playing' = player.isPlaying ? 'starting' : 'standing';
  /** Where it waits to move on from; null when it moves. */
  let stuckAtMs: number | null = player.nowMs();
  let rate = player.rate;
  let lastMs = 0;
  let lastPinMs = 0;
  /** The last frame in which it moved. */
  let seen: { readonly interviewMs: number; readonly sessionMs: number } | null = null;
  let scrub: { line: PlaybackLine; timer: ReturnType<typeof setTimeout> } | null = null;

  function put(kind: PlaybackLine['kind'], sessionMs: number, toMs: number | null = null): void {
    flush();
    noteHang(sessionMs);
    emit(lineOf(kind, sessionMs, toMs));
    seen = null;
  }
  /**
   * The machine slept, or the browser hung, while it played: the clock may have run on and playback has not. It stood
   * where it was last seen, until as long ago as it has played since.
   */
  function noteHang(sessionMs: number): void {
    if (seen === null || state !== 'playing') return;
    const playedMs = Math.max(0, sessionMs - seen.sessionMs) / rate;
    const hungMs = clock.nowMs() - seen.interviewMs - playedMs;
    if (clock.nowMs() - seen.interviewMs < hungAfterMs || hungMs < hungBehindMs) return;
    const stood = { ...lineOf('pause', seen.sessionMs, null), initiator: 'rule' as const };
    emit({ ...stood, interviewMs: seen.interviewMs });
    emit({ ...stood, kind: 'play', rate, interviewMs: seen.interviewMs + hungMs });
    seen = null;
  }
  function lineOf(kind: PlaybackLine['kind'], sessionMs: number, toMs: number | null): PlaybackLine {
    const hasRate = kind === 'play' || kind === 'rate';
    return {
      kind,
      interviewMs: clock.nowMs(),
      sessionMs,
      toMs,
      rate: hasRate ? rate : null,
      initiator,
      at: wallMs(),
    };
  }
  function emit(line: PlaybackLine): void {
    lastMs = Math.max(lastMs, line.interviewMs);
    lastPinMs = lastMs;
    write({ ...line, interviewMs: lastMs });
  }
  function flush(): void {
    if (scrub === null) return;
    clearTimeout(scrub.timer);
    const { line } = scrub;
    scrub = null;
    emit(line);
  }

  const ends = [
    player.on('play', () => {
      if (state !== 'standing') return;
      state = 'starting';
      stuckAtMs = player.nowMs();
    }),
    player.on('pause', () => {
      if (state === 'playing') put('pause', player.nowMs());
      state = 'standing';
    }),
    player.on('seek', ({ fromMs, atMs }) => {
      if (state === 'playing') put('seek', fromMs, atMs);
      else {
        const before = scrub?.line.sessionMs ?? fromMs;
        if (scrub !== null) clearTimeout(scrub.timer);
        scrub = { line: lineOf('seek', before, atMs), timer: setTimeout(flush, scrubRestMs) };
      }
      stuckAtMs = atMs;
    }),
    player.on('rate', (now) => {
      if (now.rate === rate) return;
      noteHang(player.nowMs());
      rate = now.rate;
      put('rate', player.nowMs());
    }),
    player.on('waiting', ({ isWaiting }) => {
      if (!isWaiting || state !== 'playing' || stuckAtMs !== null) return;
      stuckAtMs = player.nowMs();
      put('rate', stuckAtMs);
    }),
    player.onFrame((atMs) => {
      if (!player.isPlaying || state === 'standing') return;
      if (stuckAtMs !== null) {
        if (atMs <= stuckAtMs) return;
        stuckAtMs = null;
        put(state === 'starting' ? 'play' : 'rate', atMs);
        state = 'playing';
      } else {
        noteHang(atMs);
        if (clock.nowMs() - lastPinMs >= pinEveryMs) put('rate', atMs);
      }
      seen = { interviewMs: clock.nowMs(), sessionMs: atMs };
    }),
  ];

  return {
    get isPlaying() {
      return state === 'playing';
    },
    by(who) {
      initiator = who;
    },
    stop(agoMs) {
      if (state !== 'playing') return null;
      flush();
      noteHang(player.nowMs());
      state = 'standing';
      seen = null;
      const sessionMs = Math.max(0, player.nowMs() - agoMs * rate);
      lastMs = Math.max(lastMs, clock.nowMs() - agoMs);
      return { sessionMs, interviewMs: lastMs };
    },
    flush,
    dispose() {
      for (const end of ends) end();
      if (state === 'playing') put('pause', player.nowMs());
      flush();
      state = 'standing';
    },
  };
}
