import type { TimelineRange } from '../range.ts';
import type { Gesture, Stage } from '../stage.ts';

/** Seeks while it is dragged, in the ruler or the overview, whose range `rangeNow` gives; cancelled, it seeks back. */
export function scrub(stage: Stage, rangeNow: () => TimelineRange): Gesture {
  const beforeMs = stage.state.playheadMs;
  return {
    update: (x) => stage.seek(rangeNow().toMs(x)),
    approve: () => undefined,
    cancel(): void {
      if (beforeMs !== null) stage.seek(beforeMs);
    },
  };
}
