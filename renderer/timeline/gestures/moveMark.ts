import { clamp } from '../range.ts';
import { type Gesture, type Stage, snappedMs } from '../stage.ts';
import type { Mark } from '../types.ts';
import { draftMark } from './draftMark.ts';

/** Moves a whole mark, held at `heldMs`, with its length; it stays inside the recording. */
export function moveMark(stage: Stage, tierId: string, mark: Mark, heldMs: number): Gesture {
  const lengthMs = mark.endMs - mark.startMs;
  return draftMark(stage, tierId, mark, (ms) => {
    const wanted = snappedMs(stage, mark.startMs + ms - heldMs);
    const startMs = clamp(wanted, 0, stage.range.durationMs - lengthMs);
    return { startMs, endMs: startMs + lengthMs };
  });
}
