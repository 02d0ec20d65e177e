import type { Player } from '../player/types.ts';

/** Where playback stands, for the recaller's window; `at` by the wall clock, which all windows of a machine share. */
export type Told = {
  readonly isPlaying: boolean;
  readonly sessionMs: number;
  readonly rate: number;
  readonly at: number;
};

type ToldPlayer = Pick<Player, 'isPlaying' | 'rate' | 'nowMs' | 'on' | 'onFrame'>;

export type TellerOptions = {
  readonly send: (told: Told) => void;
  readonly wallMs?: () => number;
  readonly monotonicMs?: () => number;
};

const everyMs = 1000;
/** After a start, a jump or another speed the element's clock is not true at once: it is told often until it is. */
const livelyMs = 900;
const livelyEveryMs = 60;
/** While it waits for data, that it stands is told again and again. */
const stuckEveryMs = 200;

/**
 * Tells where playback stands whenever that changes, and every second while it plays. A start or a jump is told before
 * it has happened, with the instant at which it is likely to move on, learnt from the ones before: the other window
 * then begins at the same time and not after it. Answers how to end it.
 */
export function tellPlayback(player: ToldPlayer, options: TellerOptions): () => void {
  const { send, wallMs = Date.now, monotonicMs = () => performance.now() } = options;
  let toldAt = Number.NEGATIVE_INFINITY;
  let livelyUntil = Number.NEGATIVE_INFINITY;
  /** A start or a jump that is under way: when it was asked for, and from where it moves on. */
  let begun: { readonly at: number; readonly sessionMs: number } | null = null;
  let isStuck = false;
  /** From asking to playing. */
  let startMs = 90;

  function tell(inMs = 0): void {
    toldAt = monotonicMs();
    send({
      isPlaying: player.isPlaying,
      sessionMs: player.nowMs(),
      rate: player.rate,
      at: Math.round(wallMs() + inMs),
    });
  }
  function begin(): void {
    if (!player.isPlaying) {
      tell();
      return;
    }
    const now = monotonicMs();
    begun = { at: now, sessionMs: player.nowMs() };
    isStuck = true;
    livelyUntil = now + livelyMs;
    tell(startMs);
  }
  function end(): void {
    begun = null;
    isStuck = false;
    tell();
  }
  /** Once it plays evenly, when it would have begun had it been even from the first. */
  function learn(now: number): void {
    if (begun === null || now - begun.at < livelyMs / 2) return;
    const tookMs = now - begun.at - (player.nowMs() - begun.sessionMs) / player.rate;
    startMs = Math.max(0, Math.min(500, (startMs + tookMs) / 2));
    begun = null;
  }

  const ends = [
    player.on('play', begin),
    player.on('seek', begin),
    player.on('pause', end),
    player.on('ended', end),
    player.on('rate', () => {
      livelyUntil = monotonicMs() + livelyMs;
      begun = null;
      tell();
    }),
    player.on('waiting', ({ isWaiting }) => {
      if (isWaiting && player.isPlaying && !isStuck) begin();
    }),
    player.onFrame((atMs) => {
      if (!player.isPlaying) return;
      const now = monotonicMs();
      if (isStuck && atMs <= (begun?.sessionMs ?? atMs)) {
        if (now - toldAt >= stuckEveryMs) tell(stuckEveryMs);
        return;
      }
      isStuck = false;
      learn(now);
      if (now - toldAt >= (now < livelyUntil ? livelyEveryMs : everyMs)) tell();
    }),
  ];
  tell();
  return () => {
    for (const stop of ends) stop();
  };
}
