import type { BrowserContext, Page } from '@playwright/test';

/** Where the element of a window stood, on the clock that all windows of one browser share: ms since 1970, with fractions. */
type Sample = { readonly at: number; readonly mediaMs: number };
/** A frame of the picture, and when it came on the screen. */
type Frame = { readonly at: number; readonly mediaMs: number };
type Watched = { samples: Sample[]; frames: Frame[] };

/** Puts a watcher into every window of the context: it looks at the recording's element, and changes nothing. */
export async function watchMedia(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const watched: Watched = { samples: [], frames: [] };
    Object.assign(window, { watched });
    const toWall = (ms: number): number => performance.timeOrigin + ms;
    let known: HTMLMediaElement | null = null;
    const watchFrames = (video: HTMLVideoElement): void => {
      video.requestVideoFrameCallback((_, { expectedDisplayTime, mediaTime }) => {
        watched.frames.push({ at: toWall(expectedDisplayTime), mediaMs: mediaTime * 1000 });
        watchFrames(video);
      });
    };
    setInterval(() => {
      const element = document.querySelector<HTMLMediaElement>('audio[src], video[src]');
      if (element !== known && element instanceof HTMLVideoElement) watchFrames(element);
      known = element;
      if (element === null || element.paused || element.seeking) return;
      watched.samples.push({ at: toWall(performance.now()), mediaMs: element.currentTime * 1000 });
    }, 20);
  });
}

export const watchedIn = (page: Page): Promise<Watched> =>
  page.evaluate(() => Reflect.get(window, 'watched'));

/** How far the follower was from the leader at each instant at which both played: ms, positive when it was ahead. */
export function distances(
  leader: readonly Sample[],
  follower: readonly Sample[],
): { at: number; ms: number }[] {
  const found: { at: number; ms: number }[] = [];
  let next = 0;
  for (const { at, mediaMs } of follower) {
    while ((leader[next]?.at ?? Number.POSITIVE_INFINITY) < at) next += 1;
    const [before, after] = [leader[next - 1], leader[next]];
    // Between two looks at a leader that did not stand, jump or hang meanwhile.
    if (before === undefined || after === undefined || after.at - before.at > 100) continue;
    const share = (at - before.at) / (after.at - before.at);
    const movedMs = after.mediaMs - before.mediaMs;
    if (movedMs <= 0 || movedMs > 4 * (after.at - before.at)) continue;
    found.push({ at, ms: mediaMs - (before.mediaMs + share * movedMs) });
  }
  return found;
}

/** How much later (positive) than on the leader's screen the same frame came on the follower's: ms. */
export function frameLags(
  leader: readonly Frame[],
  follower: readonly Frame[],
): { at: number; ms: number }[] {
  return follower.flatMap(({ at, mediaMs }) => {
    const same = leader
      .filter((frame) => Math.abs(frame.mediaMs - mediaMs) < 1)
      .toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
    return same === undefined || Math.abs(at - same.at) > 3000 ? [] : [{ at, ms: at - same.at }];
  });
}

/** The share of the sorted sizes: 0.95 answers what 95 % of them do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sizes = values.map(Math.abs).toSorted((a, b) => a - b);
  return sizes[Math.min(sizes.length - 1, Math.floor(share * sizes.length))] ?? Number.NaN;
}
