import { type Gesture, type Stage, spanOf } from '../stage.ts';

/** Drags out a span from `anchorMs`, or moves the other edge of a selection when its far edge is given as the anchor. */
export function selectSpan(stage: Stage, anchorMs: number): Gesture {
  const before = stage.state.selection;
  return {
    update: (x) => stage.previewSelection(spanOf(anchorMs, stage.range.toMs(x))),
    approve: () => stage.emit('spanSelected', stage.state.selection),
    cancel: () => stage.previewSelection(before),
  };
}
