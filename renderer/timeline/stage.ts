import type { Emitter } from './emitter.ts';
import type { TimelineRange } from './range.ts';
import type { TimelineState } from './state.ts';
import type { Span, TimelineEvents } from './types.ts';

/** Who moved the view: only a person panning away ends the following of the playhead. */
export type RangeCause = 'person' | 'playhead' | 'page';

/** What gestures may touch. They ask the page to change things by emitting, never by changing marks. */
export interface Stage {
  readonly state: TimelineState;
  readonly range: TimelineRange;
  /** The whole recording over the overview's width. */
  readonly overview: TimelineRange;
  setRange(range: TimelineRange, cause: RangeCause): void;
  seek(ms: number): void;
  /** Shows a selection without telling anybody. */
  previewSelection(span: Span | null): void;
  redrawTiers(): void;
  /** Whether the marks of this tier may be moved. */
  canEdit(tierId: string): boolean;
  readonly emit: Emitter<TimelineEvents>['emit'];
}

/**
 * A drag from press to release. `x` is in CSS pixels of the element it began in and may lie beside it. Nothing of
 * the model changes before `approve`; `cancel` leaves everything as it was.
 */
export interface Gesture {
  update(x: number): void;
  approve(): void;
  cancel(): void;
}

/** Takes the playhead's or a selection's instant when it is this near, so that edges can be set exactly there. */
const snapPx = 5;

/** The instant at `x`, or that of the playhead or an edge of the selection when it is nearly there. */
export function snappedMs(stage: Stage, ms: number): number {
  const { playheadMs, selection } = stage.state;
  let snapped = ms;
  let nearest = snapPx * stage.range.msPerPixel;
  for (const candidate of [playheadMs, selection?.startMs, selection?.endMs]) {
    if (candidate === null || candidate === undefined || Math.abs(candidate - ms) > nearest) continue;
    snapped = candidate;
    nearest = Math.abs(candidate - ms);
  }
  return snapped;
}

export function spanOf(one: number, other: number): Span {
  return { startMs: Math.min(one, other), endMs: Math.max(one, other) };
}
