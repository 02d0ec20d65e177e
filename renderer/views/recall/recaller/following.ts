import type { RecallerState } from '../../../../shared/contract/recall.ts';
import { correct, targetMs } from '../../../recall/follower.ts';
import type { RecallerClient } from './mountRecaller.tsx';

/** Follows the core's word on where playback stands, for as long as the window lives; null while there is none to follow. */
export async function followCore(
  client: RecallerClient,
  tell: (state: RecallerState | null) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const state of await client.recaller.follow(undefined, { signal })) tell(state);
    } catch {
      // Whatever ended it, the answer is the same: ask again.
    }
    if (signal.aborted) return;
    tell(null);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const lookEveryMs = 40;
/** After a jump the element needs this long before its clock says where it plays. */
const settleMs = 300;
/** A rate that differs by less is left as it is: each change disturbs the element's clock. */
const rateStep = 0.01;

/** Keeps a muted element where the inquirer's stands. `read` answers the newest word. Answers how to end it. */
export function keepUp(media: HTMLMediaElement, read: () => RecallerState | null): () => void {
  /** How late a jump lands here, learnt from the ones before: as much further it has to jump. */
  let leadMs = 80;
  let settlesAt = 0;
  let isLearning = false;
  media.muted = true;
  media.preservesPitch = false;

  const look = (): void => {
    const state = read();
    if (state === null || media.readyState < HTMLMediaElement.HAVE_METADATA || media.seeking) return;
    if (state.isPlaying && media.paused && !media.ended) {
      void media.play().catch(() => undefined);
      settlesAt = performance.now() + settleMs;
    }
    if (!state.isPlaying && !media.paused) media.pause();
    if (state.isPlaying && performance.now() < settlesAt) return;
    const atMs = media.currentTime * 1000;
    const nowMs = Date.now();
    if (isLearning && state.isPlaying) {
      const driftMs = atMs - targetMs(state, nowMs, state.durationMs);
      leadMs = Math.max(0, Math.min(500, leadMs - (0.6 * driftMs) / state.rate));
      isLearning = false;
    }
    const correction = correct(state, { atMs, nowMs, durationMs: state.durationMs, leadMs });
    if (correction.do === 'seek') {
      media.currentTime = correction.toMs / 1000;
      media.playbackRate = state.rate;
      isLearning = state.isPlaying;
      settlesAt = performance.now() + settleMs;
    } else if (correction.do === 'rate' && Math.abs(media.playbackRate - correction.rate) > rateStep)
      media.playbackRate = correction.rate;
  };
  const timer = setInterval(look, lookEveryMs);
  look();
  return () => clearInterval(timer);
}
