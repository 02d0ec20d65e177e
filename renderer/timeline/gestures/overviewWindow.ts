import type { Gesture, Stage } from '../stage.ts';

/** Drags the overview's window, which is the view; `fromX` is in the overview's pixels. */
export function overviewWindow(stage: Stage, fromX: number): Gesture {
  const before = stage.range;
  return {
    update: (x) =>
      stage.setRange(before.startingAt(before.startMs + (x - fromX) * stage.overview.msPerPixel), 'person'),
    approve: () => undefined,
    cancel: () => stage.setRange(before, 'person'),
  };
}
