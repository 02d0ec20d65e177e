import type { TimelineRange } from '../range.ts';

/** What one step of a wheel is in pixels where the browser counts lines or pages. */
const linePx = 16;
const pagePx = 400;
/** A notch of an ordinary wheel (100 to 120 px) zooms by a fifth. */
const zoomPerPx = 0.0018;

export type WheelTurn = Pick<WheelEvent, 'deltaX' | 'deltaY' | 'deltaMode' | 'ctrlKey' | 'metaKey'>;

/** Ctrl (which is also what a pinch on a touchpad sends) zooms around `x`; without it both directions pan. */
export function turnWheel(range: TimelineRange, turn: WheelTurn, x: number): TimelineRange {
  const unit = turn.deltaMode === 1 ? linePx : turn.deltaMode === 2 ? pagePx : 1;
  if (turn.ctrlKey || turn.metaKey) return range.zoomAt(x, Math.exp(-turn.deltaY * unit * zoomPerPx));
  const delta = Math.abs(turn.deltaX) > Math.abs(turn.deltaY) ? turn.deltaX : turn.deltaY;
  return range.panBy(delta * unit);
}
