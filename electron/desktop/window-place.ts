import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

const windowPlace = z.object({
  position: z.object({ x: z.int(), y: z.int() }).optional(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  isMaximized: z.boolean(),
});
/** Device-independent pixels; without a position the system chooses the place. */
export type WindowPlace = z.infer<typeof windowPlace>;

type Rectangle = { x: number; y: number; width: number; height: number };

const firstPlace: WindowPlace = { width: 1440, height: 900, isMaximized: false };

/** Where the window was when it was last closed; `screens` are the work areas of those that are there today. */
export function loadWindowPlace(file: string, screens: readonly Rectangle[]): WindowPlace {
  let written: unknown;
  try {
    written = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return firstPlace;
  }
  const { data } = windowPlace.safeParse(written);
  if (data === undefined) return firstPlace;
  const { position, ...size } = data;
  const isReachable =
    position !== undefined && screens.some((screen) => canBeGrabbed({ ...size, ...position }, screen));
  return isReachable ? data : size;
}

/** Enough of the title bar is on the screen to pull the rest back: the screen it was on may have been unplugged. */
function canBeGrabbed(window: Rectangle, screen: Rectangle): boolean {
  const shownWidth =
    Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return shownWidth >= 100 && window.y >= screen.y && window.y <= screen.y + screen.height - 40;
}

/** At once, not later: it is called while the window closes. A place that cannot be kept is not worth a word. */
export function saveWindowPlace(file: string, place: WindowPlace): void {
  try {
    writeFileSync(file, JSON.stringify(place));
  } catch {
    // The profile folder is gone or read-only; the next start opens in the first place.
  }
}
