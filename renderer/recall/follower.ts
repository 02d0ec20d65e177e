/** Where the inquirer's playback stood at `at`; later than now, when it is about to begin there. */
export type Playback = {
  readonly isPlaying: boolean;
  readonly sessionMs: number;
  readonly rate: number;
  /** On the same clock as `nowMs` below. */
  readonly at: number;
};

/** While it plays there is a word every second: after this long without one nobody plays there any more. */
const staleMs = 2500;

/** Where it stands now, not past the recording's end, and not further than it is known to have played. */
export function targetMs(playback: Playback, nowMs: number, durationMs: number): number {
  const elapsedMs = playback.isPlaying ? Math.min(staleMs, Math.max(0, nowMs - playback.at)) : 0;
  return Math.min(durationMs, playback.sessionMs + elapsedMs * playback.rate);
}

function isMoving({ isPlaying, at }: Playback, nowMs: number): boolean {
  return isPlaying && nowMs - at < staleMs;
}

export type Observed = {
  readonly nowMs: number;
  /** Where the follower's element stands. */
  readonly atMs: number;
  readonly durationMs: number;
  readonly isPaused: boolean;
  readonly isSeeking: boolean;
};

export type Correction =
  | { readonly do: 'nothing' | 'play' | 'pause' }
  | { readonly do: 'seek'; readonly toMs: number }
  /** Play at this rate until the next look. */
  | { readonly do: 'rate'; readonly rate: number };

export type Follower = {
  /** What to do now; call it many times a second, and do what it answers. */
  look(playback: Playback, observed: Observed): Correction;
};

/** Beyond this it jumps; below it glides, so that nobody sees a jump. */
const jumpMs = 200;
/** A picture that stands is put on the very frame. */
const standingMs = 15;
/** It is muted there, so that nobody hears how much faster or slower it runs for a moment. */
const mostNudge = 0.5;
/** How soon a drift should be gone. */
const glideMs = 160;
/** Another speed shows in the element's clock only after what has been buffered: 60 to 100 ms in Chromium. */
const deadMs = 80;
/** Clocks read from two windows are no truer than this. */
const noiseMs = 6;
/** After a jump the element moves a little, waits for its sound, and only then says where it plays. */
const settleMs = 140;

/**
 * Keeps a muted element where the inquirer's stands. A jump lands late by as long as jumps have taken of late, so it
 * aims as far ahead. What is a little off glides; of that, what has been asked for and does not show yet is taken as
 * done, or it would swing to and fro (a Smith predictor: O. J. M. Smith, 1957).
 */
export function createFollower(): Follower {
  let leadMs = 50;
  let settlesAt = Number.NEGATIVE_INFINITY;
  let isLearning = false;
  /** Speeds that were asked for, and since when, newest last. */
  let asked: { readonly atMs: number; readonly rate: number }[] = [];

  function seek(toMs: number, nowMs: number): Correction {
    settlesAt = nowMs + leadMs + settleMs;
    asked = [];
    return { do: 'seek', toMs };
  }
  /** How far ahead it will come by speeds that were asked for and do not show yet, ms. */
  function onItsWayMs(base: number, nowMs: number): number {
    asked = asked.filter((_, index) => (asked[index + 1]?.atMs ?? nowMs) > nowMs - deadMs);
    return asked.reduce((sum, { atMs, rate }, index) => {
      const untilMs = asked[index + 1]?.atMs ?? nowMs;
      return sum + (untilMs - Math.max(atMs, nowMs - deadMs)) * (rate - base);
    }, 0);
  }

  return {
    look(playback, { nowMs, atMs, durationMs, isPaused, isSeeking }) {
      const wantedMs = targetMs(playback, nowMs, durationMs);
      const driftMs = atMs - wantedMs;
      if (!isMoving(playback, nowMs)) {
        isLearning = false;
        if (!isPaused) return { do: 'pause' };
        if (isSeeking || Math.abs(driftMs) <= standingMs) return { do: 'nothing' };
        return { do: 'seek', toMs: wantedMs };
      }
      if (isPaused) {
        settlesAt = nowMs + settleMs;
        asked = [];
        return atMs >= durationMs ? { do: 'nothing' } : { do: 'play' };
      }
      if (isSeeking || nowMs < settlesAt) return { do: 'nothing' };
      if (isLearning) leadMs = Math.max(0, Math.min(500, leadMs - (0.6 * driftMs) / playback.rate));
      isLearning = false;
      if (Math.abs(driftMs) > jumpMs) {
        isLearning = true;
        return seek(targetMs(playback, nowMs + leadMs, durationMs), nowMs);
      }
      const comingMs = driftMs + onItsWayMs(playback.rate, nowMs);
      const nudge =
        Math.abs(comingMs) < noiseMs
          ? 0
          : Math.max(-mostNudge, Math.min(mostNudge, -comingMs / (glideMs * playback.rate)));
      const rate = playback.rate * (1 + nudge);
      asked.push({ atMs: nowMs, rate });
      return { do: 'rate', rate };
    },
  };
}
