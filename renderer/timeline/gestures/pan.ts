import type { Gesture, Stage } from '../stage.ts';

/** Drags the recording under the pointer; `fromX` is where it was taken hold of. */
export function pan(stage: Stage, fromX: number): Gesture {
  const before = stage.range;
  return {
    update: (x) => stage.setRange(before.panBy(fromX - x), 'person'),
    approve: () => undefined,
    cancel: () => stage.setRange(before, 'person'),
  };
}
