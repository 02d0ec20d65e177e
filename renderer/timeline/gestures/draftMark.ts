import type { Gesture, Stage } from '../stage.ts';
import type { Mark, Span } from '../types.ts';

/** What moving and resizing share: a draft is shown where `spanAt` puts it, and asked for on approval if it differs. */
export function draftMark(stage: Stage, tierId: string, mark: Mark, spanAt: (ms: number) => Span): Gesture {
  const show = (span: Span | null): void => {
    stage.state.draft = span === null ? null : { tierId, mark, ...span };
    stage.redrawTiers();
  };
  return {
    update: (x) => show(spanAt(stage.range.toMs(x))),
    approve(): void {
      const { draft } = stage.state;
      show(null);
      if (draft === null || (draft.startMs === mark.startMs && draft.endMs === mark.endMs)) return;
      const { startMs, endMs } = draft;
      stage.emit('segmentChanged', { id: mark.id, momentId: mark.momentId, tierId, startMs, endMs });
    },
    cancel: () => show(null),
  };
}
