import type { RecallerState } from '../../../../shared/contract/recall-media.ts';
import { createFollower } from '../../../recall/follower.ts';
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
/** A rate that differs by less is left as it is: each change disturbs the element's clock. */
const rateStep = 0.01;

/** Keeps a muted element where the inquirer's stands. `read` answers the newest word. Answers how to end it. */
export function keepUp(media: HTMLMediaElement, read: () => RecallerState | null): () => void {
  const follower = createFollower();
  media.muted = true;
  media.preservesPitch = false;

  const look = (): void => {
    const state = read();
    if (state === null || media.readyState < HTMLMediaElement.HAVE_METADATA) return;
    const correction = follower.look(state, {
      nowMs: performance.now(),
      atMs: media.currentTime * 1000,
      durationMs: state.durationMs,
      isPaused: media.paused || media.ended,
      isSeeking: media.seeking,
    });
    switch (correction.do) {
      case 'nothing':
        return;
      case 'play':
        media.playbackRate = state.rate;
        void media.play().catch(() => undefined);
        return;
      case 'pause':
        media.pause();
        return;
      case 'seek':
        media.playbackRate = state.rate;
        media.currentTime = correction.toMs / 1000;
        return;
      case 'rate':
        if (Math.abs(media.playbackRate - correction.rate) > rateStep) media.playbackRate = correction.rate;
    }
  };
  const timer = setInterval(look, lookEveryMs);
  look();
  return () => clearInterval(timer);
}
