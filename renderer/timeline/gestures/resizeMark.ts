import { type Gesture, type Stage, snappedMs, spanOf } from '../stage.ts';
import type { Mark } from '../types.ts';
import { draftMark } from './draftMark.ts';

/** Moves one edge; pulled over the other edge, it becomes the other one. */
export function resizeMark(stage: Stage, tierId: string, mark: Mark, edge: 'start' | 'end'): Gesture {
  const fixedMs = edge === 'start' ? mark.endMs : mark.startMs;
  return draftMark(stage, tierId, mark, (ms) => spanOf(fixedMs, snappedMs(stage, ms)));
}
