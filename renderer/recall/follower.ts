/** Where the inquirer's playback stood at wall time `at`. */
export type Playback = {
  readonly isPlaying: boolean;
  readonly sessionMs: number;
  readonly rate: number;
  readonly at: number;
};

/** Where it stands now, not past the recording's end. */
export function targetMs(playback: Playback, nowMs: number, durationMs: number): number {
  const elapsedMs = playback.isPlaying ? Math.max(0, nowMs - playback.at) : 0;
  return Math.min(durationMs, playback.sessionMs + elapsedMs * playback.rate);
}

export type Correction =
  | { readonly do: 'nothing' }
  | { readonly do: 'seek'; readonly toMs: number }
  /** Play at this rate until the next look. */
  | { readonly do: 'rate'; readonly rate: number };

/** Beyond this it jumps; below it glides, so that nobody sees a jump. */
const jumpMs = 80;
/** A picture that stands is put on the very frame. */
const standingMs = 15;
/** The sound is muted there, so that nobody hears a little more or less speed. */
const mostNudge = 0.1;
/**
 * How soon a drift should be gone. Another speed is heard (and counted) only after what is in the sound card's buffer,
 * a tenth of a second and more: gliding faster than that overshoots to and fro.
 */
const glideMs = 700;
/** Clocks read from two windows are no truer than this. */
const noiseMs = 8;

/**
 * How a follower comes to where it should be. `leadMs`: how long its seeks have taken of late; while it plays, it jumps
 * ahead by that much, or it would land as late as before.
 */
export function correct(
  playback: Playback,
  follower: {
    readonly atMs: number;
    readonly nowMs: number;
    readonly durationMs: number;
    readonly leadMs: number;
  },
): Correction {
  const wantedMs = targetMs(playback, follower.nowMs, follower.durationMs);
  const driftMs = follower.atMs - wantedMs;
  if (!playback.isPlaying)
    return Math.abs(driftMs) > standingMs ? { do: 'seek', toMs: wantedMs } : { do: 'nothing' };
  if (Math.abs(driftMs) > jumpMs) {
    const toMs = Math.min(follower.durationMs, wantedMs + follower.leadMs * playback.rate);
    return { do: 'seek', toMs };
  }
  const nudge = Math.max(-mostNudge, Math.min(mostNudge, -driftMs / (glideMs * playback.rate)));
  return { do: 'rate', rate: playback.rate * (1 + (Math.abs(driftMs) < noiseMs ? 0 : nudge)) };
}
